package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.sensor.GetSensorReadingFactors;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.RawThresholds;
import dev.sideband.ipmi.sdr.ReadingFactors;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.wire.WireFormatException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads sensors of one BMC. It belongs to the thread that owns the BMC and remembers what that BMC
 * has refused for good: {@link #forget()} makes it ask again, as after a firmware update.
 */
public final class SensorReader {
    /** The bridge says that a controller behind the BMC does not answer. */
    private static final int BRIDGE_NAK = 0x83;

    /** Factors that are kept: a sensor has 256 raw values at most, and few are non-linear. */
    private static final int MAX_FACTORS = 4096;

    private final IpmiClient client;
    private final Set<SensorKey> unsupportedReadings = new HashSet<>();
    private final Set<SensorKey> unsupportedThresholds = new HashSet<>();
    private final Map<RawValue, ReadingFactors> factors = new HashMap<>();

    public SensorReader(IpmiClient client) {
        this.client = client;
    }

    private record RawValue(SensorKey sensor, int raw) {}

    /**
     * Looks at one sensor. What the BMC cannot tell is a matter of {@link Quality}; only a BMC that
     * does not answer at all, or ends the session, is an exception.
     *
     * @throws IllegalArgumentException where the sensor is not {@linkplain IpmiSensor#readable()
     *     readable}
     */
    public SensorObservation read(IpmiSensor sensor) throws IpmiException, InterruptedException {
        if (!sensor.readable()) {
            throw new IllegalArgumentException(
                    "sensor %s is %s".formatted(sensor.id(), sensor.readability()));
        }
        SensorKey key = sensor.key();
        if (unsupportedReadings.contains(key)) {
            return SensorObservation.without(sensor, Quality.UNAVAILABLE);
        }
        try {
            GetSensorReading.Response answer =
                    client.send(new GetSensorReading(key.lun(), key.number()));
            return SensorObservation.decode(sensor, answer, number(sensor, answer));
        } catch (Refused refused) {
            if (unsupported(refused)) {
                unsupportedReadings.add(key);
            }
            return SensorObservation.without(sensor, quality(refused));
        } catch (Malformed garbled) {
            return SensorObservation.without(sensor, Quality.DECODE_ERROR);
        }
    }

    /**
     * The thresholds of a sensor as they are now; those of its SDR where the BMC does not tell.
     *
     * @throws IpmiException where the BMC does not answer at all
     */
    public Thresholds thresholds(IpmiSensor sensor) throws IpmiException, InterruptedException {
        SensorKey key = sensor.key();
        if (!sensor.readable() || !sensor.liveThresholds() || unsupportedThresholds.contains(key)) {
            return sensor.thresholds();
        }
        try {
            var now = client.send(new GetSensorThresholds(key.lun(), key.number()));
            var raw =
                    new RawThresholds(
                            now.readable() & sensor.stateMask(),
                            now.lnc(),
                            now.lcr(),
                            now.lnr(),
                            now.unc(),
                            now.ucr(),
                            now.unr());
            return converted(sensor, raw);
        } catch (Refused refused) {
            if (unsupported(refused)) {
                unsupportedThresholds.add(key);
            }
            return sensor.thresholds();
        } catch (Malformed garbled) {
            return sensor.thresholds();
        }
    }

    /** Asks again for what the BMC has refused, and for factors. */
    public void forget() {
        unsupportedReadings.clear();
        unsupportedThresholds.clear();
        factors.clear();
    }

    private Thresholds converted(IpmiSensor sensor, RawThresholds raw)
            throws IpmiException, InterruptedException {
        if (!sensor.conversion().factorsPerReading()) {
            return Thresholds.of(raw, sensor.conversion());
        }
        // One after the other before converting: the conversion itself cannot ask.
        var values = new HashMap<Integer, Double>();
        int[] raws = {raw.lnr(), raw.lcr(), raw.lnc(), raw.unc(), raw.ucr(), raw.unr()};
        for (int value : raws) {
            values.put(value, nonLinear(sensor, value));
        }
        return Thresholds.of(raw, value -> values.getOrDefault(value, Double.NaN));
    }

    private double number(IpmiSensor sensor, GetSensorReading.Response answer)
            throws IpmiException, InterruptedException {
        boolean ask = sensor.conversion().factorsPerReading();
        if (!ask || !answer.scanning() || answer.unavailable()) {
            return sensor.conversion().convert(answer.raw());
        }
        return nonLinear(sensor, answer.raw());
    }

    private double nonLinear(IpmiSensor sensor, int raw)
            throws IpmiException, InterruptedException {
        var at = new RawValue(sensor.key(), raw);
        ReadingFactors known = factors.get(at);
        if (known == null) {
            known = factors(sensor.key(), raw);
            if (factors.size() < MAX_FACTORS) {
                factors.put(at, known);
            }
        }
        return sensor.conversion().convert(raw, known);
    }

    private ReadingFactors factors(SensorKey key, int raw)
            throws IpmiException, InterruptedException {
        var answer = client.send(new GetSensorReadingFactors(key.lun(), key.number(), raw));
        try {
            return ReadingFactors.read(answer.factors().reader());
        } catch (WireFormatException garbled) {
            throw new Malformed(String.valueOf(garbled.getMessage()));
        }
    }

    /** What will be refused each time, so that it is not worth a packet. */
    private static boolean unsupported(Refused refused) {
        return switch (refused.completionCode()) {
            case CompletionCode.INVALID_COMMAND,
                    CompletionCode.INVALID_FOR_LUN,
                    CompletionCode.INSUFFICIENT_PRIVILEGE ->
                    true;
            default -> false;
        };
    }

    private static Quality quality(Refused refused) {
        return switch (refused.completionCode()) {
            case CompletionCode.NOT_PRESENT,
                    CompletionCode.PARAMETER_OUT_OF_RANGE,
                    CompletionCode.DESTINATION_UNAVAILABLE,
                    BRIDGE_NAK ->
                    Quality.ABSENT;
            default -> Quality.UNAVAILABLE;
        };
    }
}
