package dev.sideband.collector.share;

import dev.sideband.avro.Target;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.publish.Membership;
import dev.sideband.collector.publish.PartitionWriter;
import dev.sideband.collector.publish.PartitionWriters;

import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One partition from its assignment until it is let go. All but its opening is the group's
 * thread's.
 */
final class OwnedPartition {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(OwnedPartition.class);

    private final int number;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** What was read and not yet handed to the fleet. */
    private final Map<String, Optional<Target>> changes = new HashMap<>();

    private volatile @Nullable PartitionWriter writer;
    private volatile boolean opened;
    private boolean read;
    private boolean running;
    private Thread opener = new Thread();

    OwnedPartition(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Opens the writer and has every hook prepare, again and again until that is done. */
    void open(
            PartitionWriters writers,
            Membership membership,
            List<PartitionHook> hooks,
            Semaphore gate) {
        opener =
                Thread.ofVirtual()
                        .name("opener-" + number)
                        .start(() -> openUntilDone(writers, membership, hooks, gate));
    }

    private void openUntilDone(
            PartitionWriters writers,
            Membership membership,
            List<PartitionHook> hooks,
            Semaphore gate) {
        try {
            boolean done = false;
            while (!done && ended.getCount() > 0) {
                // So that one who was given up for dead does not fence its successor.
                done =
                        membership.confirm(CONFIRMATION)
                                && tryToOpen(writers, membership, hooks, gate);
                if (!done) {
                    var _ = ended.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | InterruptException cut) {
            LOG.atDebug().addKeyValue("partition", number).log("let go before it was open");
        }
    }

    private boolean tryToOpen(
            PartitionWriters writers,
            Membership membership,
            List<PartitionHook> hooks,
            Semaphore gate)
            throws InterruptedException {
        gate.acquire();
        try {
            PartitionWriter present = writer;
            PartitionWriter mine = present == null ? writers.open(number, membership) : present;
            writer = mine;
            for (PartitionHook hook : hooks) {
                hook.opened(number, mine);
            }
            opened = true;
            return true;
        } catch (InterruptedException | InterruptException cut) {
            throw cut;
        } catch (Exception failure) {
            LOG.atWarn()
                    .addKeyValue("partition", number)
                    .addKeyValue("failure", failure.toString())
                    .log("a partition could not be taken over; trying again");
            return false;
        } finally {
            gate.release();
        }
    }

    /** Takes note of what the topic says. */
    void changed(Map<String, Optional<Target>> targets) {
        changes.putAll(targets);
    }

    /** The topic has been read to its end. */
    void readToEnd() {
        read = true;
    }

    boolean isReadToEnd() {
        return read;
    }

    /**
     * Hands to the fleet what is there, once all is prepared.
     *
     * @return whether its BMCs are polled since this call
     */
    boolean advance(Fleet fleet) {
        PartitionWriter mine = writer;
        if (!read || !opened || mine == null || (running && changes.isEmpty())) {
            return false;
        }
        boolean begins = !running;
        running = true;
        fleet.apply(new Fleet.Part(number, mine), changes);
        changes.clear();
        return begins;
    }

    boolean isRunning() {
        return running;
    }

    /** Its BMCs are not polled any more, and are to be again by the next {@link #advance}. */
    void rested(List<Target> polled) {
        running = false;
        polled.forEach(target -> changes.putIfAbsent(target.getTarget(), Optional.of(target)));
    }

    /** Ends the opening, if it is still going on. */
    void stopOpening() {
        ended.countDown();
        opener.interrupt();
    }

    void awaitOpener(Duration limit) throws InterruptedException {
        if (opener.getState() != Thread.State.NEW) {
            opener.join(limit);
        }
    }

    /** The writer, where it got so far. */
    Optional<PartitionWriter> writer() {
        return Optional.ofNullable(writer);
    }
}
