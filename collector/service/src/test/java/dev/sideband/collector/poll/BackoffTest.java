package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.collector.probe.FailureReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

class BackoffTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final double NO_JITTER = 0.5;

    @Test
    void triesASilentBmcAgainAfterAnInterval() {
        assertThat(after(1)).isEqualTo(INTERVAL);
    }

    @Test
    void doublesUpToTwoAndAHalfIntervals() {
        assertThat(after(2)).isEqualTo(Duration.ofSeconds(20));
        assertThat(after(3)).isEqualTo(Duration.ofSeconds(25));
        assertThat(after(1_000)).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void triesAtLeastOnceAMinute() {
        assertThat(delay(FailureReason.TIMEOUT, 9, Duration.ofSeconds(50)))
                .isEqualTo(Backoff.LONGEST_TRIAL);
    }

    @Test
    void triesNoMoreOftenThanItPolls() {
        assertThat(delay(FailureReason.TIMEOUT, 9, Duration.ofMinutes(5)))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_USER", "BAD_PASSWORD", "PRIVILEGE", "NO_CIPHER", "TLS"})
    void leavesALoginAloneThatOnlyAnOperatorCanCure(FailureReason reason) {
        assertThat(delay(reason, 1, INTERVAL)).isEqualTo(Duration.ofMinutes(1));
        assertThat(delay(reason, 2, INTERVAL)).isEqualTo(Duration.ofMinutes(2));
        assertThat(delay(reason, 50, INTERVAL)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void jittersByATenthUpAndDown() {
        assertThat(Backoff.delay(FailureReason.TIMEOUT, 1, INTERVAL, 0))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(Backoff.delay(FailureReason.TIMEOUT, 1, INTERVAL, 1))
                .isEqualTo(Duration.ofSeconds(11));
    }

    private static Duration after(int failures) {
        return delay(FailureReason.TIMEOUT, failures, INTERVAL);
    }

    private static Duration delay(FailureReason reason, int failures, Duration interval) {
        return Backoff.delay(reason, failures, interval, NO_JITTER);
    }
}
