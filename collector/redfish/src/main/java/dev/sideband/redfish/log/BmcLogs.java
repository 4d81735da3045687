package dev.sideband.redfish.log;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.log.LogCopies.Relation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All hardware logs of one BMC, read on from where they were left: each entry once, also where two
 * logs tell of it. A slow log is read less often, and one that cannot be read harms no other.
 *
 * <p>It belongs to the thread that owns the BMC.
 */
public final class BmcLogs {
    /** Positions of more would not fit into one record. */
    static final int MAX_LOGS = 12;

    /** A log that took a while rests for so many times as long. */
    private static final int REST = 5;

    /** One that failed had all the time that a log may take: it does not rest for five of these. */
    private static final int REST_AFTER_FAILURE = 2;

    /**
     * For how long a log waits for one that it retells and that cannot be read. Read before it, it
     * would tell of all its events once more.
     */
    private static final Duration WAIT = Duration.ofMinutes(10);

    private final List<LogReader> readers;
    private final List<HardwareLog> logs;
    private final InstantSource clock;
    private final Map<LogReader, Instant> rests = new HashMap<>();
    private final Map<LogReader, Instant> notBefore = new HashMap<>();
    private List<RedfishException> failed = List.of();

    /**
     * What one read brought.
     *
     * @param items of one log after the other, each in its order
     * @param position where to read on, once the items are safe
     * @param more whether there is more to be read at once
     */
    public record Batch(List<Item> items, FollowedLogs position, boolean more) {
        public Batch {
            items = List.copyOf(items);
        }
    }

    /**
     * An item of a log.
     *
     * @param log the log's name
     */
    public record Item(String log, LogItem item) {}

    private BmcLogs(List<LogReader> readers, InstantSource clock) {
        this.readers = List.copyOf(readers);
        this.logs = this.readers.stream().map(LogReader::log).toList();
        this.clock = clock;
    }

    /**
     * Readers for the logs that were found.
     *
     * @param found all logs of the BMC
     * @param beside kinds that are read in another way, such as the SEL over IPMI
     */
    public static BmcLogs of(
            RedfishClient client,
            LogServices found,
            Set<LogKind> beside,
            MessageRegistries registries,
            InstantSource clock) {
        return of(client, found, beside, Elsewhere.NOTHING, registries, clock);
    }

    /**
     * As {@link #of(RedfishClient, LogServices, Set, MessageRegistries, InstantSource)}.
     *
     * @param elsewhere what the SEL tells over IPMI, where that is among {@code beside}
     */
    public static BmcLogs of(
            RedfishClient client,
            LogServices found,
            Set<LogKind> beside,
            Elsewhere elsewhere,
            MessageRegistries registries,
            InstantSource clock) {
        boolean selByIpmi = beside.contains(LogKind.SEL);
        List<HardwareLog> all = found.hardware();
        return new BmcLogs(
                all.stream()
                        .filter(log -> !beside.contains(log.kind()))
                        .filter(log -> LogCopies.others(log, Relation.WITHIN, all).isEmpty())
                        .limit(MAX_LOGS)
                        .map(log ->
                                new LogReader(
                                        client,
                                        log,
                                        registries,
                                        selByIpmi && LogCopies.echoesIpmi(log)
                                                ? elsewhere
                                                : Elsewhere.NOTHING,
                                        clock))
                        .toList(),
                clock);
    }

    /** The logs that are read. */
    public List<HardwareLog> logs() {
        return logs;
    }

    /** Something may have come: no log rests any longer. */
    public void wake() {
        rests.clear();
    }

    /** Whether a log is not read to its end yet, though the BMC did not refuse it. */
    public boolean isUnfinished() {
        return readers.stream()
                .anyMatch(reader ->
                        reader.isWalking()
                                || reader.isRestless()
                                || (!reader.knowsAll()
                                        && !rests.containsKey(reader)
                                        && isReadable(reader)));
    }

    /** Why logs could not be read the last time, though others could. */
    public List<RedfishException> failures() {
        return List.copyOf(failed);
    }

