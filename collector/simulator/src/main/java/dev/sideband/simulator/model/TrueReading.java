package dev.sideband.simulator.model;

import java.util.Optional;

/**
 * What a sensor really shows.
 *
 * @param number as the BMC counts its sensors
 * @param value in the sensor's unit, already at its resolution; empty for discrete sensors
 * @param states bit n for state n, thresholds in the order of {@link Threshold}
 */
public record TrueReading(int number, String name, Optional<Double> value, int states) {}
