package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.sel.SelItem.Entry;
import dev.sideband.ipmi.sel.SelItem.News;
import dev.sideband.ipmi.sel.SelItem.Notice;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SelTimelineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long T = NOW.getEpochSecond();

    private final List<SelItem> items = new ArrayList<>();
    private SelPosition from = SelPosition.START;
    private @Nullable SelClock clock = clockAheadBy(0);
    private boolean more;

    @Test
    void placesARecordByTheDifferenceOfTheClocks() {
        clock = clockAheadBy(3_600);
        record(T + 3_600 - 60);
        assertThat(at(0)).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void placesNothingByAClockThatIsNotTold() {
        clock = null;
        record(T - 60);
        assertThat(at(0)).isNull();
    }

    @Test
    void placesNothingThatHasNoTimeButWhatLiesAroundIt() {
        record(T - 60);
        record(0xFFFFFFFFL);
        record(T - 30);
        assertThat(at(0)).isEqualTo(NOW.minusSeconds(60));
        assertThat(at(1)).isNull();
        assertThat(at(2)).isEqualTo(NOW.minusSeconds(30));
    }

    @Test
    void placesNothingBehindAnUnexplainedStepBack() {
        record(T - 1_000);
        record(T - 60);
        record(T - 500);
        assertThat(at(0)).isNull();
        assertThat(at(1)).isNull();
        assertThat(at(2)).isEqualTo(NOW.minusSeconds(500));
    }

    @Test
    void placesNothingFromTheFuture() {
        record(T + 600);
        assertThat(at(0)).isNull();
    }

    @Test
    void repairsTimesOfAClockThatTheLogSaysWasSet() {
        record(T - 7_000);
        clockSet(T - 6_900, T - 3_300);
        record(T - 100);
        assertThat(at(0)).isEqualTo(NOW.minusSeconds(3_400));
        assertThat(at(1)).as("first of pair").isEqualTo(NOW.minusSeconds(3_300));
        assertThat(at(2)).as("second of pair").isEqualTo(NOW.minusSeconds(3_300));
        assertThat(notices()).extracting(Notice::news).containsExactly(News.CLOCK_CHANGED);
        assertThat(notices().getFirst().text())
                .isEqualTo("the BMC's clock was set forward by PT1H");
        assertThat(placed().items())
                .extracting(p -> p.item().epoch())
                .containsExactly(0L, 0L, 0L, 1L, 1L);
    }

    @Test
    void placesWhatWasWrittenBeforeTheClockWasSetForTheFirstTime() {
        record(20);
        record(45);
        clockSet(60, T - 300);
        assertThat(at(0)).isEqualTo(NOW.minusSeconds(340));
        assertThat(at(1)).isEqualTo(NOW.minusSeconds(315));
        record(T - 10);
        assertThat(notices().getFirst().text()).contains("for the first time");
    }

    @Test
    void aRestartOfTheBmcSeparatesWhatItsClockCannotTell() {
        record(4_000);
        record(20);
        clockSet(60, T - 300);
        assertThat(at(0)).as("of the run before").isNull();
        assertThat(at(1)).isEqualTo(NOW.minusSeconds(340));
    }

    @Test
    void placesByAClockThatIsNotSetWhatIsNewSinceItWasLastLookedAt() {
        clock = new SelClock(true, 5_000_000 - NOW.toEpochMilli());
        record(4_900);
        assertThat(at(0)).as("may be of an earlier run").isNull();
        from = from.withClock(clock);
        assertThat(at(0)).isEqualTo(NOW.minusSeconds(100));
    }

    @Test
    void announcesAJumpBetweenTwoReadsAndBeginsAnEpoch() {
        from = from.withClock(clockAheadBy(10));
        clock = clockAheadBy(100);
        record(T + 50);
        var jump = placed().items().getFirst();
        assertThat(jump.item())
                .isEqualTo(
                        new Notice(
                                1,
                                News.CLOCK_CHANGED,
                                "the BMC's clock was set forward by PT1M30S"));
        assertThat(jump.before()).isEqualTo(clockAheadBy(10));
        assertThat(jump.after()).isEqualTo(clockAheadBy(100));
        assertThat(at(0)).as("somewhere around the jump").isNull();
        assertThat(placed().position().epoch()).isEqualTo(1);
        assertThat(placed().position().clock()).isEqualTo(clock);
    }

    @Test
    void tellsAClockThatWasLostAndOneThatWasFound() {
        var unset = new SelClock(true, 60_500 - NOW.toEpochMilli());
        from = from.withClock(clockAheadBy(0));
        clock = unset;
        assertThat(notices().getFirst().text()).isEqualTo("the BMC's clock is not set any more");
        from = from.withClock(unset);
        clock = clockAheadBy(0);
        assertThat(notices().getFirst().text()).contains("was set for the first time");
        clock = new SelClock(true, unset.offsetMillis() - 900_000);
        assertThat(notices().getFirst().text()).contains("started anew");
    }

    @Test
    void aJumpThatTheLogExplainsIsAnnouncedInItsPlaceAlone() {
        from = from.withClock(clockAheadBy(3_600));
        record(T + 3_600 - 90);
        clockSet(T + 3_600 - 60, T - 60);
        record(T - 30);
        assertThat(notices()).hasSize(1);
        assertThat(placed().items().get(3).item()).isInstanceOf(Notice.class);
        assertThat(at(0)).isEqualTo(NOW.minusSeconds(90));
        assertThat(at(3)).isEqualTo(NOW.minusSeconds(30));
    }

    @Test
    void aJumpBesideAnExplainedOneIsAnnouncedToo() {
        from = from.withClock(clockAheadBy(7_200));
        clockSet(T + 3_600 - 60, T - 60);
        assertThat(notices()).hasSize(2);
        assertThat(placed().position().epoch()).isEqualTo(2);
    }

    @Test
    void waitsForTheEndOfTheLogWithAnUnexplainedJump() {
        from = from.withClock(clockAheadBy(3_600));
        more = true;
        record(T + 3_600 - 90);
        assertThat(notices()).isEmpty();
        assertThat(placed().position().clock()).isEqualTo(clockAheadBy(3_600));
    }

    @Test
    void aClockThatGoesWrongIsFollowedWithoutNews() {
        from = from.withClock(clockAheadBy(0));
        clock = new SelClock(false, 2_000);
        assertThat(notices()).isEmpty();
        assertThat(placed().position().clock()).isEqualTo(clock);
        clock = new SelClock(false, 900);
        assertThat(placed().position().clock()).as("of whole seconds").isEqualTo(clockAheadBy(0));
    }

    @Test
    void aClockOfTheSdrsIsNoMatter() {
        pair(T - 6_900, T - 3_300, 1);
        assertThat(notices()).isEmpty();
    }

    private static SelClock clockAheadBy(long seconds) {
        return new SelClock(false, Duration.ofSeconds(seconds).toMillis());
    }

    private void clockSet(long before, long after) {
        pair(before, after, 0);
    }

    private void pair(long before, long after, int which) {
        record(before, 0xC5, which);
        record(after, 0xC5, 0x80 | which);
    }

    private void record(long seconds) {
        record(seconds, 0x00, 0xFF);
    }

    private void record(long seconds, int data1, int data2) {
        var bytes = new WireWriter().u16(items.size() + 1).u8(0x02).u32(seconds).u16(0x0020);
        bytes.u8(4).u8(0x12).u8(0x83).u8(0x6F).u8(data1).u8(data2).u8(0xFF);
        items.add(new Entry(0, SelRecord.decode(Bytes.of(bytes.toByteArray()))));
    }

    private SelTimeline.Result placed() {
        return SelTimeline.of(from, new SelBatch(items, from, more), clock, NOW);
    }

    /** Stamps are whole seconds, and what they stamp came on average half of one later. */
    private @Nullable Instant at(int index) {
        Instant happened =
                placed().items().stream()
                        .filter(placed -> placed.item() instanceof Entry)
                        .toList()
                        .get(index)
                        .happenedAt();
        return happened == null ? null : happened.minusMillis(500);
    }

    private List<Notice> notices() {
        return placed().items().stream()
                .filter(placed -> placed.item() instanceof Notice)
                .map(placed -> (Notice) placed.item())
                .toList();
    }
}
