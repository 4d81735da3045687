/**
 * Sensors as a poller sees them: what they are, how their raw answers become values, states and a
 * quality, and what reads them (IPMI 2.0 §35, §36).
 *
 * <p>{@link dev.sideband.ipmi.sensor.IpmiSensor} is made once from the SDRs; {@link
 * dev.sideband.ipmi.sensor.SensorReader} asks from the thread that owns the BMC.
 */
@NullMarked
package dev.sideband.ipmi.sensor;

import org.jspecify.annotations.NullMarked;
