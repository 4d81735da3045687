package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.chassis.ChassisPower;
import dev.sideband.ipmi.chassis.PowerOutcome;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.chassis.ChassisControl;
import dev.sideband.ipmi.command.chassis.ChassisControl.Action;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.redfish.client.RedfishClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.io.Console;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A server's power: what it is, and how it is changed. */
final class BmcPowerCommand extends BmcCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOFT_PATIENCE = Duration.ofMinutes(10);

    private final PositionalParamSpec order =
            PositionalParamSpec.builder()
                    .index("1")
                    .paramLabel("ORDER")
                    .type(Order.class)
                    .required(true)
                    .description(
                            "status, on, off (at once), soft (asks the operating system), cycle,"
                                    + " reset or diag (an interrupt for a dump).")
                    .build();
    private final OptionSpec yes =
            Specs.flag(
                    "--yes",
                    "Ask no question before a running server is interrupted; needed where nobody"
                            + " can be asked, as in a script.");
    private final OptionSpec noWait =
            Specs.flag("--no-wait", "Do not wait until the server is in the new state.");
    private final SystemOption system;

    private int exitCode;

    BmcPowerCommand() {
        super(
                "power",
                "Says whether the server is on, or switches it.",
                "sideband bmc power ipmi://10.0.12.7 status --user admin --password-file secret",
                "sideband bmc power r12-u07 cycle --targets targets.yaml --yes");
        add(order, yes, noWait);
        system = new SystemOption(this);
    }

    /** What can be ordered. */
    private enum Order {
        STATUS(null),
        ON(Action.POWER_UP),
        OFF(Action.POWER_DOWN),
        CYCLE(Action.POWER_CYCLE),
        RESET(Action.HARD_RESET),
        SOFT(Action.SOFT_SHUTDOWN),
        DIAG(Action.DIAGNOSTIC_INTERRUPT);

        private final @Nullable Action action;

        Order(@Nullable Action action) {
            this.action = action;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (!confirmed()) {
            err().println("sideband: not confirmed, nothing was done");
            return 1;
        }
        super.call();
        return exitCode;
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        system.refuseForIpmi();
        Order wanted = order.getValue();
        Action action = wanted.action;
        if (action == null) {
            print(session, null);
        } else if (Specs.isSet(noWait)) {
            session.send(new ChassisControl(action));
            print(session, PowerOutcome.ACCEPTED);
        } else {
            PowerOutcome outcome;
            try (StatusLine line = statusLine()) {
                outcome =
                        new ChassisPower(session)
                                .perform(
                                        action,
                                        action == Action.SOFT_SHUTDOWN ? SOFT_PATIENCE : PATIENCE,
                                        (on, elapsed) ->
                                                line.say(
                                                        "power is %s, %d s"
                                                                .formatted(
                                                                        on ? "on" : "off",
                                                                        elapsed.toSeconds())));
            }
            print(session, outcome);
        }
    }

    @Override
    void run(RedfishClient client) throws Exception {
        Order wanted = order.getValue();
        var control = new RedfishControl(this, client, system.choose(client));
        PowerOutcome outcome = null;
        if (wanted.action != null) {
            Duration limit = wanted == Order.SOFT ? SOFT_PATIENCE : PATIENCE;
            outcome =
                    PowerOutcome.valueOf(
                            control.power(wanted.name(), Specs.isSet(noWait) ? null : limit)
                                    .name());
        }
        print(control.power(), outcome);
    }

    private void print(IpmiSession session, @Nullable PowerOutcome outcome)
            throws IpmiException, InterruptedException {
        print(session.send(new GetChassisStatus()).powerOn() ? "on" : "off", outcome);
    }

    private void print(String power, @Nullable PowerOutcome outcome) {
        if (outcome == PowerOutcome.NOT_REACHED || outcome == PowerOutcome.UNCERTAIN) {
            exitCode = 1;
        }
        if (bmc().json()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("power", power);
            if (outcome != null) {
                object.put("action", order.<Order>getValue().name().toLowerCase(Locale.ROOT));
                object.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
            }
            Json.print(out(), object);
        } else {
            out().println(
                            Tone.HEAD.on(power, bmc().terminal().colour())
                                    + (outcome == null ? "" : ": " + text(outcome)));
        }
        out().flush();
    }

    private static String text(PowerOutcome outcome) {
        return switch (outcome) {
            case REACHED -> "done";
            case ALREADY_THERE -> "it was so before, nothing was sent";
            case ACCEPTED -> "the BMC took the order";
            case NOT_REACHED -> "the server did not get there in time; look at its console";
            case UNCERTAIN -> "no answer came, so whether it was done is not known";
        };
    }

    /**
     * Whoever sits at a terminal is asked before a running server is interrupted.
     *
     * @throws ParameterException where nobody can be asked and the answer was not given beforehand
     */
    private boolean confirmed() {
        Order wanted = order.getValue();
        boolean harmless = wanted == Order.STATUS || wanted == Order.ON;
        if (harmless || Specs.isSet(yes)) {
            return true;
        }
        Optional<Console> person = Terminal.person();
        if (person.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "power %s interrupts the server of %s, and nobody can be asked here: add --yes"
                            .formatted(wanted.name().toLowerCase(Locale.ROOT), bmc().target()));
        }
        String answer =
                person.get()
                        .readLine(
                                "Power %s of %s: sure? [y/N] ",
                                wanted.name().toLowerCase(Locale.ROOT), bmc().target());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
