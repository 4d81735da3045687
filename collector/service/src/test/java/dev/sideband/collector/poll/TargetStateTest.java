package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Reachability;
import dev.sideband.collector.probe.FailureReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;

class TargetStateTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant T1 = T0.plusSeconds(30);
    private static final Instant T2 = T0.plusSeconds(60);

    private final TargetState fresh = TargetState.initial(T0);

    @Test
    void isReachableAfterAWholePoll() {
        TargetState state = fresh.read(T1);

        assertThat(state.state()).isEqualTo(Reachability.REACHABLE);
        assertThat(state.since()).isEqualTo(T1);
        assertThat(state.lastWhole()).isEqualTo(T1);
        assertThat(state.reason()).isNull();
        assertThat(state.detail()).isNull();
    }

    @Test
    void staysReachableSinceTheFirstTime() {
        assertThat(fresh.read(T1).read(T2).since()).isEqualTo(T1);
    }

    @Test
    void isSlowWhereAPollTookTooLongThoughAllWasRead() {
        TargetState state = fresh.readLate(T1, "took 31 s");

        assertThat(state.state()).isEqualTo(Reachability.SLOW);
        assertThat(state.lastWhole()).isEqualTo(T1);
        assertThat(state.detail()).isEqualTo("took 31 s");
    }

    @Test
    void isSlowWherePartIsMissingAndRemembersTheLastWholePoll() {
        TargetState state = fresh.read(T1).readInPart(T2, "3 of 100 sensors");

        assertThat(state.state()).isEqualTo(Reachability.SLOW);
        assertThat(state.lastWhole()).isEqualTo(T1);
    }

    @Test
    void isSlowAfterOneFailureWithItsReason() {
        TargetState state = fresh.read(T1).failed(T2, FailureReason.TIMEOUT, "no answer");

        assertThat(state.state()).isEqualTo(Reachability.SLOW);
        assertThat(state.reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(state.detail()).isEqualTo("no answer");
    }

    @Test
    void isQuarantinedAfterTwoFailuresInARow() {
        TargetState state =
                fresh.failed(T1, FailureReason.TIMEOUT, "no answer")
                        .failed(T2, FailureReason.TIMEOUT, "no answer");

        assertThat(state.state()).isEqualTo(Reachability.QUARANTINED);
        assertThat(state.since()).isEqualTo(T2);
        assertThat(state.failures()).isEqualTo(2);
    }

    @Test
    void aGoodPollBetweenFailuresForgetsTheFirst() {
        TargetState state =
                fresh.failed(T0, FailureReason.TIMEOUT, "no answer")
                        .read(T1)
                        .failed(T2, FailureReason.TIMEOUT, "no answer");

        assertThat(state.state()).isEqualTo(Reachability.SLOW);
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_USER", "BAD_PASSWORD", "PRIVILEGE"})
    void isQuarantinedAtOnceWhereTryingAgainLocksTheAccount(FailureReason reason) {
        assertThat(fresh.failed(T1, reason, "wrong").state()).isEqualTo(Reachability.QUARANTINED);
    }

    @Test
    void isReachableAgainAfterTheFirstGoodPoll() {
        TargetState state = fresh.failed(T0, FailureReason.BAD_PASSWORD, "wrong").read(T1);

        assertThat(state.state()).isEqualTo(Reachability.REACHABLE);
        assertThat(state.failures()).isZero();
        assertThat(state.reason()).isNull();
    }

    @Test
    void differsWhereStateOrReasonChanged() {
        TargetState silent = fresh.failed(T1, FailureReason.TIMEOUT, "no answer");

        assertThat(silent.differsFrom(fresh)).isTrue();
        assertThat(silent.failed(T2, FailureReason.TIMEOUT, "no answer").differsFrom(silent))
                .as("slow becomes quarantined")
                .isTrue();
        assertThat(fresh.read(T2).differsFrom(fresh.read(T1))).isFalse();
    }
}
