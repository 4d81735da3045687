package dev.sideband.bench;

import dev.sideband.avro.Target;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.poll.TargetState;
import dev.sideband.collector.probe.IpmiProbes;
import dev.sideband.collector.probe.ProbeFactory;
import dev.sideband.runtime.ConfigException;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A fleet polled as in life: the collector's own workers, each BMC at its place in the interval. At
 * any moment nearly all of them are idle with an open session, which is when memory is measured.
 */
final class FleetRun {
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int PERCENT = 100;

    /** Of so many BMCs one becomes sick. */
    private static final int ONE_OF = 20;

    private final Duration interval;
    private final Duration warmUp;
    private final Duration length;
    private final Consumer<String> progress;

    FleetRun(Duration interval, Duration length, Consumer<String> progress) {
        this(interval, Duration.ZERO, length, progress);
    }

    /**
     * A run that has not begun.
     *
     * @param warmUp between the first reading of all BMCs and what is measured
     */
    FleetRun(Duration interval, Duration warmUp, Duration length, Consumer<String> progress) {
        this.interval = interval;
        this.warmUp = warmUp;
        this.length = length;
        this.progress = progress;
    }

    /**
     * What was seen.
     *
     * @param startNanos until every BMC was logged in to and read once
     * @param sensors readings of a BMC in one poll, on average
     * @param cpuNanos of this process, once all were started
     * @param cpuShare of one CPU
     * @param bytesPerBmc with everything that the collector keeps of it
     * @param counted how far each of the counters went on
     * @param besideSick the same BMCs when some had become sick, after all the rest
     */
    record Seen(
            long startNanos,
            long failedAtStart,
            long polls,
            double sensors,
            long cpuNanos,
            double cpuShare,
            long latePolls,
            long failedPolls,
            long bytesPerBmc,
            List<Long> counted,
            BesideSick besideSick) {
        Seen {
            counted = List.copyOf(counted);
        }

        /** What a counter went on in one poll, on average. */
        double perPoll(int counter) {
            return (double) counted.get(counter) / Math.max(1, polls);
        }

        String describe() {
            return "started in %.1f s with %d failed polls; %.0f sensors a BMC; %.0f %% of a CPU, %d failed polls later"
                    .formatted(
                            startNanos / 1e9,
                            failedAtStart,
                            sensors,
                            cpuShare * PERCENT,
                            failedPolls);
        }
    }

    /** Makes some BMCs sick. */
    private interface Sickness {
        Sickness NONE = Set::of;

        /** Returns which ones. */
        Set<String> begin() throws IOException;
    }

    /** Polls simulated BMCs over IPMI, then once more with a twentieth of them sick. */
    Seen run(int bmcs) throws IOException, ConfigException, InterruptedException {
        try (var simulated = SimulatedTargets.start(SimulatedTargets.Kind.IPMI, bmcs, interval);
                IpmiProbes probes = IpmiProbes.open(InstantSource.system())) {
            return run(simulated.read(), probes, () -> simulated.sicken(ONE_OF));
        }
    }

    /**
     * Polls the BMCs of a file.
     *
     * @param counters what else is to be looked at where the measurement begins and ends
     */
    Seen run(TargetsFile file, ProbeFactory probes, LongSupplier... counters)
            throws IOException, InterruptedException {
        return run(file, probes, Sickness.NONE, counters);
    }

    private Seen run(
            TargetsFile file, ProbeFactory probes, Sickness sickness, LongSupplier... counters)
            throws IOException, InterruptedException {
        var sinks = new Discarded();
        long before = HeldMemory.bytes();
        var fleet = new Fleet(probes, sinks, sinks, file.credentials(), InstantSource.system());
        try {
            return run(fleet, file, sinks, before, sickness, List.of(counters));
        } finally {
            fleet.close(GRACE);
        }
    }

    private Seen run(
            Fleet fleet,
            TargetsFile file,
            Discarded sinks,
            long before,
            Sickness sickness,
            List<LongSupplier> counters)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        fleet.apply(changes(file));
        awaitStart(fleet, file.targets().size(), began);
        long started = System.nanoTime();
        var polling = fleet.counters();
        var times = new PollTimes(interval);
        polling.tell(times);
        long failedAtStart = polling.failedPolls();
        pause(warmUp);
        long failed = polling.failedPolls();
        long late = polling.latePolls();
        long polls = polling.polls();
        times.begin(Set.of());
        List<Long> counted = counters.stream().map(LongSupplier::getAsLong).toList();
        Moment from = Moment.now(sinks.readings());
        pause(length);
        Moment to = Moment.now(sinks.readings());
        PollTimes.Summary alone = times.summary();
        long polled = polling.polls() - polls;
        long latePolls = polling.latePolls() - late;
        long failedPolls = polling.failedPolls() - failed;
        List<Long> wentOn = wentOn(counters, counted);
        long bytes = (HeldMemory.bytes() - before) / file.targets().size();
        return new Seen(
                started - began,
                failedAtStart,
                polled,
                (double) (to.done() - from.done()) / Math.max(1, polled),
                to.cpuNanos() - from.cpuNanos(),
                (double) (to.cpuNanos() - from.cpuNanos()) / (to.nanos() - from.nanos()),
                latePolls,
                failedPolls,
                bytes,
                wentOn,
                besideSick(sickness, times, alone));
    }

    private BesideSick besideSick(Sickness sickness, PollTimes times, PollTimes.Summary alone)
            throws IOException, InterruptedException {
        Set<String> sick = sickness.begin();
        if (sick.isEmpty()) {
            return new BesideSick(alone, 0, alone);
        }
        progress.accept("polling on, with %d BMCs silent, slow or refusing".formatted(sick.size()));
        times.begin(sick);
        pause(length);
        return new BesideSick(alone, sick.size(), times.summary());
    }

    private static List<Long> wentOn(List<LongSupplier> counters, List<Long> before) {
        List<Long> wentOn = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            wentOn.add(counters.get(i).getAsLong() - before.get(i));
        }
        return wentOn;
    }

    private static Map<String, Optional<Target>> changes(TargetsFile file) {
        return file.targets().stream()
                .collect(Collectors.toMap(Target::getTarget, Optional::of, (a, _) -> a));
    }

    private void awaitStart(Fleet fleet, int bmcs, long began)
            throws IOException, InterruptedException {
        long reached = 0;
        while (reached < bmcs) {
            if (System.nanoTime() - began > LONGEST_START.toNanos()) {
                throw new IOException(
                        "%d of %d BMCs were not read after %d minutes; one of them: %s"
                                .formatted(
                                        bmcs - reached,
                                        bmcs,
                                        LONGEST_START.toMinutes(),
                                        unread(fleet)));
            }
            pause(LOOK_EVERY);
            long now = reached(List.copyOf(fleet.states().values()));
            if (now * 10 / bmcs > reached * 10 / bmcs) {
                progress.accept("%d %% of %d BMCs read".formatted(now * PERCENT / bmcs, bmcs));
            }
            reached = now;
        }
    }

    private static String unread(Fleet fleet) {
        return fleet.states().values().stream()
                .filter(state -> state.lastWhole() == null)
                .findFirst()
                .map(state -> "%s, %s".formatted(state.state(), state.detail()))
                .orElse("read just now");
    }

    private static long reached(List<TargetState> states) {
        return states.stream().filter(state -> state.lastWhole() != null).count();
    }

    private static void pause(Duration length) throws InterruptedException {
        new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
    }
}
