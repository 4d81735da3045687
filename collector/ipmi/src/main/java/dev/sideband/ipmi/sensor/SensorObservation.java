package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sensor.Thresholds.State;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one look at a sensor gave.
 *
 * @param sensor that was looked at
 * @param quality whether the rest can be relied on
 * @param number the value in the sensor's unit; NaN where there is none, see {@link #value()}
 * @param states the sensor's state bits that are set; 0 where {@code quality} is not GOOD
 * @param status where the BMC sees the value; UNKNOWN for a discrete sensor
 * @param side of the thresholds that {@code status} speaks of
 */
public record SensorObservation(
        IpmiSensor sensor,
        Quality quality,
        double number,
        int states,
        ThresholdStatus status,
        Side side) {
    private static final int NON_RECOVERABLE = State.LNR | State.UNR;
    private static final int CRITICAL = State.LCR | State.UCR;
    private static final int LOWER = State.LNC | State.LCR | State.LNR;

    /** An observation without a value or a state. */
    static SensorObservation without(IpmiSensor sensor, Quality quality) {
        return new SensorObservation(
                sensor, quality, Double.NaN, 0, ThresholdStatus.UNKNOWN, Side.NONE);
    }

    /** What the answer to Get Sensor Reading says of {@code sensor}. */
    public static SensorObservation decode(IpmiSensor sensor, GetSensorReading.Response answer) {
        return decode(sensor, answer, sensor.conversion().convert(answer.raw()), Quirks.NONE);
    }

    /** As {@link #decode(IpmiSensor, GetSensorReading.Response)}, with the value found already. */
    static SensorObservation decode(
            IpmiSensor sensor, GetSensorReading.Response answer, double number, Quirks quirks) {
        if (answer.unavailable()) {
            return without(sensor, Quality.UNAVAILABLE);
        }
        if (!answer.scanning()
                && !(quirks.has(Quirk.IGNORE_SCANNING_BIT) && says(sensor, answer))) {
            return without(sensor, Quality.SCANNING_OFF);
        }
        Quality quality =
                sensor.hasValue() && Double.isNaN(number) ? Quality.IMPLAUSIBLE : Quality.GOOD;
        int states = answer.states() & sensor.stateMask();
        if (!sensor.hasThresholdStates()) {
            double value = sensor.hasValue() ? number : Double.NaN;
            return new SensorObservation(
                    sensor, quality, value, states, ThresholdStatus.UNKNOWN, Side.NONE);
        }
        if (quirks.has(Quirk.WRONG_THRESHOLD_BITS) && !Double.isNaN(number)) {
            states = sensor.thresholds().crossedBy(number) & sensor.stateMask();
        }
        ThresholdStatus status =
                answer.stateBytes() == 0 ? ThresholdStatus.UNKNOWN : status(states);
        return new SensorObservation(sensor, quality, number, states, status, side(states));
    }

    /** What a sensor gives that is really off is zero, and no state. */
    private static boolean says(IpmiSensor sensor, GetSensorReading.Response answer) {
        return answer.raw() != 0
                || (!sensor.hasThresholdStates() && (answer.states() & sensor.stateMask()) != 0);
    }

    private static ThresholdStatus status(int states) {
        if ((states & NON_RECOVERABLE) != 0) {
            return ThresholdStatus.NR;
        }
        if ((states & CRITICAL) != 0) {
            return ThresholdStatus.CR;
        }
        return states != 0 ? ThresholdStatus.NC : ThresholdStatus.OK;
    }

    /** The side of the worst threshold; some firmware sets bits on both. */
    private static Side side(int states) {
        if (states == 0) {
            return Side.NONE;
        }
        int low = states & LOWER;
        int high = states >> 3;
        return low >= high ? Side.LOW : Side.HIGH;
    }

    /** The value in the sensor's unit. */
    public OptionalDouble value() {
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** The states that are set, in words; empty for a sensor with thresholds. */
    public List<String> stateTexts() {
        return sensor.hasThresholdStates() ? List.of() : sensor.stateTexts(states);
    }
}
