package dev.sideband.cli;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.config.CollectorFile;
import dev.sideband.runtime.ConfigException;
import dev.sideband.schemas.Topics;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where brokers and registry are: those of a collector's configuration file, those that are named,
 * or those of what runs on this machine.
 */
final class BrokerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A collector's configuration file; its brokers and registry are used.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"--bootstrap-servers", "--bootstrap"},
            paramLabel = "HOST:PORT",
            description = "The brokers.")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry.")
    private Optional<String> registry = Optional.empty();

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What the topics' names begin with (sideband.).")
    private Optional<String> prefix = Optional.empty();

    /** What {@code --config} says; else a collector of that name that has nothing else. */
    CollectorConfig collector(String id) throws ConfigException {
        if (config.isPresent()) {
            if (bootstrapServers.isPresent() || registry.isPresent() || prefix.isPresent()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--config names brokers, registry and prefix: leave the others out");
            }
            return CollectorFile.read(config.get()).collector();
        }
        Optional<RunningInstance> running = RunningInstance.find();
        String kafka =
                bootstrapServers
                        .or(() -> running.map(RunningInstance::kafka))
                        .orElseThrow(() -> missing("--bootstrap-servers"));
        String url =
                registry.or(() -> running.map(RunningInstance::registry))
                        .orElseThrow(() -> missing("--registry"));
        return new CollectorConfig(kafka, url, topics(), id, Map.of(), Map.of());
    }

    private Topics topics() {
        try {
            return new Topics(prefix.orElse(Topics.DEFAULT_PREFIX));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private ParameterException missing(String option) {
        return new ParameterException(
                spec.commandLine(),
                "nothing of Sideband runs on this machine: name %s, or a --config"
                        .formatted(option));
    }
}
