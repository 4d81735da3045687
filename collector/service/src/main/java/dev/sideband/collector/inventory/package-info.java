/**
 * What to poll: the targets file, and its way to the {@code targets} topic.
 *
 * <p>Credentials stay here, in the collector's own memory; a topic carries only their names.
 */
@NullMarked
package dev.sideband.collector.inventory;

import org.jspecify.annotations.NullMarked;
