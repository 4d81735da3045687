package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.log.BmcLogs;
import dev.sideband.redfish.log.FollowedLogs;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a BMC's Redfish logs on a thread of their own, one read at a time: a log takes 20 s on some
 * BMCs, and readings need not wait for it. What a read found is kept until it is asked for.
 *
 * <p>It belongs to the thread that owns the BMC.
 */
final class LogsAside implements AutoCloseable {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private final String target;
    private final RedfishLogs logs;
    private @Nullable Errand errand;

    LogsAside(String target, RedfishLogs logs) {
        this.target = target;
        this.logs = logs;
    }

    /**
     * Reads what is behind {@code from}, as {@link RedfishLogs#read}.
     *
     * @param patience how long to wait; what takes longer goes on, and is for the next call
     * @return nothing new where the read is still under way
     */
    LogDelta read(@Nullable LogPosition from, boolean selByIpmi, Duration patience)
            throws RedfishException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        FollowedLogs start = RedfishPositions.from(from);
        Errand present = errand;
        if (present != null && !present.isFor(start, selByIpmi)) {
            // Nobody asks for that any more; but two reads would be two too many for the BMC.
            if (!present.endsBefore(until)) {
                return new LogDelta(List.of(), from, false);
            }
            present = null;
        }
        if (present == null) {
            present = new Errand(start, selByIpmi);
            errand = present;
        }
        if (!present.endsBefore(until)) {
            return new LogDelta(List.of(), from, false);
        }
        errand = null;
        return logs.delta(from, start, present.result());
    }

    /** Reads once more, and says whether nothing came behind {@code from} in any of the logs. */
    boolean isReadToEnd(LogPosition from, boolean selByIpmi)
            throws RedfishException, InterruptedException {
        logs.expectNews();
        LogDelta since = read(from, selByIpmi, LONGEST_LOOK);
        return errand == null
                && since.entries().isEmpty()
                && !since.more()
                && from.equals(since.position())
                && logs.isReadToEnd();
    }

    /** Whether a log is being read, or what was read was not asked for yet. */
    boolean isUnderWay() {
        return errand != null;
    }

    /** Cuts off what is under way; nothing is asked of the BMC afterwards. */
    @Override
    public void close() {
        Errand present = errand;
        errand = null;
        if (present != null) {
            present.cutOff();
        }
    }

    /** One read. */
    private final class Errand {
        private final FollowedLogs start;
        private final boolean selByIpmi;
        private final FutureTask<BmcLogs.Batch> task;
        private final Thread thread;

        private Errand(FollowedLogs start, boolean selByIpmi) {
            this.start = start;
            this.selByIpmi = selByIpmi;
            task = new FutureTask<>(() -> logs.readFrom(start, selByIpmi));
            thread = Thread.ofVirtual().name("logs-" + target).start(task);
        }

        private boolean isFor(FollowedLogs otherStart, boolean otherSelByIpmi) {
            return selByIpmi == otherSelByIpmi && start.equals(otherStart);
        }

        private boolean endsBefore(long nanoTime) throws InterruptedException {
            try {
                task.get(Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException _) {
                return false;
            } catch (ExecutionException _) {
                return true;
            }
        }

        private BmcLogs.Batch result() throws RedfishException, InterruptedException {
            try {
                return task.get();
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RedfishException failure -> throw failure;
                    case RuntimeException unforeseen -> throw unforeseen;
                    case Error unforeseen -> throw unforeseen;
                    case null, default -> throw new IllegalStateException(failed);
                }
            }
        }

        private void cutOff() {
            task.cancel(true);
            boolean interrupted = false;
            boolean over = false;
            while (!over) {
                try {
                    thread.join();
                    over = true;
                } catch (InterruptedException e) {
                    // Its session is deleted next, so it must be over first.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
