/**
 * What makes {@code sideband bmc} start quickly; part of the build, not of the program.
 *
 * <p>{@link dev.sideband.cli.startup.StartupCache} runs when the jars are there. It brings old
 * class files up to date, names the few jars that {@code bmc} takes, and has a JVM use them and
 * keep what it loaded as an ahead-of-time cache (JEP 483). A JVM of another build than the one that
 * made the cache leaves it aside and starts as without.
 */
@NullMarked
package dev.sideband.cli.startup;

import org.jspecify.annotations.NullMarked;
