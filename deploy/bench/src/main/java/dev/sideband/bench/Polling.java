package dev.sideband.bench;

import dev.sideband.avro.Target;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.probe.IpmiProbes;
import dev.sideband.collector.probe.Observation;
import dev.sideband.collector.probe.Probe;
import dev.sideband.collector.probe.ProbeException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Polls BMCs as fast as they answer: the collector's own probes, a virtual thread each, one round
 * of all sensors after the other, and one command in flight a BMC.
 */
final class Polling implements AutoCloseable {
    /** Rounds that may fail for one BMC, one after the other: a busy machine loses datagrams. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final IpmiProbes probes;
    private final long rounds;
    private final LongAdder readings = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch halfway;
    private final CountDownLatch ended;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean stopping;
    private volatile @Nullable ProbeException failure;

    private Polling(IpmiProbes probes, long rounds, int bmcs) {
        this.probes = probes;
        this.rounds = rounds;
        this.halfway = new CountDownLatch(bmcs);
        this.ended = new CountDownLatch(bmcs);
    }

    /**
     * Begins.
     *
     * @param rounds after which it ends by itself
     */
    static Polling start(TargetsFile file, long rounds) throws IOException {
        InstantSource clock = InstantSource.system();
        var polling = new Polling(IpmiProbes.open(clock), rounds, file.targets().size());
        for (Target target : file.targets()) {
            Probe probe =
                    polling.probes.probe(target, file.credentials().get(target.getCredentials()));
            Duration interval = Duration.ofMillis(target.getIntervalMs());
            polling.threads.add(Thread.ofVirtual().start(() -> polling.run(probe, interval)));
        }
        return polling;
    }

    private void run(Probe probe, Duration interval) {
        try (probe) {
            int failed = 0;
            for (long round = 0; round < rounds && !stopping; round++) {
                if (round == rounds / 2) {
                    halfway.countDown();
                }
                gate.await();
                try {
                    Observation seen = probe.observe(interval);
                    readings.add(seen.good());
                    failed = 0;
                } catch (ProbeException problem) {
                    if (++failed == FAILURES_IN_A_ROW) {
                        failure = problem;
                        return;
                    }
                }
            }
        } catch (InterruptedException cut) {
            // Then this one is done.
        } finally {
            halfway.countDown();
            ended.countDown();
        }
    }

    /** What readings cost and how many there are in {@code length}, after {@code warmUp}. */
    Moment.Rate measure(Duration warmUp, Duration length)
            throws InterruptedException, ProbeException {
        await(warmUp);
        Moment from = Moment.now(readings.sum());
        await(length);
        return from.until(Moment.now(readings.sum()));
    }

    /** The same for the second half of all rounds. */
    Moment.Rate measureSecondHalf() throws InterruptedException, ProbeException {
        halfway.await();
        Moment from = Moment.now(readings.sum());
        ended.await();
        Moment to = Moment.now(readings.sum());
        check();
        return from.until(to);
    }

    /** Lets the rounds that are under way end, and begins no others. */
    void pause() {
        gate = new CountDownLatch(1);
    }

    void resume() {
        gate.countDown();
    }

    /** How many readings there were; absent sensors do not count, though they are asked. */
    long count() {
        return readings.sum();
    }

    private void await(Duration length) throws InterruptedException, ProbeException {
        ended.await(length.toMillis(), TimeUnit.MILLISECONDS);
        check();
    }

    void check() throws ProbeException {
        ProbeException problem = failure;
        if (problem != null) {
            throw problem;
        }
    }

    /** Lets the rounds that are under way end, and closes all sessions. */
    @Override
    public void close() {
        stopping = true;
        resume();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException cut) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        probes.close();
    }
}
