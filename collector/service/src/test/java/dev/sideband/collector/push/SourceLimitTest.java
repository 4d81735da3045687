package dev.sideband.collector.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SourceLimitTest {
    private long now;
    private final SourceLimit limit = new SourceLimit(() -> now);

    @Test
    void allowsABurstAndThenFiftyASecond() {
        for (int i = 0; i < SourceLimit.BURST; i++) {
            assertThat(limit.allows("a")).isTrue();
        }
        assertThat(limit.allows("a")).isFalse();
        now += Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 50; i++) {
            assertThat(limit.allows("a")).isTrue();
        }
        assertThat(limit.allows("a")).isFalse();
    }

    @Test
    void countsEachSourceAlone() {
        for (int i = 0; i < 2 * SourceLimit.BURST; i++) {
            limit.allows("a");
        }
        assertThat(limit.allows("a")).isFalse();
        assertThat(limit.allows("b")).isTrue();
    }

    @Test
    void remembersBoundedlyManySources() {
        for (int i = 0; i < 2 * SourceLimit.BURST; i++) {
            limit.allows("a");
        }
        for (int i = 0; i < 10_000; i++) {
            limit.allows("source " + i);
        }
        assertThat(limit.allows("a")).as("forgotten").isTrue();
    }
}
