package dev.sideband.collector.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.Location;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.collector.command.CommandOptions.Guard;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;

class PowerGuardTest {
    private static final Instant NOW = Commands.NOW;
    private final PowerGuard guard = new PowerGuard(new Guard(2, 5, Duration.ofMinutes(10)));

    private static Location rack(@Nullable String rack) {
        return new Location("dc1", "a", "3", rack, 7, null);
    }

    private void accepted(String id, CommandAction action, Location location, Instant at) {
        Target target = Samples.target("t-" + id, location);
        guard.note(Commands.accepted(id, action, target, at));
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandAction.class,
            names = {"POWER_OFF", "POWER_CYCLE", "POWER_RESET", "POWER_SOFT", "POWER_DIAG"})
    void countsAllThatInterruptsServersOfARack(CommandAction action) {
        accepted("1", action, rack("r1"), NOW);
        assertThat(guard.objection(rack("r1"), NOW)).isEmpty();
        accepted("2", action, rack("r1"), NOW);

        assertThat(guard.objection(rack("r1"), NOW))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("2 servers", "dc1/a/3/r1", "600 s"));
        assertThat(guard.objection(rack("r2"), NOW)).isEmpty();
    }

    @Test
    void doesNotCountWhatInterruptsNothing() {
        accepted("1", CommandAction.POWER_ON, rack("r1"), NOW);
        accepted("2", CommandAction.IDENTIFY, rack("r1"), NOW);
        accepted("3", CommandAction.CLEAR_LOG, rack("r1"), NOW);

        assertThat(guard.objection(rack("r1"), NOW)).isEmpty();
    }

    @Test
    void countsACommandOnceAndDryRunsNever() {
        CommandResult one =
                Commands.accepted(
                        "1", CommandAction.POWER_OFF, Samples.target("t", rack("r1")), NOW);
        guard.note(one);
        guard.note(one);
        guard.note(Commands.step(one, CommandState.DONE, NOW));
        guard.note(CommandResult.newBuilder(one).setId("2").setDryRun(true).build());
        guard.note(CommandResult.newBuilder(one).setId("3").setDuplicate(true).build());

        assertThat(guard.objection(rack("r1"), NOW)).isEmpty();
    }

    @Test
    void forgetsAfterItsTime() {
        accepted("1", CommandAction.POWER_OFF, rack("r1"), NOW);
        accepted("2", CommandAction.POWER_OFF, rack("r1"), NOW.plusSeconds(300));

        assertThat(guard.objection(rack("r1"), NOW.plusSeconds(600))).isPresent();
        assertThat(guard.objection(rack("r1"), NOW.plusSeconds(601))).isEmpty();
    }

    @Test
    void countsAllRacksTogetherToo() {
        for (int n = 0; n < 5; n++) {
            accepted("n" + n, CommandAction.POWER_OFF, rack("r" + n), NOW);
        }

        assertThat(guard.objection(rack("r9"), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("guard: fleet"));
    }

    @Test
    void takesServersOfWhichNoRackIsKnownForOneRack() {
        accepted("1", CommandAction.POWER_OFF, rack(null), NOW);
        accepted("2", CommandAction.POWER_OFF, rack(null), NOW);

        assertThat(guard.objection(null, NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("without a rack"));
    }

    @Test
    void letsNothingPassWhereTheLimitIsNone() {
        var none = new PowerGuard(new Guard(0, null, null));

        assertThat(none.objection(rack("r1"), NOW)).isPresent();
    }
}
