package dev.sideband.cli;

import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.redfish.client.RedfishClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** A subcommand of {@code bmc}: logs in at one BMC and does one thing there. */
abstract class BmcCommand implements Callable<Integer> {
    private final CommandSpec spec;
    private final BmcOptions bmc;

    BmcCommand(String name, String description, String... examples) {
        spec = Specs.command(this, name, description, examples);
        bmc = new BmcOptions(spec);
    }

    /** The command that all of them are under. */
    static CommandSpec group() {
        return Specs.group(
                "bmc",
                "Asks one BMC, without Kafka.",
                "sideband bmc info ipmi://10.0.12.7 --user monitor --password-file secret",
                "sideband bmc sensors r12-u07 --targets targets.yaml",
                "sideband bmc sensors redfish://10.0.12.8 --user monitor --password-file secret"
                        + " --ca-file ca.pem",
                "SIDEBAND_PASSWORD=... sideband bmc events ipmi://10.0.12.7:623 --user monitor"
                        + " --json",
                "sideband bmc console r12-u07 --targets targets.yaml");
    }

    /** Does the work with an open session, which is closed afterwards. */
    abstract void run(IpmiSession session) throws Exception;

    /** Does the work over Redfish; where a command does not, it says so. */
    void run(RedfishClient client) throws Exception {
        throw new ParameterException(
                spec.commandLine(),
                "%s of %s goes by IPMI only: name the BMC as ipmi://host"
                        .formatted(spec.name(), bmc.target()));
    }

    @Override
    public Integer call() throws Exception {
        try (var _ = new EndOfProcess()) {
            bmc.connect(session -> run(session), client -> run(client));
        }
        return 0;
    }

    CommandSpec spec() {
        return spec;
    }

    BmcOptions bmc() {
        return bmc;
    }

    /** Adds what only this command takes. */
    void add(ArgSpec... args) {
        for (ArgSpec arg : args) {
            spec.add(arg);
        }
    }

    /** Where a slow BMC's progress is shown; nowhere with {@code --json}. */
    StatusLine statusLine() {
        return new StatusLine(err(), bmc.terminal().progress() && !bmc.json());
    }

    /** Says on standard error what did not go as it should. */
    void warn(@Nullable String text) {
        err().println("sideband: " + text);
        err().flush();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
