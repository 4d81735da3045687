package dev.sideband.redfish.log;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.log.Fingerprint.Identity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads one log on from where it was left, each entry once. What it knows of a log is in the {@link
 * ReadPosition} alone: a batch that was not written is as if it had not been read. What it keeps
 * besides only spares requests.
 *
 * <p>The whole log is read at the first time and then every few minutes, as entries may change and
 * go; between, only its newer end, where the BMC has shown how to ask for that.
 *
 * <p>It belongs to the thread that owns the BMC.
 */
public final class LogReader {
    /** How long one read may walk; what is left it reads the next time. */
    private static final Duration WALK = Duration.ofSeconds(20);

    /** Between two reads of the whole log, where its end alone can be read. */
    static final Duration WHOLE = Duration.ofMinutes(10);

    /** Known entries that are read again with the end, to see that they are where they were. */
    private static final int OVERLAP = 8;

    /** A smaller log is not worth a question whether its end can be read alone. */
    private static final int WORTH_SKIPPING = 32;

    /** Failures at one page after which a walk begins anew. */
    private static final int MAX_FAILURES = 3;

    private final RedfishClient client;
    private final HardwareLog log;
    private final EntryParser parser;
    private final InstantSource clock;
    private final Elsewhere elsewhere;
    private final EntryCache cache = new EntryCache();

    private @Nullable Walking walking;
    private @Nullable LogPlan plan;
    private @Nullable ReadPosition expected;
    private Instant seen = Instant.MIN;
    private Instant lastWhole = Instant.MIN;
    private long count;
    private Style style = Style.WHOLE;
    private boolean skipIsIgnored;
    private int unrest;
    private final Sayings sayings = new Sayings();

    /** How the end of the log can be read alone. */
    private enum Style {
        /** Not at all. */
        WHOLE,
        /** It is on the first page. */
        FIRST_PAGE,
        /** By $skip, which the BMC's own links have. */
        SKIP,
        /** By $skip perhaps: some that give all at once know it, some pay no heed to it. */
        TRY_SKIP
    }

    /**
     * A walk that is underway.
     *
     * @param knowsNothing whether it takes all entries for new, to have what all of them say
     */
    private record Walking(
            LogWalk walk, ReadPosition from, boolean whole, boolean knowsNothing, int failures) {
        Walking failedAgain() {
            return new Walking(walk, from, whole, knowsNothing, failures + 1);
        }
    }

    public LogReader(
            RedfishClient client,
            HardwareLog log,
            MessageRegistries registries,
            InstantSource clock) {
        this(client, log, registries, Elsewhere.NOTHING, clock);
    }

    LogReader(
            RedfishClient client,
            HardwareLog log,
            MessageRegistries registries,
            Elsewhere elsewhere,
            InstantSource clock) {
        this.elsewhere = elsewhere;
        this.client = QueriedLog.of(client, log);
        this.log = log;
        this.parser = new EntryParser(log, registries);
        this.clock = clock;
    }

    /** The log that it reads. */
    public HardwareLog log() {
        return log;
    }

    /**
     * Reads what is new since {@code from}. Brings nothing where a slow log was not read to its end
     * in time; the next call goes on.
     *
     * @param maxItems the most items of one batch, at least 1
     * @param isToldElsewhere whether another log has told of an event: it counts as passed on then
     * @throws RedfishException where the BMC does not answer or refuses; {@code from} is good still
     */
    public LogBatch read(ReadPosition from, int maxItems, Predicate<RedfishEvent> isToldElsewhere)
            throws RedfishException, InterruptedException {
        LogPlan present = plan;
        if (present == null || !from.equals(expected)) {
            present = walk(from);
            seen = clock.instant();
            if (present != null) {
                present.known().forEach(event -> elsewhere.isKnown(log, event));
            }
        }
        plan = present;
        if (present == null) {
            return new LogBatch(List.of(), from, false);
        }
        LogBatch batch = present.next(maxItems, event -> verdict(event, isToldElsewhere));
        expected = batch.position();
        if (!batch.more() && !present.isWaiting()) {
            plan = null;
        }
        return batch;
    }

    private Elsewhere.Verdict verdict(RedfishEvent event, Predicate<RedfishEvent> told) {
        return told.test(event) ? Elsewhere.Verdict.TOLD : elsewhere.judge(log, event, seen);
    }

    /** Walks through the log; null where that is not done yet. */
    private @Nullable LogPlan walk(ReadPosition from)
            throws RedfishException, InterruptedException {
        Instant until = clock.instant().plus(WALK);
        Walking present = walking;
        if (present == null || !present.from().equals(from)) {
            present = begin(from);
        }
        while (true) {
            walking = present;
            try {
                if (!present.walk().goOn(() -> clock.instant().isAfter(until))) {
                    walking = present;
                    return null;
                }
                if (present.whole() && isInMotion(present.walk())) {
                    walking = null;
                    return null;
                }
            } catch (RedfishException failure) {
                if (present.whole()) {
                    walking = present.failures() < MAX_FAILURES ? present.failedAgain() : null;
                    throw failure;
                }
                if (!isAboutTheQuestion(failure)) {
                    walking = null;
                    throw failure;
                }
                style = Style.WHOLE;
                present = beginWhole(from);
                continue;
            }
            Optional<LogPlan> found = plan(present);
            if (found.isPresent()) {
                walking = null;
                return found.get();
            }
            present =
                    present.whole() ? begin(from, log.entries(), true, Map.of()) : beginWhole(from);
        }
    }

