package dev.sideband.collector.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.collector.command.CommandOptions.Guard;
import dev.sideband.collector.command.Gatekeeper.Place;
import dev.sideband.collector.probe.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class GatekeeperTest {
    private static final Instant NOW = Commands.NOW;
    private static final Target TARGET = Samples.target("r12-u07");

    private final Ledger ledger = new Ledger();

    private Verdict decide(CommandOptions options, Command command, Instant now) {
        return decide(options, command, now, Optional.of(TARGET));
    }

    private Verdict decide(
            CommandOptions options, Command command, Instant now, Optional<Target> target) {
        var gatekeeper = new Gatekeeper(options, new PowerGuard(options.limits()));
        return gatekeeper.decide(
                command, new Place(command.getTarget(), true, target, ledger), now);
    }

    private Verdict decide(Command command) {
        return decide(Commands.ANYTHING, command, NOW);
    }

    private static void isRefused(Verdict verdict, Refusal reason) {
        assertThat(verdict).isInstanceOf(Verdict.Refuse.class);
        assertThat(((Verdict.Refuse) verdict).reason()).isEqualTo(reason);
        assertThat(((Verdict.Refuse) verdict).detail()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandAction.class,
            names = {"UNKNOWN", "BOOT_DEVICE"},
            mode = EnumSource.Mode.EXCLUDE)
    void acceptsWhatIsAllowedInTimeAndSigned(CommandAction action) {
        assertThat(decide(Commands.of("a", action))).isInstanceOf(Verdict.Accept.class);
    }

    @Test
    void refusesAllWhileNothingIsEnabled() {
        isRefused(
                decide(CommandOptions.OFF, Commands.of("a", CommandAction.IDENTIFY), NOW),
                Refusal.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refusesWhoDoesNotSayWhoAsksOrWhy(String nothing) {
        isRefused(
                decide(
                        Commands.command("a", CommandAction.POWER_ON)
                                .setRequestedBy(nothing)
                                .build()),
                Refusal.UNSIGNED);
        isRefused(
                decide(Commands.command("a", CommandAction.POWER_ON).setReason(nothing).build()),
                Refusal.UNSIGNED);
    }

    @Test
    void refusesAnOldCommand() {
        Command command =
                Commands.command("a", CommandAction.POWER_ON)
                        .setExpiresAt(NOW.plusSeconds(30))
                        .build();

        assertThat(decide(Commands.ANYTHING, command, NOW.plusSeconds(29)))
                .isInstanceOf(Verdict.Accept.class);
        isRefused(decide(Commands.ANYTHING, command, NOW.plusSeconds(30)), Refusal.EXPIRED);
    }

    @Test
    void givesACommandAShortLifeThatDoesNotSay() {
        Command command = Commands.of("a", CommandAction.POWER_ON);

        assertThat(decide(command))
                .isEqualTo(
                        new Verdict.Accept(
                                new Task.Power(Task.PowerOrder.ON), NOW.plusSeconds(60)));
        isRefused(decide(Commands.ANYTHING, command, NOW.plusSeconds(60)), Refusal.EXPIRED);
    }

    @Test
    void refusesACommandThatWantsToLiveLong() {
        isRefused(
                decide(
                        Commands.command("a", CommandAction.POWER_ON)
                                .setExpiresAt(NOW.plus(Duration.ofHours(2)))
                                .build()),
                Refusal.MALFORMED);
    }

    @Test
    void refusesClocksAheadOfItsOwn() {
        Command command = Commands.of("a", CommandAction.POWER_ON);

        assertThat(decide(Commands.ANYTHING, command, NOW.minusSeconds(30)))
                .isInstanceOf(Verdict.Accept.class);
        isRefused(decide(Commands.ANYTHING, command, NOW.minusSeconds(31)), Refusal.CLOCK_AHEAD);
    }

    @Test
    void refusesATargetThatIsNotPolledHere() {
        isRefused(
                decide(
                        Commands.ANYTHING,
                        Commands.of("a", CommandAction.IDENTIFY),
                        NOW,
                        Optional.empty()),
                Refusal.UNKNOWN_TARGET);
    }

    @Test
    void refusesARecordInAnotherPartitionThanItsTargets() {
        var gatekeeper = new Gatekeeper(Commands.ANYTHING, new PowerGuard(Guard.DEFAULT));
        isRefused(
                gatekeeper.decide(
                        Commands.of("a", CommandAction.IDENTIFY),
                        new Place("r12-u07", false, Optional.of(TARGET), ledger),
                        NOW),
                Refusal.WRONG_PARTITION);
    }

    @Test
    void refusesARecordWhoseKeyIsNotItsTarget() {
        var gatekeeper = new Gatekeeper(Commands.ANYTHING, new PowerGuard(Guard.DEFAULT));
        isRefused(
                gatekeeper.decide(
                        Commands.of("a", CommandAction.IDENTIFY),
                        new Place("r12-u08", true, Optional.of(TARGET), ledger),
                        NOW),
                Refusal.MALFORMED);
    }

    @Test
    void refusesWhatMakesNoSense() {
        List.of(
                        Commands.of("", CommandAction.POWER_ON),
                        Commands.of("a".repeat(201), CommandAction.POWER_ON),
                        Commands.of("a", CommandAction.UNKNOWN),
                        Commands.of("a", CommandAction.BOOT_DEVICE),
                        Commands.command("a", CommandAction.POWER_ON)
                                .setParameters(Map.of("how", "gently"))
                                .build(),
                        Commands.of("a\u001b[2J", CommandAction.POWER_ON),
                        Commands.command("a", CommandAction.POWER_ON)
                                .setReason("x".repeat(1_001))
                                .build())
                .forEach(command -> isRefused(decide(command), Refusal.MALFORMED));
    }

    @Test
    void allowsByIdGlobLabelAndAction() {
        Target payments = labelled(Map.of("owner", "payments", "model", "r750"));
        CommandOptions options =
                new CommandOptions(
                        true,
                        List.of(
                                new AllowRule(
                                        List.of("r1?-u*"),
                                        Map.of("owner", "payments"),
                                        List.of("power-on", "identify"))),
                        null,
                        null);

        assertThat(
                        decide(
                                options,
                                Commands.of("a", CommandAction.POWER_ON),
                                NOW,
                                Optional.of(payments)))
                .isInstanceOf(Verdict.Accept.class);
        isRefused(
                decide(
                        options,
                        Commands.of("a", CommandAction.POWER_OFF),
                        NOW,
                        Optional.of(payments)),
                Refusal.NOT_ALLOWED);
        isRefused(
                decide(
                        options,
                        Commands.of("a", CommandAction.POWER_ON),
                        NOW,
                        Optional.of(labelled(Map.of("owner", "web")))),
                Refusal.NOT_ALLOWED);
    }

    private static Target labelled(Map<String, String> labels) {
        return Target.newBuilder(TARGET).setLabels(labels).build();
    }

    @Test
    void answersAnIdThatItKnowsWithWhatBecameOfIt() {
        var accepted = Commands.accepted("a", CommandAction.POWER_OFF, TARGET, NOW);
        ledger.note(accepted);
        ledger.note(Commands.step(accepted, CommandState.DONE, NOW.plusSeconds(3)));

        Verdict verdict =
                decide(
                        Commands.ANYTHING,
                        Commands.of("a", CommandAction.POWER_OFF),
                        NOW.plusSeconds(400));

        assertThat(verdict).isInstanceOf(Verdict.Repeat.class);
        assertThat(((Verdict.Repeat) verdict).known().getState()).isEqualTo(CommandState.DONE);
    }

    @Test
    void refusesWhenItCannotRememberMoreIds() {
        for (int n = 0; n < Ledger.MAX_IDS; n++) {
            ledger.note(Commands.accepted("n" + n, CommandAction.IDENTIFY, TARGET, NOW));
        }

        isRefused(decide(Commands.of("a", CommandAction.IDENTIFY)), Refusal.TOO_MANY);
        assertThat(
                        decide(
                                Commands.ANYTHING,
                                Commands.command("a", CommandAction.IDENTIFY)
                                        .setRequestedAt(NOW.plus(Duration.ofHours(25)))
                                        .build(),
                                NOW.plus(Duration.ofHours(25))))
                .isInstanceOf(Verdict.Accept.class);
    }
}
