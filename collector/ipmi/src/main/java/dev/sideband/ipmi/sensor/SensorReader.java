package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.bridge.BridgedClient;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.RawThresholds;
import dev.sideband.ipmi.sdr.SensorKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads sensors of one BMC and of the controllers behind it. It belongs to the thread that owns the
 * BMC and remembers what that BMC has refused for good: {@link #forget()} makes it ask again, as
 * after a firmware update.
 */
public final class SensorReader {
    private final IpmiClient client;
    private final Quirks quirks;
    private final Factors factors;
    private @Nullable Bridges bridges;
    private @Nullable Set<SensorKey> unsupportedReadings;
    private @Nullable Set<SensorKey> unsupportedThresholds;

    /** Answers that say something else than the sensor's record. */
    private @Nullable Map<SensorKey, GetSensorThresholds.Response> otherThresholds;

    private boolean news;

    public SensorReader(IpmiClient client) {
        this(client, Quirks.NONE);
    }

    /** A reader for a BMC with quirks. */
    public SensorReader(IpmiClient client, Quirks quirks) {
        this.client = client;
        this.quirks = quirks;
        this.factors = new Factors(this::send);
    }

    /**
     * Says which sensors will be read next, in this order, and what will be asked behind them, so
     * that the session can read ahead.
     */
    public void expect(List<IpmiSensor> sensors, List<? extends IpmiCommand<?>> then) {
        List<IpmiCommand<?>> commands = new ArrayList<>(sensors.size() + then.size());
        for (IpmiSensor sensor : sensors) {
            SensorKey key = sensor.key();
            if (isDirect(sensor) && !isIn(unsupportedReadings, key)) {
                commands.add(new GetSensorReading(key.lun(), key.number()));
            }
        }
        commands.addAll(then);
        client.expect(commands);
    }

    /** As {@link #expect}, for {@link #thresholds}. */
    public void expectThresholds(List<IpmiSensor> sensors) {
        List<GetSensorThresholds> commands = new ArrayList<>(sensors.size());
        for (IpmiSensor sensor : sensors) {
            SensorKey key = sensor.key();
            if (isDirect(sensor) && sensor.liveThresholds() && !isIn(unsupportedThresholds, key)) {
                commands.add(new GetSensorThresholds(key.lun(), key.number()));
            }
        }
        client.expect(commands);
    }

    private static boolean isDirect(IpmiSensor sensor) {
        return sensor.readability() == Readability.READABLE;
    }

    private static boolean isIn(@Nullable Set<SensorKey> keys, SensorKey key) {
        return keys != null && keys.contains(key);
    }

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
        if (isIn(unsupportedReadings, key)) {
            return SensorObservation.without(sensor, Quality.UNAVAILABLE);
        }
        try {
            GetSensorReading.Response answer =
                    send(sensor, new GetSensorReading(key.lun(), key.number()));
            return SensorObservation.decode(sensor, answer, number(sensor, answer), quirks);
        } catch (Refused refused) {
            if (unsupported(refused)) {
                unsupportedReadings = with(unsupportedReadings, key);
                news = true;
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
        boolean told = sensor.readable() && sensor.liveThresholds();
        if (!told || isIn(unsupportedThresholds, key)) {
            return sensor.thresholds();
        }
        try {
            var answer = send(sensor, new GetSensorThresholds(key.lun(), key.number()));
            Thresholds now = converted(sensor, raw(sensor, answer));
            remember(sensor, answer, now);
            return now;
        } catch (Refused refused) {
            if (unsupported(refused)) {
                unsupportedThresholds = with(unsupportedThresholds, key);
            }
            return sensor.thresholds();
        } catch (Malformed garbled) {
            return sensor.thresholds();
        }
    }

    private static RawThresholds raw(IpmiSensor sensor, GetSensorThresholds.Response told) {
        return new RawThresholds(
                told.readable() & sensor.stateMask(),
                told.lnc(),
                told.lcr(),
                told.lnr(),
                told.unc(),
                told.ucr(),
                told.unr());
    }

    private void remember(
            IpmiSensor sensor, GetSensorThresholds.Response told, Thresholds thresholds) {
        if (!thresholds.equals(sensor.thresholds())) {
            if (otherThresholds == null) {
                otherThresholds = new HashMap<>();
            }
            news |= !told.equals(otherThresholds.put(sensor.key(), told));
        } else if (otherThresholds != null) {
            news |= otherThresholds.remove(sensor.key()) != null;
        }
    }

    /** Whether {@link #learned} is something else than the last time. */
    public boolean hasNews() {
        return news;
    }

    /** What was learned of the sensors, for {@link #recall}. */
    public Learned learned() {
        news = false;
        return new Learned(
                otherThresholds == null ? Map.of() : otherThresholds,
                unsupportedReadings == null ? Set.of() : unsupportedReadings);
    }

    /**
     * What asking for thresholds and readings taught.
     *
     * @param thresholds those that are not the ones of the sensor's record
     * @param unreadable what is refused each time
     */
    public record Learned(
            Map<SensorKey, GetSensorThresholds.Response> thresholds, Set<SensorKey> unreadable) {
        public Learned {
            thresholds = Map.copyOf(thresholds);
            unreadable = Set.copyOf(unreadable);
        }
    }

    /** Begins with what an earlier reader of the same sensors learned. */
    public void recall(Learned before) {
        otherThresholds = new HashMap<>(before.thresholds());
        unsupportedReadings =
                before.unreadable().isEmpty() ? null : new HashSet<>(before.unreadable());
    }

    /** As {@link #thresholds}, from what was recalled where that is enough. */
    public Thresholds recalledThresholds(IpmiSensor sensor)
            throws IpmiException, InterruptedException {
        GetSensorThresholds.Response told =
                otherThresholds == null ? null : otherThresholds.get(sensor.key());
        return told == null ? sensor.thresholds() : converted(sensor, raw(sensor, told));
    }

    /** Asks again for what the BMC has refused, and for factors. */
    public void forget() {
        unsupportedReadings = null;
        unsupportedThresholds = null;
        otherThresholds = null;
        bridges = null;
        factors.forget();
    }

    /** Asks whoever has the sensor. */
    private <R> R send(IpmiSensor sensor, IpmiCommand<R> command)
            throws IpmiException, InterruptedException {
        if (sensor.readability() == Readability.READABLE) {
            return client.send(command);
        }
        if (bridges == null) {
            bridges = new Bridges(client);
        }
        Bridges.Controller controller = bridges.to(sensor.key());
        if (!controller.mayBeAsked()) {
            throw new Refused(command.name(), BridgedClient.NAK_ON_WRITE);
        }
        try {
            R answer = controller.client().send(command);
            controller.answered();
            return answer;
        } catch (Refused refused) {
            controller.refused(refused);
            throw refused;
        }
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
            values.put(value, factors.convert(sensor, value));
        }
        return Thresholds.of(raw, value -> values.getOrDefault(value, Double.NaN));
    }

    private double number(IpmiSensor sensor, GetSensorReading.Response answer)
            throws IpmiException, InterruptedException {
        boolean ask = sensor.conversion().factorsPerReading();
        if (!ask || !answer.scanning() || answer.unavailable()) {
            return sensor.conversion().convert(answer.raw());
        }
        return factors.convert(sensor, answer.raw());
    }

    private static Set<SensorKey> with(@Nullable Set<SensorKey> keys, SensorKey key) {
        Set<SensorKey> all = keys == null ? new HashSet<>() : keys;
        all.add(key);
        return all;
    }

    /** What will be refused each time, so that it is not worth a packet. */
    static boolean unsupported(Refused refused) {
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
                    BridgedClient.NAK_ON_WRITE ->
                    Quality.ABSENT;
            default -> Quality.UNAVAILABLE;
        };
    }
}
