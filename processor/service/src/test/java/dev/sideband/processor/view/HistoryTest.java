package dev.sideband.processor.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.processor.view.History.Budget;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.DoubleStream;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration KEEP = Duration.ofMinutes(15);

    @Test
    void keepsTheLastValues() {
        var history = new History(new Budget(1000), KEEP);
        for (int i = 0; i < 500; i++) {
            history.add(START.plusSeconds(i), i);
        }

        assertThat(history.between(START, START.plusSeconds(500)))
                .hasSize(History.MAX_POINTS)
                .extracting(Point::value)
                .containsExactlyElementsOf(
                        DoubleStream.iterate(320, v -> v + 1).limit(180).boxed().toList());
    }

    @Test
    void forgetsWhatIsTooOld() {
        var history = new History(new Budget(1000), KEEP);
        for (int i = 0; i < 100; i++) {
            history.add(START.plusSeconds(i * 60L), i);
        }

        assertThat(history.between(START, START.plus(Duration.ofDays(1))))
                .hasSize(16)
                .first()
                .isEqualTo(new Point(START.plusSeconds(84 * 60), 84));
    }

    @Test
    void givesBothEndsOfATimeSpan() {
        var history = new History(new Budget(1000), KEEP);
        for (int i = 0; i < 10; i++) {
            history.add(START.plusSeconds(i), i);
        }

        assertThat(history.between(START.plusSeconds(3), START.plusSeconds(5)))
                .extracting(Point::value)
                .containsExactly(3.0, 4.0, 5.0);
    }

    @Test
    void sharesTheBudgetOfTheFleetAndGivesItBack() {
        var budget = new Budget(6);
        var first = new History(budget, KEEP);
        var second = new History(budget, KEEP);
        for (int i = 0; i < 10; i++) {
            first.add(START.plusSeconds(i), i);
            second.add(START.plusSeconds(i), i);
        }
        assertThat(first.between(START, START.plusSeconds(10)))
                .extracting(Point::value)
                .containsExactly(6.0, 7.0, 8.0, 9.0);
        assertThat(second.between(START, START.plusSeconds(10))).isEmpty();

        first.release();
        second.add(START.plusSeconds(11), 11);
        assertThat(second.between(START, START.plusSeconds(20))).hasSize(1);
    }
}
