package dev.sideband.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class ReplayWindowTest {
    @Test
    void takesNumbersInOrderFromOneOn() {
        var window = new ReplayWindow();
        for (int sequence = 1; sequence < 1000; sequence++) {
            assertThat(window.take(sequence)).isTrue();
            assertThat(window.take(sequence)).isFalse();
        }
    }

    @Test
    void startsAtMost15Ahead() {
        assertThat(new ReplayWindow().take(15)).isTrue();
        assertThat(new ReplayWindow().take(16)).isFalse();
        assertThat(new ReplayWindow().take(0)).isFalse();
        assertThat(new ReplayWindow().take(-1)).isFalse();
    }

    @Test
    void takes15AheadAnd16Behind() {
        var window = new ReplayWindow(1000, 1);
        assertThat(window.take(1016)).isFalse();
        assertThat(window.take(983)).isFalse();
        assertThat(window.take(984)).isTrue();
        assertThat(window.take(1015)).isTrue();
        assertThat(window.take(998)).as("16 behind no more").isFalse();
        assertThat(window.take(999)).isTrue();
    }

    @Test
    void runsThroughTheWrapAndSkipsZero() {
        var window = new ReplayWindow(-3, 1);
        assertThat(window.take(-2)).isTrue();
        assertThat(window.take(-1)).isTrue();
        assertThat(window.take(0)).isFalse();
        assertThat(window.take(1)).isTrue();
        assertThat(window.take(-1)).isFalse();
        assertThat(window.take(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void takesNoNumberTwiceHoweverTheyAreMixed(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int start = -500;
        var window = new ReplayWindow(start, 1);
        var taken = new HashSet<Integer>();
        int highest = start;
        for (int i = 0; i < 20_000; i++) {
            int sequence = highest - 40 + random.nextInt(60);
            boolean inside = sequence - highest <= 15 && sequence - highest >= -16;
            boolean known = !taken.add(sequence) || sequence == 0 || sequence == start;
            boolean expected = inside && !known;
            if (!expected && !known) {
                taken.remove(sequence);
            }
            assertThat(window.take(sequence))
                    .as("seed %d, %d with highest %d", seed, sequence, highest)
                    .isEqualTo(expected);
            highest = expected && sequence - highest > 0 ? sequence : highest;
        }
    }
}