    /**
     * Reads what is new since {@code from}.
     *
     * @param maxItems the most items of one batch, at least 1
     * @throws RedfishException where nothing new could be read, and a log not at all
     */
    public Batch read(FollowedLogs from, int maxItems)
            throws RedfishException, InterruptedException {
        List<Item> items = new ArrayList<>();
        FollowedLogs position = from;
        List<RedfishException> failures = new ArrayList<>();
        failed = failures;
        for (LogReader reader : readers) {
            if (!isReadable(reader)) {
                continue;
            }
            Instant began = clock.instant();
            try {
                HardwareLog log = reader.log();
                LogBatch batch =
                        reader.read(
                                position.of(log),
                                maxItems - items.size(),
                                isToldElsewhere(log, position));
                String name = position.name(log);
                batch.items().forEach(item -> items.add(new Item(name, item)));
                if (!batch.position().equals(position.of(log))) {
                    position = position.with(log, batch.position());
                }
                if (batch.more() || items.size() >= maxItems) {
                    return new Batch(items, position, true);
                }
                notBefore.remove(reader);
                rest(reader, began, reader.isWalking() ? 1 : REST);
            } catch (RedfishException failure) {
                failures.add(failure);
                notBefore.putIfAbsent(reader, began.plus(wait(failure)));
                rest(reader, began, REST_AFTER_FAILURE);
                if (failure.isOfTheService()) {
                    break;
                }
            }
        }
        if (items.isEmpty() && position.equals(from) && !failures.isEmpty()) {
            throw failures.getFirst();
        }
        return new Batch(items, position, false);
    }

    private void rest(LogReader reader, Instant began, int times) {
        Instant now = clock.instant();
        rests.put(reader, now.plus(Duration.between(began, now).multipliedBy(times)));
    }

    private static Duration wait(RedfishException failure) {
        return switch (failure) {
            case RedfishException.NotFound _,
                    RedfishException.Denied _,
                    RedfishException.Refused _ ->
                    Duration.ZERO;
            case RedfishException.NoAnswer _,
                    RedfishException.Unreachable _,
                    RedfishException.Untrusted _,
                    RedfishException.NotAuthenticated _,
                    RedfishException.SessionsFull _,
                    RedfishException.Busy _,
                    RedfishException.Malformed _ ->
                    WAIT;
        };
    }

    /** Not while it rests, nor before what it retells has been read, or will not be for long. */
    private boolean isReadable(LogReader reader) {
        Instant now = clock.instant();
        return !now.isBefore(rests.getOrDefault(reader, Instant.MIN))
                && originals(reader.log()).stream()
                        .allMatch(original ->
                                original.knowsAll()
                                        || !now.isBefore(
                                                notBefore.getOrDefault(original, Instant.MAX)));
    }

    private List<LogReader> originals(HardwareLog log) {
        return readers.stream()
                .filter(other -> LogCopies.is(log, Relation.RETELLS, other.log()))
                .toList();
    }

    private Predicate<RedfishEvent> isToldElsewhere(HardwareLog log, FollowedLogs position) {
        List<LogReader> originals = originals(log);
        Optional<Set<Long>> keys =
                Optional.of(keysOfOthers(log, position)).filter(set -> !set.isEmpty());
        return event ->
                event.audit()
                        || originals.stream().anyMatch(original -> original.hasSaid(event))
                        || (event.time().isSet()
                                && keys.isPresent()
                                && keys.get().contains(event.fingerprint().key()));
    }

    /** What logs have told that show the same records as this one. */
    private Set<Long> keysOfOthers(HardwareLog log, FollowedLogs position) {
        Set<Long> keys = new HashSet<>();
        for (HardwareLog other : logs) {
            if (!other.equals(log) && (isShared(log, other) || isShared(other, log))) {
                position.of(other).known().stream()
                        .filter(Fingerprint::timed)
                        .forEach(one -> keys.add(one.key()));
            }
        }
        return keys;
    }

    private static boolean isShared(HardwareLog log, HardwareLog other) {
        return LogCopies.is(log, Relation.SHARES, other)
                || (log.owner().equals(other.owner())
                        && LogCopies.is(log, Relation.REPEATS, other));
    }
}
