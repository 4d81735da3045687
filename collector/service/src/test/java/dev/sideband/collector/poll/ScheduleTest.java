package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

class ScheduleTest {
    private static final long INTERVAL = 30_000;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void spreadsAFleetEvenlyOverTheInterval() {
        int[] perSecond = new int[30];
        IntStream.range(0, 10_000)
                .mapToObj(i -> Schedule.of("r%02d-u%02d".formatted(i / 40, i % 40), INTERVAL))
                .map(schedule -> schedule.nextAfter(START))
                .forEach(due -> perSecond[(int) Duration.between(START, due).toSeconds() % 30]++);

        assertThat(IntStream.of(perSecond).boxed())
                .allSatisfy(count -> assertThat(count).isCloseTo(333, within(100)));
    }

    @Test
    void givesATargetTheSamePlaceAfterARestart() {
        assertThat(Schedule.of("r1-u1", INTERVAL).nextAfter(START))
                .isEqualTo(Schedule.of("r1-u1", INTERVAL).nextAfter(START));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 1_000, 2_500, 30_000, 86_400_000})
    void pollsOnceInEveryInterval(long interval) {
        Schedule schedule = Schedule.of("r1-u1", interval);
        Instant due = schedule.nextAfter(START);
        for (int i = 0; i < 1_000; i++) {
            Instant next = schedule.nextAfter(due);
            assertThat(Duration.between(due, next).toMillis())
                    .isCloseTo(interval, within(Math.max(1, interval / 20)));
            due = next;
        }
    }

    @Test
    void jittersSoThatTwoDoNotMeetForEver() {
        Schedule schedule = Schedule.of("r1-u1", INTERVAL);
        Instant first = schedule.nextAfter(START);
        Instant second = schedule.nextAfter(first);
        Instant third = schedule.nextAfter(second);

        assertThat(Duration.between(first, second)).isNotEqualTo(Duration.between(second, third));
    }

    @Test
    void beginsSoonWhereTheSpreadIsShort() {
        for (int i = 0; i < 100; i++) {
            Instant first = Schedule.of("bmc-" + i, INTERVAL).first(START, Duration.ofSeconds(1));
            assertThat(first).isBetween(START, START.plusSeconds(1));
        }
    }

    @Test
    void neverSpreadsTheStartOverMoreThanTheInterval() {
        assertThat(Schedule.of("r1-u1", 1_000).first(START, Duration.ofHours(1)))
                .isBetween(START, START.plusSeconds(1));
    }

    @Test
    void refusesAnIntervalThatLeavesNoTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.of("r1-u1", 99));
    }
}
