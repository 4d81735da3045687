package dev.sideband.collector.discover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(30)
class PaceTest {
    /** A clock that goes on by a tenth of a millisecond whenever somebody looks at it. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

    @Test
    void letsSoManyPassASecond() throws InterruptedException {
        long began = clock.get();
        var pace = new Pace(1_000, this::now);
        for (int n = 0; n < 51; n++) {
            pace.pass();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(clock.get() - began)).isBetween(50L, 56L);
    }

    @Test
    void doesNotMakeUpForTurnsThatNobodyTook() throws InterruptedException {
        var pace = new Pace(1_000, this::now);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        long began = clock.get();
        for (int n = 0; n < 51; n++) {
            pace.pass();
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(clock.get() - began)).isBetween(50L, 56L);
    }

    private long now() {
        return clock.addAndGet(100_000);
    }
}
