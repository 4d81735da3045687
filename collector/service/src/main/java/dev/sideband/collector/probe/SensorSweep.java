package dev.sideband.collector.probe;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Side;
import dev.sideband.avro.ThresholdStatus;
import dev.sideband.collector.memory.SensorNotes;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.dcmi.DcmiReader;
import dev.sideband.ipmi.dcmi.DcmiReading;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sensor.Interner;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.SensorCatalogue;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the sensors of one BMC: those of its records, and behind them those that it tells by
 * DCMI only. Thresholds are asked for again now and then. What identical machines have alike, they
 * share.
 */
final class SensorSweep {
    /** Administrators change thresholds, and BMCs do not say so. */
    private static final Duration THRESHOLDS_LAST = Duration.ofHours(1);

    /** Sensors of a living BMC that may let a command run out in one sweep. */
    private static final int MAX_SILENT = 1;

    private static final Interner<SensorDescriptor> DESCRIPTORS = new Interner<>();
    private static final Interner<List<SensorDescriptor>> CATALOGUES = new Interner<>();

    private final SessionLink link;
    private final InstantSource clock;
    private final DcmiReader dcmi;
    private SensorReader reader;

    private SensorCatalogue known = SensorCatalogue.EMPTY;

    /** The known sensors in their order, then those of DCMI. */
    private List<SensorDescriptor> catalogue = List.of();

    private Instant thresholdsDue = Instant.MIN;
    private final Set<String> thresholdsInDoubt = new HashSet<>();

    /** By place in the catalogue; behind the last sensor all of DCMI. */
    private final BitSet mute = new BitSet();

    private final BitSet good = new BitSet();
    private boolean missesSensors;
    private int resumeAt;

    /** Whether the sensors were asked for what is worth keeping. */
    private boolean changed;

    SensorSweep(SessionLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
        this.dcmi = new DcmiReader(link);
        this.reader = new SensorReader(link);
    }

    /** All sensors. */
    List<SensorDescriptor> catalogue() {
        return catalogue;
    }

    /** The sensors as the BMC describes them. */
    Map<SensorKey, IpmiSensor> byKey() {
        return known.byKey();
    }

    /** Whether sensors that had a value are not there any more, since they were read anew. */
    boolean missesSensors() {
        return missesSensors;
    }

    /** Reads the thresholds of {@code sensors}, which are looked at from now on. */
    void use(SensorCatalogue sensors, Quirks quirks) throws IpmiException, InterruptedException {
        reader = new SensorReader(link, quirks);
        List<SensorDescriptor> described = new ArrayList<>(sensors.sensors().size());
        reader.expectThresholds(sensors.sensors());
        for (IpmiSensor sensor : sensors.sensors()) {
            described.add(Descriptors.of(sensor, reader.thresholds(sensor)));
        }
        reader.expectThresholds(List.of());
        dcmi.discover(sensors.sensors());
        begin(sensors, described);
        thresholdsDue = clock.instant().plus(THRESHOLDS_LAST);
        changed = true;
    }

    /**
     * As {@link #use}, with thresholds as they are known; they are asked for within the hour.
     *
     * @param random spreads that over a fleet; 0 to 1
     */
    void recall(SensorCatalogue sensors, Quirks quirks, SensorNotes known, double random)
            throws IpmiException, InterruptedException {
        reader = new SensorReader(link, quirks);
        reader.recall(known.learned());
        List<SensorDescriptor> described = new ArrayList<>(sensors.sensors().size());
        for (IpmiSensor sensor : sensors.sensors()) {
            described.add(Descriptors.of(sensor, reader.recalledThresholds(sensor)));
        }
        dcmi.recall(known.dcmi());
        begin(sensors, described);
        thresholdsDue = clock.instant().plusMillis((long) (THRESHOLDS_LAST.toMillis() * random));
    }

    private void begin(SensorCatalogue sensors, List<SensorDescriptor> described) {
        dcmi.sensors().forEach(sensor -> described.add(Descriptors.of(sensor)));
        known = sensors;
        resumeAt = 0;
        mute.clear();
        good.clear();
        missesSensors = false;
        thresholdsInDoubt.clear();
        catalogue = shared(described);
    }

    /** What was learned since the last call, if anything was. */
    Optional<SensorNotes> news() {
        if (!changed && !reader.hasNews()) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(new SensorNotes(reader.learned(), dcmi.sensors()));
    }

    private static List<SensorDescriptor> shared(List<SensorDescriptor> described) {
        return CATALOGUES.intern(List.copyOf(described.stream().map(DESCRIPTORS::intern).toList()));
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
        for (int i = 0; i < known.sensors().size(); i++) {
            IpmiSensor sensor = known.sensors().get(i);
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
            catalogue = shared(described);
        }
    }

