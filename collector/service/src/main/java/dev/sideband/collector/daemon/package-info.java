/**
 * A collector as a service of an operating system: started from a configuration file, waiting for
 * brokers and registry, taking over changed secrets and targets, stopped in order.
 */
@NullMarked
package dev.sideband.collector.daemon;

import org.jspecify.annotations.NullMarked;
