package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sel.SelItem.Entry;
import dev.sideband.ipmi.sel.SelItem.News;
import dev.sideband.ipmi.sel.SelItem.Notice;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When the records of a batch were written by our clock, and where the BMC's clock changed.
 *
 * <p>The chain is walked from its end, where the clock is known, to its beginning. What lies behind
 * an unexplained change cannot be placed. What explains one is the pair of events that a BMC writes
 * when its clock is set: one with the time before and one with the time after it (IPMI 2.0 table
 * 42-3, sensor type 12h, offset 5).
 */
public final class SelTimeline {
    /** Stamps may be this much out of order without a reason. */
    private static final long SLACK_SECONDS = 3;

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final SelPosition from;
    private final SelBatch batch;
    private final @Nullable SelClock clock;
    private final Instant readAt;
    private final List<Entry> entries = new ArrayList<>();
    private final ClockPairs pairs;

    private SelTimeline(
            SelPosition from, SelBatch batch, @Nullable SelClock clock, Instant readAt) {
        this.from = from;
        this.batch = batch;
        this.clock = clock;
        this.readAt = readAt;
        for (SelItem item : batch.items()) {
            if (item instanceof Entry entry) {
                entries.add(entry);
            }
        }
        this.pairs = new ClockPairs(entries);
    }

    /**
     * An item of the log in its place.
     *
     * @param happenedAt when it was written, by our clock; null where that cannot be told
     * @param before of a clock that changed: what it was before; null where not known
     * @param after of a clock that changed: what it is now; null where not known
     */
    public record Placed(
            SelItem item,
            @Nullable Instant happenedAt,
            @Nullable SelClock before,
            @Nullable SelClock after) {}

    /** The batch with what is known of its times; {@code position} is behind all of it. */
    public record Result(List<Placed> items, SelPosition position, boolean more) {
        public Result {
            items = List.copyOf(items);
        }
    }

    /**
     * Places a batch that was read from {@code from}.
     *
     * @param clock the BMC's clock when it was read; null where not told
     */
    public static Result of(
            SelPosition from, SelBatch batch, @Nullable SelClock clock, Instant readAt) {
        return new SelTimeline(from, batch, clock, readAt).result();
    }

    private Result result() {
        SelClock known = from.clock();
        // What it should be by all that the log tells of it.
        SelClock expected = known == null ? null : pairs.applyTo(known);
        boolean jumped = expected != null && clock != null && clock.jumpedFrom(expected);
        // Before the end of the log is read, the events that explain it may still come.
        boolean announce = jumped && !batch.more();
        var times = new Times(jumped);
        var items = new ArrayList<Placed>();
        long epochs = 0;
        if (announce) {
            epochs++;
            items.add(jump(from.epoch() + epochs, known, clock));
        }
        int index = 0;
        for (SelItem item : batch.items()) {
            if (!(item instanceof Entry entry)) {
                items.add(new Placed(later(item, epochs), null, null, null));
                continue;
            }
            items.add(new Placed(later(entry, epochs), times.at.get(index), null, null));
            if (pairs.change(index) != 0) {
                epochs++;
                SelClock after = times.clocks.get(index);
                SelClock before =
                        after == null
                                ? null
                                : after.beforeSetting(pairs.before(index), pairs.after(index));
                items.add(jump(entry.epoch() + epochs, before, after));
            }
            index++;
        }
        return new Result(items, position(epochs, expected), batch.more());
    }

    private SelPosition position(long epochs, @Nullable SelClock expected) {
        SelPosition end = batch.position().later(epochs);
        if (batch.more() || clock == null) {
            return end.withClock(expected);
        }
        boolean asExpected =
                expected != null && !clock.jumpedFrom(expected) && !clock.driftedFrom(expected);
        return end.withClock(asExpected ? expected : clock);
    }

    private static SelItem later(SelItem item, long epochs) {
        return switch (item) {
            case Entry(long epoch, SelRecord record) -> new Entry(epoch + epochs, record);
            case Notice(long epoch, News news, String text) ->
                    new Notice(epoch + epochs, news, text);
        };
    }

    private static Placed jump(long epoch, @Nullable SelClock before, @Nullable SelClock after) {
        var notice = new Notice(epoch, News.CLOCK_CHANGED, text(before, after));
        return new Placed(notice, null, before, after);
    }

    private static String text(@Nullable SelClock before, @Nullable SelClock after) {
        if (before == null || after == null) {
            return "the BMC's clock was set";
        }
        if (after.relative()) {
            return before.relative()
                    ? "the BMC started anew, and its clock was not set"
                    : "the BMC's clock is not set any more";
        }
        if (before.relative()) {
            return "the BMC's clock was set for the first time since the BMC started";
        }
        Duration by =
                Duration.ofMillis(after.offsetMillis() - before.offsetMillis())
                        .plus(HALF_A_SECOND)
                        .truncatedTo(ChronoUnit.SECONDS);
        return "the BMC's clock was set %s by %s"
                .formatted(by.isNegative() ? "back" : "forward", by.abs());
    }

    /** Where each entry lies in our time, and the clock that stamped it. */
    private final class Times {
        private final List<@Nullable Instant> at;
        private final List<@Nullable SelClock> clocks;
        private @Nullable SelClock stamping;
        private long ceiling;

        Times(boolean unsure) {
            at = new ArrayList<>(Collections.nCopies(entries.size(), null));
            clocks = new ArrayList<>(Collections.nCopies(entries.size(), null));
            // Records that may be older than the BMC's start cannot be placed by a clock that
            // counts from it; what is new since it was last looked at is younger.
            boolean started = clock != null && clock.relative() && from.clock() == null;
            stamping = unsure || started ? null : clock;
            ceiling = stamping == null ? 0 : stamping.secondsAt(readAt);
            for (int index = entries.size() - 1; index >= 0; index--) {
                place(index);
            }
        }

        private void place(int index) {
            long seconds = SelResume.seconds(entries.get(index).record());
            if (seconds == SelTime.UNSPECIFIED) {
                return;
            }
            SelClock now = stamping;
            if (now != null
                    && (now.relative() != SelTime.isRelative(seconds)
                            || seconds > ceiling + SLACK_SECONDS)) {
                stamping = null;
                now = null;
            }
            clocks.set(index, now);
            at.set(index, now == null ? null : now.timeOf(seconds));
            ceiling = seconds;
            if (now != null && pairs.change(index) != 0) {
                stamping = now.beforeSetting(pairs.before(index), pairs.after(index));
                ceiling = pairs.before(index);
            }
        }
    }
}
