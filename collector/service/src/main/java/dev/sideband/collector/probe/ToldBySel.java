package dev.sideband.collector.probe;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Severity;
import dev.sideband.redfish.log.Elsewhere;
import dev.sideband.redfish.log.Fingerprint;
import dev.sideband.redfish.log.HardwareLog;
import dev.sideband.redfish.log.LogDirection;
import dev.sideband.redfish.log.LogSeverity;
import dev.sideband.redfish.log.LogTime;
import dev.sideband.redfish.log.RedfishEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the SEL of one BMC tells over IPMI, to know entries of its Redfish logs that tell it again.
 *
 * <p>An entry does where it is about the same sensor (by number, else by name), not in the other
 * direction, and within {@link #ABOUT} of the record by the BMC's clock. In the same second the
 * direction need not agree, as most logs tell it in words alone; and then an entry that names no
 * sensor may be about what software told, or what no sensor data record describes. An entry that is
 * graver than the record is not told by it. One record stands for one entry of a log at most, and
 * for its later change only with a record of its own: a wrong match cannot cost more than that.
 *
 * <p>The thread that reads the SEL adds to it, the one that reads the other logs asks.
 */
final class ToldBySel implements Elsewhere {
    /** BMCs write to their logs tens of seconds apart. */
    static final Duration ABOUT = Duration.ofSeconds(60);

    /** A SEL's times are whole seconds. */
    static final Duration AT_ONCE = Duration.ofMillis(1_500);

    /** So long after an entry was read the SEL is read once more before the entry counts as new. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** An entry does not wait longer for a SEL that cannot be read. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private static final int MAX_RECORDS = 4_096;

    private final InstantSource clock;
    private final LinkedHashMap<String, Told> records = new LinkedHashMap<>();
    private List<String> names = List.of();
    private Instant readToEnd = Instant.MIN;
    private boolean complete;

    /** A record of the SEL, and what entry of each log it stands for. */
    private static final class Told {
        private final Instant time;
        private final int number;
        private final String name;
        private final boolean ofNoSensor;
        private final EventDirection direction;
        private final Severity severity;
        private final Map<String, Fingerprint> standsFor = new HashMap<>();

        private Told(Instant time, LogEntry.Subject subject, LogEntry entry) {
            this.time = time;
            this.number = subject.number() == null ? -1 : subject.number();
            this.name = subject.name() == null ? "" : words(subject.name());
            this.ofNoSensor = name.isEmpty() || isBySoftware(subject.sensor());
            this.direction = entry.direction();
            this.severity = entry.severity();
        }

        /** Such as the BIOS: bit 0 of the generator is set (IPMI 2.0 table 32-1). */
        private static boolean isBySoftware(@Nullable String sensor) {
            return sensor != null && sensor.matches("[0-9a-f][13579bdf]\\..*");
        }
    }

    /** One of the states that an entry tells of. */
    private record State(Set<Instant> times, LogDirection direction, boolean isBeginning) {
        Duration from(Told record) {
            return times.stream()
                    .map(time -> Duration.between(time, record.time).abs())
                    .min(Comparator.naturalOrder())
                    .orElse(Duration.ofSeconds(Long.MAX_VALUE));
        }

        boolean fits(Told record) {
            boolean opposite =
                    switch (direction) {
                        case ASSERTED -> record.direction == EventDirection.DEASSERTED;
                        case DEASSERTED -> record.direction == EventDirection.ASSERTED;
                        case NONE -> false;
                    };
            return isAt(record) || (!opposite && from(record).compareTo(ABOUT) <= 0);
        }

        boolean isAt(Told record) {
            return from(record).compareTo(AT_ONCE) < 0;
        }
    }

    ToldBySel(InstantSource clock) {
        this.clock = clock;
    }

    /** The sensors that the BMC has: an entry about one of them is about no other. */
    synchronized void sensorsAre(List<SensorDescriptor> sensors) {
        names =
                sensors.stream()
                        .map(one -> words(one.name()))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Whether all that the SEL holds has been read since the start. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** The SEL has been read from its beginning. */
    synchronized void complete() {
        complete = true;
    }

    /** Records that were read; those that it knows count once. */
    synchronized void add(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            Instant time = entry.times().bmcTime();
            LogEntry.Subject subject = entry.subject();
            if (entry.kind() == EventKind.RECORD && time != null && subject != null) {
                records.putIfAbsent(entry.identity(), new Told(time, subject, entry));
            }
            if (records.size() > MAX_RECORDS) {
                records.pollFirstEntry();
            }
        }
    }

    /** There is nothing new in the SEL now. */
    synchronized void isReadToEnd() {
        readToEnd = clock.instant();
    }

    @Override
    public synchronized Verdict judge(HardwareLog log, RedfishEvent event, Instant seen) {
        if (!event.time().isSet()) {
            return Verdict.NEW;
        }
        if (complete && match(log, event, now(event))) {
            if (isChanged(event)) {
                match(log, event, beginning(event));
            }
            return Verdict.TOLD;
        }
        boolean settled = complete && !readToEnd.isBefore(seen.plus(GRACE));
        boolean waited = !clock.instant().isBefore(seen.plus(LONGEST_WAIT));
        return settled || waited ? Verdict.NEW : Verdict.WAIT;
    }

    @Override
    public synchronized void isKnown(HardwareLog log, RedfishEvent event) {
        if (event.time().isSet()) {
            match(log, event, now(event));
            if (isChanged(event)) {
                match(log, event, beginning(event));
            }
        }
    }

    /** Whether a record tells of a state of the entry; it stands for that then. */
    private boolean match(HardwareLog log, RedfishEvent event, State state) {
        List<Told> fitting =
                records.values().stream()
                        .filter(state::fits)
                        .filter(record -> isAbout(event, record, state))
                        .filter(record -> !isGraver(event, record))
                        .toList();
        String path = log.path();
        if (fitting.stream().anyMatch(one -> event.fingerprint().equals(one.standsFor.get(path)))) {
            return true;
        }
        if (state.isBeginning()
                && fitting.stream().anyMatch(one -> isOf(event, one.standsFor.get(path)))) {
            return true;
        }
        Optional<Told> nearest =
                fitting.stream()
                        .filter(record -> !record.standsFor.containsKey(path))
                        .min(Comparator.comparing(state::from));
        nearest.ifPresent(record -> record.standsFor.put(path, event.fingerprint()));
        return nearest.isPresent();
    }

    /** Whether it is the same entry, perhaps before a change. */
    private static boolean isOf(RedfishEvent event, @Nullable Fingerprint other) {
        return other != null
                && other.key() == event.fingerprint().key()
                && other.content() == event.fingerprint().content();
    }

    /** What no SEL makes harmless: a failure is not told by a note. */
    private static boolean isGraver(RedfishEvent event, Told record) {
        return event.severity() == LogSeverity.CRITICAL
                && (record.severity == Severity.INFO || record.severity == Severity.OK);
    }

    private boolean isAbout(RedfishEvent event, Told record, State state) {
        Integer number = event.sensorNumber();
        if (number != null) {
            return number == record.number;
        }
        String name = event.sensorName();
        if (record.ofNoSensor && name == null && state.isAt(record) && namesNone(event)) {
            return true;
        }
        if (record.name.isEmpty()) {
            return false;
        }
        return name != null ? words(name).equals(record.name) : tells(event, record.name);
    }

    /** Whether the words of an entry name a sensor, and none with a longer name. */
    private boolean tells(RedfishEvent event, String sensor) {
        String said = said(event);
        return holds(said, sensor)
                && names.stream()
                        .noneMatch(name -> name.length() > sensor.length() && holds(said, name));
    }

    private boolean namesNone(RedfishEvent event) {
        String said = said(event);
        return names.stream().noneMatch(name -> holds(said, name));
    }

    private static String said(RedfishEvent event) {
        return Stream.concat(Stream.of(event.message()), event.args().stream())
                .map(ToldBySel::words)
                .collect(Collectors.joining("  "));
    }

    private static boolean holds(String said, String name) {
        return (" " + said + " ").contains(" " + name + " ");
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    private static State now(RedfishEvent event) {
        LogTime changed = changed(event);
        return new State(times(changed == null ? event.time() : changed), event.direction(), false);
    }

    private static State beginning(RedfishEvent event) {
        return new State(times(event.time()), LogDirection.ASSERTED, true);
    }

    private static boolean isChanged(RedfishEvent event) {
        return event.revision().over() || event.revision().count() > 1;
    }

    private static @Nullable LogTime changed(RedfishEvent event) {
        String updated = event.revision().updated();
        LogTime time = updated == null ? LogTime.NONE : LogTime.of(updated, null);
        return time.isSet() ? time : null;
    }

    /** A SEL has no zone: its times are UTC or the BMC's own. */
    private static Set<Instant> times(LogTime time) {
        Instant instant = time.instant();
        Instant wall = time.wall();
        return instant == null || wall == null
                ? Set.of()
                : instant.equals(wall) ? Set.of(instant) : Set.of(instant, wall);
    }
}
