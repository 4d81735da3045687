package dev.sideband.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One BMC from the shell, without Kafka. */
@Command(
        name = "bmc",
        description = "Asks one BMC, without Kafka.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BmcInfoCommand.class,
            BmcSensorsCommand.class,
            BmcEventsCommand.class,
        },
        footer = {
            "",
            "Examples:",
            "  sideband bmc info ipmi://10.0.12.7 --user monitor --password-file secret",
            "  sideband bmc sensors r12-u07 --targets targets.yaml",
            "  SIDEBAND_PASSWORD=... sideband bmc events ipmi://10.0.12.7:623 --user monitor"
                    + " --json",
        })
final class BmcCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to ask the BMC for: info, sensors or events");
    }
}
