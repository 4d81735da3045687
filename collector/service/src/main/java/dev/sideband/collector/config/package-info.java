/**
 * The configuration file of a collector that runs as a service.
 *
 * <p>{@link dev.sideband.collector.config.CollectorFile} is what was read and found right; whatever
 * is wrong is said with file, line, key and what to do. Secrets are in files of their own or in the
 * environment, never in this one.
 */
@NullMarked
package dev.sideband.collector.config;

import org.jspecify.annotations.NullMarked;
