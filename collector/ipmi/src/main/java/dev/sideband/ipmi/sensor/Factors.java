package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.sensor.GetSensorReadingFactors;
import dev.sideband.ipmi.sdr.ReadingFactors;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.wire.WireFormatException;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Factors of non-linear sensors, which the BMC gives for each raw value (IPMI 2.0 §35.5, §36.4). A
 * value whose factors cannot be had is NaN: the states of its reading count all the same.
 */
final class Factors {
    /** Factors that are kept: a sensor has 256 raw values at most, and few are non-linear. */
    private static final int MAX_FACTORS = 4096;

    private final Asking asking;
    private final Map<RawValue, ReadingFactors> known = new HashMap<>();
    private @Nullable Set<SensorKey> unsupported;

    /** Asks whoever has the sensor. */
    @FunctionalInterface
    interface Asking {
        GetSensorReadingFactors.Response send(IpmiSensor sensor, GetSensorReadingFactors command)
                throws IpmiException, InterruptedException;
    }

    Factors(Asking asking) {
        this.asking = asking;
    }

    private record RawValue(SensorKey sensor, int raw) {}

    /** The value of a raw byte, with the factors for just this byte. */
    double convert(IpmiSensor sensor, int raw) throws IpmiException, InterruptedException {
        SensorKey key = sensor.key();
        var at = new RawValue(key, raw);
        ReadingFactors given = known.get(at);
        if (given == null) {
            if (unsupported != null && unsupported.contains(key)) {
                return Double.NaN;
            }
            given = ask(sensor, raw);
            if (given == null) {
                return Double.NaN;
            }
            if (known.size() < MAX_FACTORS) {
                known.put(at, given);
            }
        }
        return sensor.conversion().convert(raw, given);
    }

    void forget() {
        known.clear();
        unsupported = null;
    }

    private @Nullable ReadingFactors ask(IpmiSensor sensor, int raw)
            throws IpmiException, InterruptedException {
        SensorKey key = sensor.key();
        try {
            var answer =
                    asking.send(sensor, new GetSensorReadingFactors(key.lun(), key.number(), raw));
            return ReadingFactors.read(answer.factors().reader());
        } catch (Refused refused) {
            if (SensorReader.unsupported(refused)) {
                Set<SensorKey> all = unsupported == null ? new HashSet<>() : unsupported;
                all.add(key);
                unsupported = all;
            }
            return null;
        } catch (Malformed | WireFormatException garbled) {
            return null;
        }
    }
}
