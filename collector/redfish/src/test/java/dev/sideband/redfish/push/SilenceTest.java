package dev.sideband.redfish.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final boolean SERIOUS = true;
    private static final boolean INFORMATION = false;

    private final Silence silence = new Silence();

    private void begins() {
        silence.begins();
        silence.readToEnd();
    }

    @Test
    void isNoticedWhereTwoPollsFindWhatNobodySpokeOf() {
        begins();
        assertThat(silence.found(INFORMATION)).isFalse();
        assertThat(silence.found(INFORMATION)).isTrue();
    }

    @Test
    void isNoneWhereEachFindWasSpokenOfBefore() {
        begins();
        for (int i = 0; i < 5; i++) {
            silence.heard();
            assertThat(silence.found(SERIOUS)).isFalse();
        }
    }

    @Test
    void isNoneWhereItIsSpokenOfAfterwards() {
        begins();
        for (int i = 0; i < 5; i++) {
            assertThat(silence.found(SERIOUS)).isFalse();
            silence.heard();
            assertThat(silence.found(SERIOUS)).as("spoken of").isFalse();
        }
    }

    @Test
    void isNotHeldAgainstAWayThatWorksWhereOnlyInformationIsNotSpokenOf() {
        begins();
        silence.heard();
        silence.found(SERIOUS);
        for (int i = 0; i < 5; i++) {
            assertThat(silence.found(INFORMATION)).isFalse();
        }
        assertThat(silence.found(SERIOUS)).isFalse();
        assertThat(silence.found(SERIOUS)).isTrue();
    }

    @Test
    void doesNotCountWhatWasInTheLogsBefore() {
        silence.begins();
        for (int i = 0; i < 5; i++) {
            assertThat(silence.found(SERIOUS)).isFalse();
        }
        silence.readToEnd();
        silence.ends();
        silence.opens();
        assertThat(silence.found(SERIOUS)).isFalse();
        assertThat(silence.found(SERIOUS)).isFalse();
    }

    @Test
    void doesNotCountWhileThereIsNothingToHearBy() {
        begins();
        silence.ends();
        assertThat(silence.found(SERIOUS)).isFalse();
        assertThat(silence.found(SERIOUS)).isFalse();
    }

    @Test
    void isForgottenWhenItBeginsAnew() {
        begins();
        silence.found(SERIOUS);
        begins();
        assertThat(silence.found(SERIOUS)).isFalse();
        assertThat(silence.isProven()).isFalse();
    }
}
