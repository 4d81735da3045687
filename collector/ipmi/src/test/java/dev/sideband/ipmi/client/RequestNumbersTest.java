package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

class RequestNumbersTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RequestNumbers numbers = new RequestNumbers();

    @Test
    void goRoundThroughAll() {
        assertThat(IntStream.range(0, 128).map(_ -> numbers.next(0)).distinct().count())
                .isEqualTo(64);
        int first = numbers.next(0);
        IntStream.range(0, 63).forEach(_ -> assertThat(numbers.next(0)).isNotEqualTo(first));
        assertThat(numbers.next(0)).isEqualTo(first);
    }

    @Test
    void leaveOutForFiveSecondsWhatMayBeAnsweredLate() {
        int late = numbers.next(0);
        numbers.doubt(late, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(numbers.next(4 * SECOND)).isNotEqualTo(late);
        }
        assertThat(IntStream.range(0, 64).map(_ -> numbers.next(5 * SECOND))).contains(late);
    }

    @Test
    void areFoundEvenWhereAllAreInDoubt() {
        IntStream.range(0, 64).forEach(number -> numbers.doubt(number, 0));
        assertThat(IntStream.range(0, 64).map(_ -> numbers.next(1)).distinct().count())
                .isEqualTo(64);
    }
}
