package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class LookPacingTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final LookPacing pacing = new LookPacing();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Looks for {@code length}; how long after its beginning the next one may come. */
    private Duration look(Duration length, boolean found) {
        Instant began = now;
        pacing.looked(began, began.plus(length), found);
        now = pacing.next();
        return Duration.between(began, now);
    }

    @Test
    void looksAtOnceAndThenEveryTenSecondsWhileThereIsSomethingToBeFound() {
        assertThat(pacing.next()).isBefore(now);
        for (int i = 0; i < 20; i++) {
            assertThat(look(SHORT, true)).isEqualTo(LookPacing.GAP);
        }
    }

    @Test
    void looksLessAndLessOftenInVain() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seconds.add(look(SHORT, false).toSeconds());
        }
        assertThat(seconds).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L).isSorted();
        assertThat(look(SHORT, true)).isEqualTo(LookPacing.GAP);
    }

    @Test
    void looksAsOftenAsBeforeWhenAPollFindsSomething() {
        for (int i = 0; i < 8; i++) {
            look(SHORT, false);
        }
        pacing.found();
        assertThat(look(SHORT, true)).isEqualTo(LookPacing.GAP);
    }

    @Test
    void leavesTheBmcInPeaceAfterALongLook() {
        assertThat(look(Duration.ofSeconds(18), true)).isEqualTo(Duration.ofSeconds(72));
    }

    @Test
    void looksOnceMoreWhereNothingWasThereYet() {
        assertThat(pacing.looked(now, now, false)).isTrue();
        assertThat(pacing.looked(now, now, false)).isFalse();
        assertThat(pacing.looked(now, now, false)).isFalse();
        assertThat(pacing.looked(now, now, true)).isFalse();
        assertThat(pacing.looked(now, now, false)).isTrue();
    }
}
