package dev.sideband.redfish.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ReconnectPauseTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void growsToFiveMinutesForAStreamThatEndsAtOnceAgainAndAgain() {
        var pause = new ReconnectPause(PushTimes.DEFAULT, () -> 1);
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            seconds.add(pause.after(AT_ONCE, Optional.empty()).toSeconds());
        }
        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
        for (int i = 0; i < 100_000; i++) {
            assertThat(pause.after(AT_ONCE, Optional.empty())).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void isShortAgainAfterAStreamThatLasted() {
        var pause = new ReconnectPause(PushTimes.DEFAULT, () -> 1);
        for (int i = 0; i < 9; i++) {
            pause.after(AT_ONCE, Optional.empty());
        }
        assertThat(pause.after(LONG, Optional.empty())).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause.endedSoon()).isZero();
    }

    @Test
    void isAsLongAsTheBmcAsksForButNotForEver() {
        var pause = new ReconnectPause(PushTimes.DEFAULT, () -> 1);
        assertThat(pause.after(LONG, Optional.of(Duration.ofSeconds(30))))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(pause.after(LONG, Optional.of(Duration.ofMillis(1))))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(pause.after(LONG, Optional.of(Duration.ofDays(9))))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void isNotTheSameForAll() {
        assertThat(new ReconnectPause(PushTimes.DEFAULT, () -> 0).after(LONG, Optional.empty()))
                .isEqualTo(Duration.ofMillis(2500));
        assertThat(new ReconnectPause(PushTimes.DEFAULT, () -> 0.5).after(LONG, Optional.empty()))
                .isEqualTo(Duration.ofMillis(3750));
    }
}
