package dev.sideband.collector.poll;

import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Target;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.LogDelta;
import dev.sideband.collector.probe.Probe;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.RecordMapper;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Brings the log of one BMC to its topic. Where it goes on is always what the topic says; what was
 * not committed is read from the BMC again.
 */
final class LogFollower {
    /** How long to wait until records are on their topic, at most. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Probe probe;
    private final LogSink sink;
    private final InstantSource clock;
    private final Duration patience;

    private @Nullable CompletableFuture<LogSink.Result> underway;
    private Duration waited = Duration.ZERO;
    private boolean news;

    LogFollower(Probe probe, LogSink sink, InstantSource clock, Duration interval) {
        this.probe = probe;
        this.sink = sink;
        this.clock = clock;
        Duration half = interval.dividedBy(2);
        this.patience = half.compareTo(LONGEST_WAIT) < 0 ? half : LONGEST_WAIT;
    }

    /**
     * Reads on until the log ends or {@code enough} holds, at least one part of it.
     *
     * @return what is wrong with the log alone; null where nothing is
     * @throws ProbeException where something is wrong with the BMC
     */
    @Nullable String follow(Target target, BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        if (underway != null && !underway.isDone()) {
            // The brokers are away. The records wait in the BMC meanwhile.
            return null;
        }
        try {
            boolean more = true;
            while (more) {
                more = readPart(target) && !enough.getAsBoolean();
            }
            return null;
        } catch (ProbeException failure) {
            if (isOfTheLogAlone(failure.reason())) {
                return failure.getMessage();
            }
            throw failure;
        }
    }

    /** True where it is on its topic and there is more behind it. */
    private boolean readPart(Target target) throws ProbeException, InterruptedException {
        LogPosition from = sink.position(target.getTarget());
        LogDelta delta = probe.readLog(from);
        LogPosition to = delta.position();
        news |= !delta.entries().isEmpty();
        if (to == null || to.equals(from)) {
            return false;
        }
        underway = sink.commit(RecordMapper.batch(target, from, delta, to));
        return isWritten(underway) && delta.more();
    }

    private boolean isWritten(CompletableFuture<LogSink.Result> result)
            throws InterruptedException {
        Instant began = clock.instant();
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS).written();
        } catch (TimeoutException stillUnderway) {
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } finally {
            waited = waited.plus(Duration.between(began, clock.instant()));
        }
    }

    /** Whether all that was read is on its topic. */
    boolean isSettled() {
        CompletableFuture<LogSink.Result> last = underway;
        return last == null || (last.isDone() && last.join().written());
    }

    /** A poll begins: nothing was waited for, and nothing new found yet. */
    void begin() {
        waited = Duration.ZERO;
        news = false;
    }

    /** Whether there was anything new since the poll began. */
    boolean broughtNews() {
        return news;
    }

    /** How long this poll waited for brokers, which is none of the BMC's doing. */
    Duration waited() {
        return waited;
    }

    /** The BMC answered, but not about its log: its sensors are still worth reading. */
    private static boolean isOfTheLogAlone(FailureReason reason) {
        return switch (reason) {
            case REFUSED, PRIVILEGE, MALFORMED -> true;
            case NO_ROUTE, NO_CIPHER, BAD_USER, BAD_PASSWORD, SESSIONS_FULL, TIMEOUT, TLS -> false;
        };
    }
}
