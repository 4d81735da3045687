package dev.sideband.bench;

import dev.sideband.bench.Moment.Rate;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.runtime.ConfigException;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Measures the collector: what a reading costs, beside a raw echo, and what a BMC takes. */
public final class CollectorBench {
    /** BMCs that are polled without a pause: enough for batches, few enough for any machine. */
    private static final int BUSY_BMCS = 50;

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration FLEET_LENGTH = INTERVAL.multipliedBy(2);

    private final Duration warmUp;
    private final Duration length;
    private final Consumer<String> progress;

    /**
     * A benchmark that has not begun.
     *
     * @param warmUp before each measurement of a rate, so that the JVM has compiled what it runs
     * @param length of each such measurement
     * @param progress told what is being waited for
     */
    public CollectorBench(Duration warmUp, Duration length, Consumer<String> progress) {
        this.warmUp = warmUp;
        this.length = length;
        this.progress = progress;
    }

    /**
     * Against simulated BMCs: first a few without a pause, then all of them as in life.
     *
     * @param bmcs how many there are in the second part
     */
    public CollectorReport simulated(int bmcs)
            throws IOException, ConfigException, ProbeException, InterruptedException {
        int busy = Math.min(bmcs, BUSY_BMCS);
        progress.accept("echoing datagrams with %d peers".formatted(busy));
        Rate echo;
        try (RawEcho raw = RawEcho.start(busy)) {
            echo = raw.measure(warmUp, length);
        }
        progress.accept("polling %d BMCs without a pause".formatted(busy));
        Rate rate;
        try (SimulatedTargets targets = SimulatedTargets.start(busy, INTERVAL);
                Polling polling = Polling.start(targets.read(), Long.MAX_VALUE)) {
            rate = polling.measure(warmUp, length);
        }
        progress.accept("polling %d BMCs every %d s".formatted(bmcs, INTERVAL.toSeconds()));
        FleetRun.Seen fleet = new FleetRun(INTERVAL, FLEET_LENGTH, progress).run(bmcs);
        return new CollectorReport(
                bmcs,
                rate.cpuMicros(),
                rate.perSecond(),
                OptionalDouble.of(echo.perSecond()),
                OptionalDouble.of(echo.cpuMicros()),
                OptionalLong.of(fleet.bytesPerBmc()),
                OptionalLong.of(fleet.latePolls()),
                fleet.describe());
    }

    /**
     * Against the BMCs of a targets file, without a pause.
     *
     * @param rounds how often each is read; the second half is measured
     */
    public CollectorReport of(TargetsFile targets, long rounds)
            throws IOException, ProbeException, InterruptedException {
        int bmcs = targets.targets().size();
        progress.accept("polling %d BMCs %d times without a pause".formatted(bmcs, rounds));
        try (Polling polling = Polling.start(targets, rounds)) {
            return withoutEcho(bmcs, polling.measureSecondHalf());
        }
    }

    /** As {@link #of(TargetsFile, long)}, for a time instead of a number of rounds. */
    public CollectorReport of(TargetsFile targets)
            throws IOException, ProbeException, InterruptedException {
        int bmcs = targets.targets().size();
        progress.accept("polling %d BMCs without a pause".formatted(bmcs));
        try (Polling polling = Polling.start(targets, Long.MAX_VALUE)) {
            return withoutEcho(bmcs, polling.measure(warmUp, length));
        }
    }

    private static CollectorReport withoutEcho(int bmcs, Rate rate) {
        return new CollectorReport(
                bmcs,
                rate.cpuMicros(),
                rate.perSecond(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "");
    }
}
