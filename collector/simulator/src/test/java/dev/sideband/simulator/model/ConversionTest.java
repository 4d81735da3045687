package dev.sideband.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class ConversionTest {
    static Stream<Conversion> conversions() {
        return Stream.of(
                Conversion.scaled(1, 0),
                Conversion.scaled(59, -3),
                Conversion.scaled(5, 0),
                new Conversion(1, -128, 0, 0, false),
                new Conversion(1, 0, 0, 0, true),
                new Conversion(7, 12, 1, -2, true));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void everyCountComesBack(Conversion conversion) {
        for (int count = conversion.lowest(); count <= conversion.highest(); count++) {
            assertThat(conversion.toCount(conversion.toValue(count))).isEqualTo(count);
        }
    }

    @Test
    void roundsToTheNearestCount() {
        Conversion volts = Conversion.scaled(59, -3);

        assertThat(volts.toCount(12)).isEqualTo(203);
        assertThat(volts.toValue(203)).isCloseTo(11.977, within(1e-9));
    }

    @Test
    void staysWithinWhatAByteHolds() {
        assertThat(Conversion.scaled(1, 0).toCount(1000)).isEqualTo(255);
        assertThat(Conversion.scaled(1, 0).toCount(-5)).isZero();
        assertThat(new Conversion(1, 0, 0, 0, true).toCount(-200)).isEqualTo(-128);
    }

    @Test
    void refusesFactorsThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Conversion.scaled(512, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Conversion.scaled(1, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Conversion(1, -513, 0, 0, false));
    }
}
