package dev.sideband.collector.probe;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Side;
import dev.sideband.avro.ThresholdStatus;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sensors of one BMC: which there are, and what they say. The sensor data records are read once
 * and kept; thresholds are asked for again now and then.
 */
final class SensorSweep {
    /** Administrators change thresholds, and BMCs do not say so. */
    private static final Duration THRESHOLDS_LAST = Duration.ofHours(1);

    /** Sensors of a living BMC that may let a command run out in one sweep. */
    private static final int MAX_SILENT = 1;

    private final IpmiLink link;
    private final SensorReader reader;
    private final SdrRepositoryReader records = new SdrRepositoryReader();
    private final InstantSource clock;

    private List<SensorDescriptor> catalogue = List.of();
    private List<Probed> readable = List.of();
    private List<IpmiSensor> sensors = List.of();
    private Map<SensorKey, IpmiSensor> byKey = Map.of();
    private @Nullable Measurement[] latest = new Measurement[0];
    private Instant thresholdsDue = Instant.MIN;
    private final Set<String> thresholdsInDoubt = new HashSet<>();
    private final Set<String> mute = new HashSet<>();
    private int resumeAt;

    /** A sensor that can be read, and what is published of it. */
    private record Probed(IpmiSensor sensor, SensorDescriptor descriptor) {}

    SensorSweep(IpmiLink link, InstantSource clock) {
        this.link = link;
        this.reader = new SensorReader(link);
        this.clock = clock;
    }

    /** All sensors. */
    List<SensorDescriptor> catalogue() {
        return catalogue;
    }

    /** The sensors as the BMC describes them. */
    Map<SensorKey, IpmiSensor> byKey() {
        return byKey;
    }

    /** Reads the sensor data records and all thresholds. */
    void load() throws IpmiException, InterruptedException {
        reader.forget();
        mute.clear();
        List<IpmiSensor> loaded = IpmiSensor.from(records.read(link));
        List<SensorDescriptor> described = new ArrayList<>(loaded.size());
        for (IpmiSensor sensor : loaded) {
            described.add(Descriptors.of(sensor, reader.thresholds(sensor)));
        }
        sensors = loaded;
        byKey =
                loaded.stream()
                        .collect(Collectors.toMap(IpmiSensor::key, sensor -> sensor, (a, b) -> a));
        resumeAt = 0;
        thresholdsDue = clock.instant().plus(THRESHOLDS_LAST);
        thresholdsInDoubt.clear();
        catalogue(described);
    }

    private void catalogue(List<SensorDescriptor> described) {
        List<Probed> probed = new ArrayList<>();
        for (int i = 0; i < sensors.size(); i++) {
            if (sensors.get(i).readable()) {
                probed.add(new Probed(sensors.get(i), described.get(i)));
            }
        }
        catalogue = List.copyOf(described);
        readable = probed;
        latest = new Measurement[probed.size()];
    }

    /** An event says that a threshold was crossed: it may be another one than we know. */
    void doubtThresholds(String sensor) {
        thresholdsInDoubt.add(sensor);
    }

    /** Asks again for thresholds whose time has come. */
    void refreshThresholds() throws IpmiException, InterruptedException {
        boolean all = !clock.instant().isBefore(thresholdsDue);
        if (!all && thresholdsInDoubt.isEmpty()) {
            return;
        }
        List<SensorDescriptor> described = new ArrayList<>(catalogue);
        for (int i = 0; i < sensors.size(); i++) {
            IpmiSensor sensor = sensors.get(i);
            if (all || thresholdsInDoubt.contains(sensor.id())) {
                described.set(i, Descriptors.of(sensor, reader.thresholds(sensor)));
            }
        }
        thresholdsInDoubt.clear();
        if (all) {
            mute.clear();
            thresholdsDue = clock.instant().plus(THRESHOLDS_LAST);
        }
        if (!described.equals(catalogue)) {
            catalogue(described);
        }
    }

    /**
     * Reads every sensor that can be read, for as long as {@code budget} allows; the next sweep
     * begins with the first that was not reached.
     */
    List<Measurement> read(Duration budget) throws IpmiException, InterruptedException {
        Arrays.fill(latest, null);
        Instant deadline = clock.instant().plus(budget);
        int silent = 0;
        int count = readable.size();
        int index = resumeAt;
        reader.expect(upcoming(index));
        for (int done = 0; done < count; done++, index = index + 1 == count ? 0 : index + 1) {
            Probed next = readable.get(index);
            if (mute.contains(next.descriptor().id())) {
                continue;
            }
            try {
                latest[index] = measure(next);
            } catch (NoAnswer silence) {
                // A sensor behind a dead bus may be silent while its BMC is well.
                if (!link.isOpen() || ++silent > MAX_SILENT) {
                    throw silence;
                }
                mute.add(next.descriptor().id());
            }
            if (latest[index] != null && !latest[index].observedAt().isBefore(deadline)) {
                index = index + 1 == count ? 0 : index + 1;
                break;
            }
        }
        resumeAt = index;
        reader.expect(List.of());
        return complete();
    }

    /** What will be read from {@code index} on, in that order. */
    private List<IpmiSensor> upcoming(int index) {
        List<IpmiSensor> next = new ArrayList<>(readable.size());
        for (int n = 0; n < readable.size(); n++) {
            Probed one = readable.get((index + n) % readable.size());
            if (!mute.contains(one.descriptor().id())) {
                next.add(one.sensor());
            }
        }
        return next;
    }

    /** What was not reached, or did not answer, is too old to be believed. */
    private List<Measurement> complete() {
        Instant now = clock.instant();
        List<Measurement> all = new ArrayList<>(latest.length);
        for (int i = 0; i < latest.length; i++) {
            Measurement one = latest[i];
            all.add(
                    one != null
                            ? one
                            : Measurement.missing(
                                    readable.get(i).descriptor(), Quality.STALE, now));
        }
        return all;
    }

    private Measurement measure(Probed next) throws IpmiException, InterruptedException {
        SensorObservation seen = reader.read(next.sensor());
        return new Measurement(
                next.descriptor(),
                value(seen),
                quality(seen),
                status(seen),
                side(seen),
                seen.stateTexts(),
                clock.instant().minus(link.answerAge()));
    }

    private static @Nullable Double value(SensorObservation seen) {
        return Double.isFinite(seen.number()) && quality(seen) == Quality.GOOD
                ? seen.number()
                : null;
    }

    private static Quality quality(SensorObservation seen) {
        return switch (seen.quality()) {
            case GOOD -> Double.isInfinite(seen.number()) ? Quality.IMPLAUSIBLE : Quality.GOOD;
            case UNAVAILABLE -> Quality.UNAVAILABLE;
            case SCANNING_OFF -> Quality.SCANNING_OFF;
            case ABSENT -> Quality.ABSENT;
            case IMPLAUSIBLE -> Quality.IMPLAUSIBLE;
            case DECODE_ERROR -> Quality.DECODE_ERROR;
        };
    }

    private static ThresholdStatus status(SensorObservation seen) {
        return switch (seen.status()) {
            case OK -> ThresholdStatus.OK;
            case NC -> ThresholdStatus.NC;
            case CR -> ThresholdStatus.CR;
            case NR -> ThresholdStatus.NR;
            case UNKNOWN -> ThresholdStatus.UNKNOWN;
        };
    }

    private static Side side(SensorObservation seen) {
        return switch (seen.side()) {
            case LOW -> Side.LOW;
            case HIGH -> Side.HIGH;
            case NONE -> Side.NONE;
        };
    }
}
