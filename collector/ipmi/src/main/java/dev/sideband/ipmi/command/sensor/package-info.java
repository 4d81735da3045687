/**
 * Sensor commands (NetFn 04h): readings, thresholds, factors, and the SDRs of controllers that keep
 * no repository (IPMI 2.0 §35).
 */
@NullMarked
package dev.sideband.ipmi.command.sensor;

import org.jspecify.annotations.NullMarked;