    /**
     * Reads every sensor that can be read, for as long as {@code budget} allows; the next sweep
     * begins with the first that was not reached.
     *
     * @param then what will be asked behind the sensors
     */
    List<Measurement> read(Duration budget, List<? extends IpmiCommand<?>> then)
            throws IpmiException, InterruptedException {
        Instant deadline = clock.instant().plus(budget);
        List<IpmiSensor> sensors = known.sensors();
        int count = sensors.size();
        var seen = new @Nullable Measurement[count];
        int silent = 0;
        boolean over = false;
        int index = resumeAt;
        reader.expect(upcoming(index), then);
        for (int done = 0;
                done < count && !over;
                done++, index = index + 1 == count ? 0 : index + 1) {
            if (!sensors.get(index).readable() || mute.get(index)) {
                continue;
            }
            try {
                Measurement one = measure(index);
                seen[index] = one;
                over = !one.observedAt().isBefore(deadline);
            } catch (NoAnswer silence) {
                // A sensor behind a dead bus may be silent while its BMC is well.
                if (!link.isOpen() || ++silent > MAX_SILENT) {
                    throw silence;
                }
                mute.set(index);
            }
        }
        resumeAt = index;
        return complete(seen, over ? List.of() : readByDcmi());
    }

    /** All that DCMI tells; nothing where it was silent. */
    private List<DcmiReading> readByDcmi() throws IpmiException, InterruptedException {
        int place = known.sensors().size();
        if (mute.get(place)) {
            return List.of();
        }
        try {
            return dcmi.read();
        } catch (NoAnswer silence) {
            if (!link.isOpen()) {
                throw silence;
            }
            mute.set(place);
            return List.of();
        }
    }

    /** What will be read from {@code index} on, in that order. */
    private List<IpmiSensor> upcoming(int index) {
        List<IpmiSensor> sensors = known.sensors();
        List<IpmiSensor> next = new ArrayList<>(sensors.size());
        for (int n = 0; n < sensors.size(); n++) {
            int place = (index + n) % sensors.size();
            if (sensors.get(place).readable() && !mute.get(place)) {
                next.add(sensors.get(place));
            }
        }
        return next;
    }

    /** What was not reached, or did not answer, is too old to be believed. */
    private List<Measurement> complete(@Nullable Measurement[] seen, List<DcmiReading> byDcmi) {
        Instant now = clock.instant();
        List<Measurement> all = new ArrayList<>(catalogue.size());
        for (int i = 0; i < seen.length; i++) {
            Measurement one = seen[i];
            if (one != null) {
                all.add(one);
            } else if (known.sensors().get(i).readable()) {
                all.add(Measurement.missing(catalogue.get(i), Quality.STALE, now));
            }
        }
        for (int i = seen.length; i < catalogue.size(); i++) {
            SensorDescriptor sensor = catalogue.get(i);
            all.add(
                    byDcmi.isEmpty()
                            ? Measurement.missing(sensor, Quality.STALE, now)
                            : measurement(sensor, byDcmi.get(i - seen.length), now));
        }
        return all;
    }

    private static Measurement measurement(
            SensorDescriptor sensor, DcmiReading reading, Instant now) {
        return reading.value().isPresent()
                ? new Measurement(
                        sensor,
                        reading.value().getAsDouble(),
                        Quality.GOOD,
                        ThresholdStatus.UNKNOWN,
                        Side.NONE,
                        List.of(),
                        now)
                : Measurement.missing(sensor, quality(reading.quality()), now);
    }

    private Measurement measure(int index) throws IpmiException, InterruptedException {
        IpmiSensor sensor = known.sensors().get(index);
        SensorObservation seen = reader.read(sensor);
        remember(index, seen);
        return new Measurement(
                catalogue.get(index),
                value(seen),
                quality(seen),
                status(seen),
                side(seen),
                seen.stateTexts(),
                clock.instant().minus(link.answerAge()));
    }

    private void remember(int index, SensorObservation seen) {
        boolean isGood = seen.quality() == dev.sideband.ipmi.sensor.Quality.GOOD;
        boolean isGone = seen.quality() == dev.sideband.ipmi.sensor.Quality.ABSENT;
        missesSensors |= isGone && good.get(index);
        good.set(index, isGood);
    }

    private static @Nullable Double value(SensorObservation seen) {
        return Double.isFinite(seen.number()) && quality(seen) == Quality.GOOD
                ? seen.number()
                : null;
    }

    private static Quality quality(SensorObservation seen) {
        return Double.isInfinite(seen.number()) ? Quality.IMPLAUSIBLE : quality(seen.quality());
    }

    private static Quality quality(dev.sideband.ipmi.sensor.Quality quality) {
        return switch (quality) {
            case GOOD -> Quality.GOOD;
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
