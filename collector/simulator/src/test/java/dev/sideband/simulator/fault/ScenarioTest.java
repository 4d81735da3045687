package dev.sideband.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.Hang;
import dev.sideband.simulator.fault.Fault.LoadSurge;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;
import dev.sideband.simulator.model.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

class ScenarioTest {
    private static final Duration CYCLE = Duration.ofSeconds(90);
    private static final Shape SHAPE = new Shape(6, 4, 8, 185, 17_850);

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatMattersBeginsEarlyAndIsOverInTime(long seed) {
        List<Scenario.Step> steps = Scenario.of(seed, servers(20), CYCLE, 1).steps();

        assertThat(steps)
                .extracting(step -> step.fault().getClass().getSimpleName())
                .contains(
                        FanFailure.class.getSimpleName(),
                        PsuInputLoss.class.getSimpleName(),
                        Hang.class.getSimpleName(),
                        LoadSurge.class.getSimpleName());
        assertThat(steps)
                .allSatisfy(step -> {
                    assertThat(step.bmc()).isBetween(0, 19);
                    assertThat(step.ends()).isLessThan(Duration.ofSeconds(75));
                });
        assertThat(steps)
                .filteredOn(step -> step.begins().compareTo(Duration.ofSeconds(40)) < 0)
                .hasSizeGreaterThan(6);
    }

    @Test
    void aServerHasOneTroubleAtATimeWhereThereAreEnough() {
        List<Scenario.Step> steps = Scenario.of(1, servers(20), CYCLE, 1).steps();

        List<Integer> troubled =
                steps.stream()
                        .filter(step -> !(step.fault() instanceof LoadSurge))
                        .map(Scenario.Step::bmc)
                        .toList();

        assertThat(troubled).doesNotHaveDuplicates();
    }

    @Test
    void theSameSeedIsTheSameScenario() {
        assertThat(Scenario.of(1, servers(9), CYCLE, 3))
                .isEqualTo(Scenario.of(1, servers(9), CYCLE, 3))
                .isNotEqualTo(Scenario.of(2, servers(9), CYCLE, 3));
    }

    @Test
    void eachCycleFollowsTheOneBefore() {
        List<Scenario.Step> steps = Scenario.of(1, servers(9), CYCLE, 3).steps();

        assertThat(steps.getLast().begins()).isGreaterThan(CYCLE.multipliedBy(2));
        assertThat(steps).hasSize(9 * 3);
    }

    @Test
    void oneServerIsEnough() {
        assertThat(Scenario.of(1, servers(1), CYCLE, 1).steps())
                .extracting(Scenario.Step::bmc)
                .containsOnly(0);
        assertThatIllegalArgumentException().isThrownBy(() -> Scenario.of(1, List.of(), CYCLE, 1));
    }

    private static List<Shape> servers(int count) {
        return Collections.nCopies(count, SHAPE);
    }
}
