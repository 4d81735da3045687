package dev.sideband.cli;

import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.runtime.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** What can be done with a targets file. */
@Command(
        name = "targets",
        description = "Works with targets files.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  sideband targets check targets.yaml"})
final class TargetsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: check");
    }

    @Command(
            name = "check",
            description = "Says whether a targets file and the secrets that it names are right.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE", description = "The targets file.") Path file)
            throws ConfigException {
        var found = TargetsFile.read(file);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: right; %d targets, %d credentials%n",
                        file, found.targets().size(), found.credentials().size());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
