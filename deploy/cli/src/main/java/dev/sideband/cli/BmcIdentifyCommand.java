package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.chassis.ChassisIdentify;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.redfish.client.RedfishClient;

import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The light by which a server is found in its rack. */
final class BmcIdentifyCommand extends BmcCommand {
    private static final Duration USUAL = Duration.ofSeconds(15);

    private final PositionalParamSpec light =
            PositionalParamSpec.builder()
                    .index("1")
                    .arity("0..1")
                    .paramLabel("LIGHT")
                    .type(String.class)
                    .description(
                            "on (until switched off), off, or for how many seconds, at most 255;"
                                + " without it 15 seconds. Redfish knows on and off only; without a"
                                + " word it is on.")
                    .build();
    private final SystemOption system;

    BmcIdentifyCommand() {
        super(
                "identify",
                "Lights the lamp by which the server is found in its rack.",
                "sideband bmc identify ipmi://10.0.12.7 60 --user admin --password-file secret",
                "sideband bmc identify r12-u07 off --targets targets.yaml");
        add(light);
        system = new SystemOption(this);
    }

    @Override
    public Integer call() throws Exception {
        // A wrong word is said before anybody logs in.
        command();
        return super.call();
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        system.refuseForIpmi();
        ChassisIdentify command = command();
        session.send(command);
        String state =
                session.send(new GetChassisStatus())
                        .identifyState()
                        .name()
                        .toLowerCase(Locale.ROOT);
        if (bmc().json()) {
            Json.print(out(), Map.of("identify", state));
        } else {
            out().println(
                            switch (state) {
                                case "off" -> "the light is off";
                                case "temporary" ->
                                        "the light is on for %d s".formatted(command.seconds());
                                case "indefinite" -> "the light is on until it is switched off";
                                default ->
                                        "the BMC took the order; it does not say how the light is";
                            });
        }
        out().flush();
    }

    @Override
    void run(RedfishClient client) throws Exception {
        String text = light.getValue();
        boolean off = "off".equals(text);
        if (!off && text != null && !text.equals("on")) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Redfish lights no lamp for a time: say on, and off afterwards");
        }
        new RedfishControl(this, client, system.choose(client)).light(!off);
    }

    private ChassisIdentify command() {
        String text = light.getValue();
        try {
            return switch (text) {
                case null -> ChassisIdentify.during(USUAL);
                case "on" -> ChassisIdentify.on();
                case "off" -> ChassisIdentify.off();
                default -> ChassisIdentify.during(Duration.ofSeconds(Long.parseLong(text)));
            };
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec().commandLine(),
                    "\"%s\" is neither on nor off nor a number of seconds".formatted(text),
                    e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
