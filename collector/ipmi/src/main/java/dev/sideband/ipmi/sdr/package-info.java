/**
 * Sensor data records: what sensors a BMC has and what their raw bytes mean (IPMI 2.0 §43).
 *
 * <p>{@link dev.sideband.ipmi.sdr.SdrRecord} and the tables are values; {@link
 * dev.sideband.ipmi.sdr.SdrRepositoryReader} walks a repository from the thread that owns the BMC.
 * A record that cannot be decoded stays in the list as {@link dev.sideband.ipmi.sdr.UnknownRecord}:
 * one bad record never costs the others.
 */
@NullMarked
package dev.sideband.ipmi.sdr;

import org.jspecify.annotations.NullMarked;
