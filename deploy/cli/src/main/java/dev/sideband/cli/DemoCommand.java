package dev.sideband.cli;

import dev.sideband.demo.Demo;
import dev.sideband.demo.LiveView;
import dev.sideband.demo.Summary;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Everything on this machine, with a simulated fleet. */
@Command(
        name = "demo",
        description = "Shows everything on this machine with a simulated fleet.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Broker, registry, BMCs that live by one physical model and break now and then,"
                    + " collector,",
            "processor and page; everything on 127.0.0.1, nothing is kept.",
            "",
            "Examples:",
            "  sideband demo",
            "  sideband demo --bmcs 200 --seed 7",
            "  sideband demo --bmcs 20 --for 90s --json",
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration CYCLE = Duration.ofSeconds(90);
    private static final int MAX_BMCS = 10_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--bmcs",
            paramLabel = "N",
            description = "How many BMCs to simulate (${DEFAULT-VALUE}).")
    private int bmcs = 20;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "End by itself after this time, such as 90s or 10m, with a summary.")
    private Optional<Duration> limit = Optional.empty();

    @Option(names = "--headless", description = "No live view; plain lines.")
    private boolean headless;

    @Option(names = "--json", description = "Nothing but the summary, as one JSON object.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "What happens follows from it (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The page's port (${DEFAULT-VALUE}); 0: any free one.")
    private int port = 8080;

    @Override
    public Integer call() throws Exception {
        if (bmcs < 1 || bmcs > MAX_BMCS) {
            throw new ParameterException(
                    spec.commandLine(), "--bmcs %d: give 1 to %d".formatted(bmcs, MAX_BMCS));
        }
        Path state = RunningInstance.stateFolder();
        Files.createDirectories(state);
        Path log = state.resolve("demo.log");
        Logs.toFile(log);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        var options = new Demo.Options(bmcs, seed, CYCLE, port, Installation.registry());
        Summary summary;
        try (StopSignal stop = StopSignal.listen();
                Demo demo = Demo.start(options, new Progress(err))) {
            RunningInstance.announce(demo.bootstrapServers(), demo.registryUrl());
            PrintWriter people = json ? err : out;
            people.printf("page  %s%nlog   %s%n%n", demo.page(), log);
            people.flush();
            var style = LiveView.Style.ofEnvironment();
            var view = new LiveView(people, headless || json ? style.plain() : style);
            summary = demo.run(view, limit, stop::await);
        }
        if (json) {
            Json.print(out, summary.toJson());
        } else {
            summary.print(out);
        }
        out.flush();
        return summary.lost() == 0 && summary.duplicated() == 0 ? 0 : 1;
    }
}
