package dev.sideband.bench;

import dev.sideband.avro.Target;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.poll.TargetState;
import dev.sideband.collector.probe.IpmiProbes;
import dev.sideband.runtime.ConfigException;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    private final Duration interval;
    private final Duration length;
    private final Consumer<String> progress;

    FleetRun(Duration interval, Duration length, Consumer<String> progress) {
        this.interval = interval;
        this.length = length;
        this.progress = progress;
    }

    /**
     * What was seen.
     *
     * @param startNanos until every BMC was logged in to and read once
     * @param sensors readings of a BMC in one poll, on average
     * @param cpuShare of one CPU, once all were started
     * @param bytesPerBmc with everything that the collector keeps of it
     */
    record Seen(
            long startNanos,
            long failedAtStart,
            double sensors,
            double cpuShare,
            long latePolls,
            long failedPolls,
            long bytesPerBmc) {
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

    Seen run(int bmcs) throws IOException, ConfigException, InterruptedException {
        try (var simulated = SimulatedTargets.start(bmcs, interval)) {
            TargetsFile file = simulated.read();
            InstantSource clock = InstantSource.system();
            try (IpmiProbes probes = IpmiProbes.open(clock)) {
                var sinks = new Discarded();
                long before = HeldMemory.bytes();
                var fleet = new Fleet(probes, sinks, sinks, file.credentials(), clock);
                try {
                    return run(fleet, file, sinks, before);
                } finally {
                    fleet.close(GRACE);
                }
            }
        }
    }

    private Seen run(Fleet fleet, TargetsFile file, Discarded sinks, long before)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        fleet.apply(changes(file));
        awaitStart(fleet, file.targets().size(), began);
        long started = System.nanoTime();
        var counters = fleet.counters();
        long failedAtStart = counters.failedPolls();
        long late = counters.latePolls();
        long polls = counters.polls();
        Moment from = Moment.now(sinks.readings());
        pause(length);
        Moment to = Moment.now(sinks.readings());
        return new Seen(
                started - began,
                failedAtStart,
                (double) (to.done() - from.done()) / Math.max(1, counters.polls() - polls),
                (double) (to.cpuNanos() - from.cpuNanos()) / (to.nanos() - from.nanos()),
                counters.latePolls() - late,
                counters.failedPolls() - failedAtStart,
                (HeldMemory.bytes() - before) / file.targets().size());
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
