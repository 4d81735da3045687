/**
 * Kafka and a schema registry for one machine: for the demo, for {@code standalone}, and for tests.
 *
 * <p>The broker runs inside this JVM, the registry as a child process beside it. Both listen on the
 * loopback address only, keep their data in a directory over restarts, and start in a few seconds;
 * who needs both starts them in parallel. Neither is meant to be reached by other machines.
 */
@NullMarked
package dev.sideband.localkafka;

import org.jspecify.annotations.NullMarked;
