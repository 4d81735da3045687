package dev.sideband.cli;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.runtime.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        subcommands = DiscoverCommand.class,
        footer = {
            "",
            "Examples:",
            "  sideband targets discover 10.0.12.0/24 --out targets.yaml",
            "  sideband targets check targets.yaml",
            "  sideband targets publish targets.yaml --config collector.yaml",
        })
final class TargetsCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: check, publish, discover");
    }

    @Command(
            name = "check",
            description = "Says whether a targets file and the secrets that it names are right.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE", description = "The targets file.") Path file)
            throws ConfigException {
        var found = TargetsFile.read(file);
        say(
                "%s: right; %d targets, %d credentials",
                file, found.targets().size(), found.credentials().size());
        return 0;
    }

    @Command(
            name = "publish",
            description = "Makes the topic \"targets\" say what a targets file says.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "What is on the topic and not in the file is taken off, and polled no more. Secrets"
                        + " stay here: the topic has only the names of credentials, which may be"
                        + " those in the file or those of the collector's configuration.",
                "",
                "Examples:",
                "  sideband targets publish targets.yaml",
                "  sideband targets publish targets.yaml --config collector.yaml",
                "  sideband targets publish targets.yaml --bootstrap-servers kafka:9092"
                        + " --registry http://registry:8081",
            })
    int publish(
            @Parameters(paramLabel = "FILE", description = "The targets file.") Path file,
            @Mixin BrokerOptions brokers)
            throws ConfigException, InterruptedException {
        CollectorConfig collector = brokers.collector("publish");
        var targets = TargetsFile.read(file, collector.credentials());
        var changes =
                new TargetsPublisher(
                                collector.clients("targets"),
                                collector.topics(),
                                collector.connectRegistry())
                        .publish(targets.targets());
        say(
                "%s: published; %d written, %d removed, %d unchanged",
                file, changes.written(), changes.removed(), changes.unchanged());
        return 0;
    }

    private void say(String format, Object... values) {
        var out = spec.commandLine().getOut();
        out.printf(format + "%n", values);
        out.flush();
    }
}
