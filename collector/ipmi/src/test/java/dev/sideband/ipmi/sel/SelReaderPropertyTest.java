package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/**
 * Whatever happens to a log between reads and during them, each record that stays long enough comes
 * once, and the epoch rises with each clear of what had been read and with nothing else.
 */
class SelReaderPropertyTest {
    private static final int STEPS = 300;

    static LongStream seeds() {
        // The two were read twice once: ids that are counted up over their end.
        return LongStream.concat(
                LongStream.of(1063, 3597),
                LongStream.range(0, 250 * Long.getLong("sideband.fuzz", 1)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void deliversEachRecordOnce(long seed) throws Exception {
        var life = new LogLife(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        for (int step = 0; step < STEPS; step++) {
            life.step();
        }
        life.drain();
        assertThat(life.delivered()).as(life.trace()).containsAll(life.held());
    }
}
