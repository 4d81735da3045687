package dev.sideband.bench;

import dev.sideband.collector.probe.RedfishProbes;
import dev.sideband.runtime.ConfigException;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Measures what it takes to poll simulated BMCs over HTTPS, as in life and without Kafka. */
public final class RedfishBench {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** All inventories are read then; it is once an hour that they are read again. */
    private static final int INTERVALS_OF_WARM_UP = 2;

    private static final int INTERVALS = 4;

    private final Duration interval;
    private final Consumer<String> progress;

    /**
     * A benchmark that has not begun.
     *
     * @param progress told what is being waited for
     */
    public RedfishBench(Consumer<String> progress) {
        this(INTERVAL, progress);
    }

    RedfishBench(Duration interval, Consumer<String> progress) {
        this.interval = interval;
        this.progress = progress;
    }

    /** Polls {@code bmcs} BMCs that have Thermal and Power, of five makers. */
    public RedfishReport run(int bmcs) throws IOException, ConfigException, InterruptedException {
        progress.accept("polling %d BMCs every %d s".formatted(bmcs, interval.toSeconds()));
        var run =
                new FleetRun(
                        interval,
                        interval.multipliedBy(INTERVALS_OF_WARM_UP),
                        interval.multipliedBy(INTERVALS),
                        progress);
        try (var simulated = SimulatedTargets.start(SimulatedTargets.Kind.REDFISH, bmcs, interval);
                var probes = new RedfishProbes(InstantSource.system())) {
            var requests = probes.requests();
            FleetRun.Seen seen =
                    run.run(
                            simulated.read(),
                            probes,
                            requests::ofReadings,
                            requests::ofLogsAndParts);
            return new RedfishReport(bmcs, seen, seen.perPoll(0), seen.perPoll(1));
        }
    }
}
