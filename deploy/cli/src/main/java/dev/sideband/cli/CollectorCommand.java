package dev.sideband.cli;

import dev.sideband.collector.config.CollectorFile;
import dev.sideband.collector.daemon.CollectorDaemon;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** A collector against the user's own Kafka and registry. */
@Command(
        name = "collector",
        description = "Polls BMCs, as a service, for your own Kafka and schema registry.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It polls what is on the topic \"targets\"; several collectors with one prefix share"
                    + " the work. Brokers or a registry that are away are waited for. Changed"
                    + " credentials and targets are taken over without a restart. SIGTERM stops it"
                    + " in order: sessions are closed, and nothing is lost. It logs to standard"
                    + " error.",
            "",
            "deploy/collector.yaml shows all that can be configured.",
            "",
            "Exit codes: 143 stopped by SIGTERM, as of every JVM; 1 the work failed; 2 wrong"
                    + " configuration.",
            "",
            "Examples:",
            "  sideband collector --config /etc/sideband/collector.yaml",
            "  sideband collector --config collector.yaml --check",
        })
final class CollectorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration file.")
    private Path config;

    @Option(
            names = "--check",
            description = "Only say whether the configuration is right, and the files it names.")
    private boolean check;

    @Override
    public Integer call() throws Exception {
        CollectorFile read = CollectorFile.read(config);
        if (check) {
            say(read);
            return 0;
        }
        Logs.toStandardError();
        try (StopSignal stop = StopSignal.listen()) {
            CollectorDaemon.run(config, read, stop::await);
        }
        return 0;
    }

    private void say(CollectorFile read) {
        var out = spec.commandLine().getOut();
        out.printf(
                "%s: right; collector %s, brokers %s, registry %s, topics %s*, %d credentials%s%n",
                config,
                read.collector().collectorId(),
                read.collector().bootstrapServers(),
                read.collector().registryUrl(),
                read.collector().topics().prefix(),
                read.collector().credentials().size(),
                read.targets()
                        .map(file -> ", %d targets to publish".formatted(file.targets().size()))
                        .orElse(""));
        out.flush();
    }
}
