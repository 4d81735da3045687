/**
 * What every service stands on: configuration files, secrets, durations.
 *
 * <p>Knows nothing of the rest. A configuration is a record, checked in its constructor; {@link
 * dev.sideband.runtime.YamlFile} reads it and says what is wrong with line and column.
 */
@NullMarked
package dev.sideband.runtime;

import org.jspecify.annotations.NullMarked;
