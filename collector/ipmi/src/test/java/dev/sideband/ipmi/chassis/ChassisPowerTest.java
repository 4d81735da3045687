package dev.sideband.ipmi.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.chassis.ChassisControl.Action;
import dev.sideband.ipmi.message.CompletionCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;

class ChassisPowerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void waitsUntilTheServerIsOn() throws Exception {
        var chassis = new FakeChassis(false).changes(true, Duration.ofSeconds(7));
        assertThat(perform(chassis, Action.POWER_UP)).isEqualTo(PowerOutcome.REACHED);
        assertThat(chassis.orders).containsExactly(1);
        assertThat(Duration.ofNanos(chassis.nanoTime()))
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({"POWER_UP, true", "POWER_DOWN, false", "SOFT_SHUTDOWN, false"})
    void ordersNothingThatIsSoAlready(Action action, boolean on) throws Exception {
        var chassis = new FakeChassis(on);
        assertThat(perform(chassis, action)).isEqualTo(PowerOutcome.ALREADY_THERE);
        assertThat(chassis.orders).isEmpty();
    }

    @Test
    void saysThatAShutdownTakesTooLong() throws Exception {
        var chassis = new FakeChassis(true);
        assertThat(perform(chassis, Action.SOFT_SHUTDOWN)).isEqualTo(PowerOutcome.NOT_REACHED);
        assertThat(Duration.ofNanos(chassis.nanoTime())).isEqualTo(LIMIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"POWER_DOWN", "SOFT_SHUTDOWN"})
    void settlesALostAnswerByLookingAtThePower(Action action) throws Exception {
        var chassis = new FakeChassis(true).changes(false, Duration.ofSeconds(2));
        chassis.losesAnswer = true;
        assertThat(perform(chassis, action)).isEqualTo(PowerOutcome.REACHED);
        assertThat(chassis.orders).as("never twice").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"HARD_RESET", "DIAGNOSTIC_INTERRUPT"})
    void cannotSeeAReset(Action action) throws Exception {
        var chassis = new FakeChassis(true);
        assertThat(perform(chassis, action)).isEqualTo(PowerOutcome.ACCEPTED);
        chassis.losesAnswer = true;
        assertThat(perform(chassis, action)).isEqualTo(PowerOutcome.UNCERTAIN);
        assertThat(chassis.orders).as("never twice").hasSize(2);
    }

    @Test
    void takesATimeoutAtTheBmcForALostAnswer() throws Exception {
        var chassis = new FakeChassis(true).changes(false, Duration.ofSeconds(2));
        chassis.refusal = CompletionCode.TIMEOUT;
        assertThat(perform(chassis, Action.POWER_DOWN)).isEqualTo(PowerOutcome.REACHED);
    }

    @Test
    void seesAPowerCycleGoOffAndOn() throws Exception {
        var chassis =
                new FakeChassis(true)
                        .changes(false, Duration.ofMillis(1200))
                        .changes(true, Duration.ofMillis(4500));
        chassis.losesAnswer = true;
        var seen = new ArrayList<Boolean>();
        var outcome = power(chassis).perform(Action.POWER_CYCLE, LIMIT, (on, _) -> seen.add(on));
        assertThat(outcome).isEqualTo(PowerOutcome.REACHED);
        assertThat(seen).startsWith(true, true).contains(false).endsWith(true);
    }

    @Test
    void doesNotWaitForeverForACycleThatItCannotSee() throws Exception {
        var chassis = new FakeChassis(true);
        assertThat(perform(chassis, Action.POWER_CYCLE)).isEqualTo(PowerOutcome.ACCEPTED);
        assertThat(Duration.ofNanos(chassis.nanoTime())).isLessThan(Duration.ofSeconds(12));
        chassis.losesAnswer = true;
        assertThat(perform(chassis, Action.POWER_CYCLE)).isEqualTo(PowerOutcome.UNCERTAIN);
    }

    @Test
    void saysThatACycleLeftTheServerOff() throws Exception {
        var chassis = new FakeChassis(true).changes(false, Duration.ofSeconds(1));
        assertThat(perform(chassis, Action.POWER_CYCLE)).isEqualTo(PowerOutcome.NOT_REACHED);
    }

    @Test
    void cyclesAServerThatIsOff() throws Exception {
        var chassis = new FakeChassis(false).changes(true, Duration.ofSeconds(3));
        assertThat(perform(chassis, Action.POWER_CYCLE)).isEqualTo(PowerOutcome.REACHED);
    }

    @Test
    void passesARefusalOn() {
        var chassis = new FakeChassis(false);
        chassis.refusal = CompletionCode.NOT_IN_PRESENT_STATE;
        assertThatThrownBy(() -> perform(chassis, Action.POWER_CYCLE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.completionCode())
                                        .isEqualTo(CompletionCode.NOT_IN_PRESENT_STATE));
    }

    @Test
    void waitsForABmcThatIsDeafMeanwhile() throws Exception {
        var chassis = new FakeChassis(true).changes(false, Duration.ofSeconds(1)).deaf(5);
        assertThat(perform(chassis, Action.POWER_DOWN)).isEqualTo(PowerOutcome.REACHED);
    }

    @Test
    void saysThatTheBmcStaysDeaf() {
        var chassis = new FakeChassis(true).deaf(1000);
        assertThatThrownBy(() -> perform(chassis, Action.POWER_DOWN)).isInstanceOf(NoAnswer.class);
    }

    private static PowerOutcome perform(FakeChassis chassis, Action action)
            throws IpmiException, InterruptedException {
        return power(chassis).perform(action, LIMIT, ChassisPower.Progress.NONE);
    }

    private static ChassisPower power(FakeChassis chassis) {
        return new ChassisPower(chassis, chassis::nanoTime, chassis::pause);
    }
}
