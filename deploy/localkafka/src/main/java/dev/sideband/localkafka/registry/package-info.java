/** What runs in the registry's own process, packed into a jar of its own. */
@NullMarked
package dev.sideband.localkafka.registry;

import org.jspecify.annotations.NullMarked;
