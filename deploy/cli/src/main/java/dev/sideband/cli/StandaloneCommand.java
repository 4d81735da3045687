package dev.sideband.cli;

import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.push.PushOptions;
import dev.sideband.demo.LiveView;
import dev.sideband.demo.Standalone;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Everything on this machine for real BMCs. */
@Command(
        name = "standalone",
        description = "Watches the BMCs of a targets file with everything on this machine.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It brings its own broker and registry, for as long as it runs, and keeps its data over"
                    + " restarts. Ctrl-C stops it; what BMCs log meanwhile is read at the next"
                    + " start.",
            "",
            "Examples:",
            "  sideband standalone --targets targets.yaml",
            "  sideband standalone --targets targets.yaml --data /var/lib/sideband --for 10m",
            "  sideband standalone --targets targets.yaml --webhook-port 8444"
                    + " --webhook-url https://10.0.0.5:8444"
                    + " --webhook-cert cert.pem --webhook-key key.pem",
        })
final class StandaloneCommand implements Callable<Integer> {
    private static final String LOG = "sideband.log";

    @Spec private CommandSpec spec;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            required = true,
            description = "The targets file; read again when it changes.")
    private Path targets;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where data and log are kept (~/.local/state/sideband/standalone).")
    private Path data = RunningInstance.stateFolder().resolve("standalone");

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "End after this time, such as 90s or 10m.")
    private Optional<Duration> limit = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The page's port (${DEFAULT-VALUE}); 0: any free one.")
    private int port = 8080;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "The broker's port (${DEFAULT-VALUE}); 0: any free one.")
    private int kafkaPort = 9092;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            description = "The registry's port (${DEFAULT-VALUE}); 0: any free one.")
    private int registryPort = 8081;

    @Option(
            names = "--pet-port",
            paramLabel = "PORT",
            description =
                    "Receive the BMCs' platform event traps (SNMP) on this UDP port, usually 162,"
                            + " and look at once at a BMC that sends one; 0: any free one. Without"
                            + " it none are received.")
    private Optional<Integer> petPort = Optional.empty();

    @Option(
            names = "--commands",
            paramLabel = "FILE",
            description =
                    "What `sideband command` may do: a file with the keys enabled, allow, guard and"
                            + " expire-after, as under commands: in a collector's configuration."
                            + " Without it nothing.")
    private Optional<Path> commands = Optional.empty();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "Serve the collector's metrics for Prometheus on this TCP port of this machine"
                            + " alone, at /metrics; 0: any free one.")
    private Optional<Integer> metricsPort = Optional.empty();

    @ArgGroup(exclusive = false, heading = "%nPush over Redfish:%n")
    private PushArguments push = new PushArguments();

    @Override
    public Integer call() throws Exception {
        var options =
                new Standalone.Options(
                        targets,
                        data,
                        kafkaPort,
                        registryPort,
                        port,
                        Installation.registry(),
                        petPort.map(this::petTraps),
                        push(),
                        commands(),
                        metricsPort.map(this::checked));
        Files.createDirectories(data);
        Logs.toFile(data.resolve(LOG));
        var progress = new Progress(spec.commandLine().getErr());
        try (StopSignal stop = StopSignal.listen();
                Standalone standalone = Standalone.start(options, progress)) {
            RunningInstance.announce(standalone.bootstrapServers(), standalone.registryUrl());
            var out = spec.commandLine().getOut();
            out.printf("page      %s%n", standalone.page());
            out.printf("kafka     %s%n", standalone.bootstrapServers());
            out.printf("registry  %s%n", standalone.registryUrl());
            standalone
                    .petReceiver()
                    .ifPresent(traps -> out.printf("traps     UDP port %d%n", traps.port()));
            standalone
                    .webhookReceiver()
                    .ifPresent(events -> out.printf("webhook   TCP port %d%n", events.port()));
            standalone
                    .metrics()
                    .ifPresent(server ->
                            out.printf("metrics   http://127.0.0.1:%d/metrics%n", server.port()));
            out.printf("log       %s%n", data.resolve(LOG));
            out.flush();
            var view = new LiveView(out, LiveView.Style.ofEnvironment());
            standalone.run(view, limit, stop::await);
        }
        return 0;
    }

    private CommandOptions commands() throws ConfigException {
        return commands.isEmpty()
                ? CommandOptions.OFF
                : YamlFile.read(commands.get(), CommandOptions.class);
    }

    private PushOptions push() {
        try {
            return push.options();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--" + String.valueOf(e.getMessage()), e);
        }
    }

    private int checked(int port) {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--metrics-port: is %d: use 0 to 65535".formatted(port));
        }
        return port;
    }

    private PetOptions petTraps(int onPort) {
        try {
            return PetOptions.onPort(onPort);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--" + String.valueOf(e.getMessage()), e);
        }
    }
}