    /**
     * Whether the log changed so much during the walk that it is to be walked through again. One
     * that never rests is taken as it is met, but for one that numbers its entries anew.
     */
    private boolean isInMotion(LogWalk walk) throws RedfishException, InterruptedException {
        boolean motion =
                switch (walk.change()) {
                    case NONE -> false;
                    case MOVED -> unrest < MAX_FAILURES;
                    case RENUMBERED -> true;
                };
        unrest = motion ? unrest + 1 : 0;
        return motion;
    }

    /** The BMC does not know what it was asked for; it may know the log itself. */
    private static boolean isAboutTheQuestion(RedfishException failure) {
        return failure instanceof RedfishException.Refused
                || failure instanceof RedfishException.NotFound
                || failure instanceof RedfishException.Malformed;
    }

    private Walking begin(ReadPosition from) {
        boolean due = !clock.instant().isBefore(lastWhole.plus(WHOLE));
        if (due || !from.equals(expected) || from.present() == 0) {
            return beginWhole(from);
        }
        return switch (style) {
            case WHOLE -> beginWhole(from);
            case FIRST_PAGE -> begin(from, log.entries(), false, LogDiff.known(from));
            case SKIP, TRY_SKIP ->
                    begin(from, skipping(Math.max(0, count - OVERLAP)), false, LogDiff.known(from));
        };
    }

    private String skipping(long entries) {
        return log.entries() + (log.entries().contains("?") ? "&" : "?") + "$skip=" + entries;
    }

    private Walking beginWhole(ReadPosition from) {
        // At first, what is known has to say of what it tells.
        boolean compares = !elsewhere.equals(Elsewhere.NOTHING) && !knowsAll();
        return begin(from, log.entries(), true, compares ? Map.of() : LogDiff.known(from));
    }

    private Walking begin(
            ReadPosition from, String path, boolean whole, Map<Identity, Fingerprint> known) {
        cache.beginWalk();
        LogWalk walk = new LogWalk(client, path, parser, known, cache, !whole);
        return new Walking(walk, from, whole, known.isEmpty(), 0);
    }

    /** Nothing where the end does not go on where it was left: the whole log is to be read then. */
    private Optional<LogPlan> plan(Walking done) {
        LogWalk walk = done.walk();
        LogDiff diff = new LogDiff(log, done.from());
        List<SeenEntry> entries = walk.oldestFirst();
        if (done.whole()) {
            LogPlan whole = diff.whole(entries, walk.isCut(), walk.count());
            if (whole.lacksEvents() && !done.knowsNothing()) {
                return Optional.empty();
            }
            learn(walk, entries);
            return Optional.of(whole);
        }
        boolean skipped = style == Style.SKIP || style == Style.TRY_SKIP;
        Fingerprint oldest = done.from().inLog().getFirst();
        if (skipped && entries.stream().anyMatch(entry -> entry.fingerprint().equals(oldest))) {
            // It gave all that it has.
            skipIsIgnored = true;
            style = Style.WHOLE;
            return Optional.empty();
        }
        long known = entries.stream().filter(entry -> diff.isKnown(entry)).count();
        if (skipped ? known > OVERLAP : walk.count() < count) {
            // With more known ones at its end, what is new came elsewhere (after 99 as a text, 100
            // is before 20); with fewer in all, something is gone.
            return Optional.empty();
        }
        Optional<LogPlan> plan = diff.continued(entries, Math.max(walk.count(), count));
        if (plan.isPresent()) {
            count = skipped ? Math.max(count - OVERLAP, 0) + entries.size() : walk.count();
            style = style == Style.TRY_SKIP ? Style.SKIP : style;
            sayings.add(entries);
        }
        return plan;
    }

    private void learn(LogWalk walk, List<SeenEntry> entries) {
        lastWhole = clock.instant();
        count = walk.count();
        sayings.replace(entries);
        if (walk.isPaged() && walk.isNewestFirst()) {
            style = Style.FIRST_PAGE;
        } else if (entries.size() < WORTH_SKIPPING
                || walk.isCut()
                || !walk.isOldestFirst()
                || !LogOrder.isOfNumbers(entries)) {
            style = Style.WHOLE;
        } else if (walk.skips()) {
            style = Style.SKIP;
        } else if (style != Style.SKIP) {
            style = walk.isPaged() || skipIsIgnored ? Style.WHOLE : Style.TRY_SKIP;
        }
    }

    /** Whether the log was read to its end since this reader began. */
    boolean knowsAll() {
        return lastWhole.isAfter(Instant.MIN);
    }

    /** Whether there was no time yet to read the log to its end. */
    boolean isWalking() {
        return walking != null;
    }

    /** Whether the log changed so much while it was read that it is to be read once more. */
    boolean isRestless() {
        return unrest > 0;
    }

    /** Whether an entry of the log says the same as {@code event}, at about the same time. */
    boolean hasSaid(RedfishEvent event) {
        return sayings.has(event);
    }
}
