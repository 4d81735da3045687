package dev.sideband.bench;

import dev.sideband.bench.Moment.Rate;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.runtime.ConfigException;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Measures the collector: what a reading costs, beside a raw echo, and what a BMC takes. */
public final class CollectorBench {
    /** BMCs that are polled without a pause: enough for batches, few enough for any machine. */
    private static final int BUSY_BMCS = 50;

    /** Echo and polling take turns, so that what else the machine does hits both. */
    private static final int TURNS = 5;

    private static final Duration SETTLE = Duration.ofMillis(500);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Duration warmUp;
    private final Duration length;
    private final Consumer<String> progress;
    private final Duration interval;
    private final Duration fleetLength;

    /**
     * A benchmark that has not begun.
     *
     * @param warmUp before each measurement of a rate, so that the JVM has compiled what it runs
     * @param length of each such measurement
     * @param progress told what is being waited for
     */
    public CollectorBench(Duration warmUp, Duration length, Consumer<String> progress) {
        this(warmUp, length, progress, INTERVAL, INTERVAL.multipliedBy(2));
    }

    CollectorBench(
            Duration warmUp,
            Duration length,
            Consumer<String> progress,
            Duration interval,
            Duration fleetLength) {
        this.interval = interval;
        this.fleetLength = fleetLength;
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
        Rate echo = Rate.NONE;
        Rate rate = Rate.NONE;
        try (RawEcho raw = RawEcho.start(busy);
                SimulatedTargets targets =
                        SimulatedTargets.start(SimulatedTargets.Kind.IPMI, busy, interval);
                Polling polling = Polling.start(targets.read(), Long.MAX_VALUE)) {
            progress.accept("polling %d BMCs without a pause, and echoing".formatted(busy));
            polling.measure(warmUp, Duration.ZERO);
            polling.pause();
            turn(raw, warmUp);
            for (int n = 0; n < TURNS; n++) {
                echo = echo.plus(turn(raw, length.dividedBy(TURNS)));
                rate = rate.plus(turn(polling, length.dividedBy(TURNS)));
            }
        }
        progress.accept("polling %d BMCs every %d s".formatted(bmcs, interval.toSeconds()));
        FleetRun.Seen fleet = new FleetRun(interval, fleetLength, progress).run(bmcs);
        return new CollectorReport(
                bmcs,
                rate.cpuMicros(),
                rate.perSecond(),
                OptionalDouble.of(echo.perSecond()),
                OptionalDouble.of(echo.cpuMicros()),
                OptionalLong.of(fleet.bytesPerBmc()),
                OptionalLong.of(fleet.latePolls()),
                Optional.of(fleet.besideSick()),
                fleet.describe());
    }

    private static Rate turn(RawEcho echo, Duration length) throws InterruptedException {
        echo.resume();
        pause(SETTLE);
        Moment from = Moment.now(echo.count());
        pause(length);
        Rate rate = from.until(Moment.now(echo.count()));
        echo.pause();
        return rate;
    }

    private static Rate turn(Polling polling, Duration length)
            throws InterruptedException, ProbeException {
        polling.resume();
        pause(SETTLE);
        Moment from = Moment.now(polling.count());
        pause(length);
        Rate rate = from.until(Moment.now(polling.count()));
        polling.pause();
        polling.check();
        return rate;
    }

    private static void pause(Duration length) throws InterruptedException {
        new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
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
                Optional.empty(),
                "");
    }
}
