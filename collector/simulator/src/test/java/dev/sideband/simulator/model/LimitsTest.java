package dev.sideband.simulator.model;

import static dev.sideband.simulator.model.Threshold.LCR;
import static dev.sideband.simulator.model.Threshold.LNC;
import static dev.sideband.simulator.model.Threshold.UCR;
import static dev.sideband.simulator.model.Threshold.UNC;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Limits LIMITS =
            Limits.none().with(LNC, 20).with(LCR, 10).with(UNC, 80).with(UCR, 90).withHysteresis(3);

    @Test
    void aReadingAtTheThresholdHasCrossedIt() {
        assertThat(LIMITS.crossed(0, 79)).isZero();
        assertThat(LIMITS.crossed(0, 80)).isEqualTo(UNC.bit());
        assertThat(LIMITS.crossed(0, 95)).isEqualTo(UNC.bit() | UCR.bit());
        assertThat(LIMITS.crossed(0, 20)).isEqualTo(LNC.bit());
        assertThat(LIMITS.crossed(0, 4)).isEqualTo(LNC.bit() | LCR.bit());
    }

    @Test
    void staysCrossedWithinTheHysteresis() {
        assertThat(LIMITS.crossed(UNC.bit(), 78)).isEqualTo(UNC.bit());
        assertThat(LIMITS.crossed(UNC.bit(), 77)).isZero();
        assertThat(LIMITS.crossed(LNC.bit(), 22)).isEqualTo(LNC.bit());
        assertThat(LIMITS.crossed(LNC.bit(), 23)).isZero();
    }

    @Test
    void withoutHysteresisOneCountIsEnough() {
        Limits sharp = Limits.none().with(UNC, 80);

        assertThat(sharp.crossed(UNC.bit(), 80)).isEqualTo(UNC.bit());
        assertThat(sharp.crossed(UNC.bit(), 79)).isZero();
    }

    @Test
    void hasOnlyTheThresholdsThatWereGiven() {
        assertThat(LIMITS.mask()).isEqualTo(0b011011);
        assertThat(LIMITS.crossed(0, -1000)).isEqualTo(LNC.bit() | LCR.bit());
        assertThat(Limits.none().crossed(0, 255)).isZero();
    }

    @Test
    void eventOffsetsAreThoseOfTheSpecification() {
        assertThat(LNC.eventOffset()).isEqualTo(0);
        assertThat(LCR.eventOffset()).isEqualTo(2);
        assertThat(UNC.eventOffset()).isEqualTo(7);
        assertThat(UCR.eventOffset()).isEqualTo(9);
    }
}
