package dev.sideband.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Measure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class BlueprintTest {
    static List<Blueprint> blueprints() {
        return Stream.concat(Blueprint.all().stream(), Stream.of(Blueprint.storageServer()))
                .toList();
    }

    @Test
    void theFleetIsMixed() {
        assertThat(Blueprint.all())
                .extracting(one -> one.profile().manufacturerId())
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void theStorageServerHas100Sensors() {
        assertThat(Blueprint.storageServer().slots()).hasSize(100);
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void hasTheSensorsOfARealServer(Blueprint blueprint) {
        assertThat(blueprint.slots()).hasSizeBetween(50, 100);
        assertThat(analogs(blueprint, Measure.TEMPERATURE)).isGreaterThanOrEqualTo(12);
        assertThat(analogs(blueprint, Measure.FAN_SPEED)).isBetween(6L, 12L);
        assertThat(analogs(blueprint, Measure.VOLTAGE)).isGreaterThanOrEqualTo(8);
        assertThat(analogs(blueprint, Measure.POWER)).isGreaterThanOrEqualTo(3);
        assertThat(analogs(blueprint, Measure.CURRENT)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void namesFitIntoARecordAndAreUnique(Blueprint blueprint) {
        assertThat(blueprint.sensors())
                .extracting(Sensor::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).hasSizeBetween(2, 16));
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void findsASensorByItsNumber(Blueprint blueprint) {
        for (Blueprint.Slot slot : blueprint.slots()) {
            assertThat(blueprint.slot(slot.number())).contains(slot);
        }
        assertThat(blueprint.slot(0xFD)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void thresholdsLieInTheirOrder(Blueprint blueprint) {
        for (Sensor sensor : blueprint.sensors()) {
            if (sensor instanceof Analog analog) {
                List<Integer> ascending =
                        List.of(
                                        Threshold.LCR,
                                        Threshold.LNC,
                                        Threshold.UNC,
                                        Threshold.UCR,
                                        Threshold.UNR)
                                .stream()
                                .filter(analog.limits()::has)
                                .map(analog.limits()::count)
                                .toList();
                assertThat(ascending).as(analog.name()).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    private static long analogs(Blueprint blueprint, Measure measure) {
        return blueprint.sensors().stream()
                .filter(sensor -> sensor instanceof Analog one && one.measure() == measure)
                .count();
    }
}
