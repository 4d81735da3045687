package dev.sideband.collector.poll;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.probe.Probe;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.collector.probe.TaskWatch;
import dev.sideband.ipmi.sol.ConsoleLine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One errand from its beginning to its end; on the thread that owns the BMC. */
final class ErrandRun implements TaskWatch {
    /** It waited, and its turn never came. */
    static final TaskEnd NOT_BEGUN =
            TaskEnd.failed(
                    "not-begun", "nothing was done: this collector stops polling it; ask again");

    /** Perhaps another collector polls it already. */
    static final TaskEnd NO_LEAVE =
            TaskEnd.failed(
                    "not-begun",
                    "nothing was done: the brokers do not say that this collector may poll it; ask"
                            + " again");

    private static final Logger LOG = LoggerFactory.getLogger(ErrandRun.class);

    private final Errand errand;
    private final Probe probe;
    private final Host host;
    private final InstantSource clock;
    private boolean changed;

    /** The worker, in which an errand waits. */
    interface Host {
        /** Whether the worker is to end. */
        boolean isStopped();

        /** Rests a little, or polls where that is due; whether it is still before {@code until}. */
        boolean rest(Instant until) throws InterruptedException;

        /** As {@link TaskWatch#logOnTopic}. */
        @Nullable LogPosition logOnTopic() throws ProbeException, InterruptedException;
    }

    /** Ends the errand, and not the thread that does it. */
    private static final class Cut extends InterruptedException {
        private static final long serialVersionUID = 1L;
    }

    ErrandRun(Errand errand, Probe probe, Host host, InstantSource clock) {
        this.errand = errand;
        this.probe = probe;
        this.host = host;
        this.clock = clock;
    }

    void run() throws InterruptedException {
        if (!errand.begin()) {
            return;
        }
        try {
            errand.ended(probe.carryOut(errand.task(), this));
        } catch (Cut _) {
            errand.ended(cutOff());
        } catch (InterruptedException stopped) {
            errand.ended(cutOff());
            throw stopped;
        } catch (ProbeException failure) {
            errand.ended(failed(failure.reason().word(), String.valueOf(failure.getMessage())));
        } catch (RuntimeException | Error unforeseen) {
            LOG.atWarn().setCause(unforeseen).log("a command failed in an unforeseen way");
            errand.ended(failed("malformed", unforeseen.toString()));
        }
    }

    private TaskEnd cutOff() {
        return failed("cut-off", "this collector stops polling it");
    }

    private TaskEnd failed(String reason, String detail) {
        return changed
                ? TaskEnd.unknown(reason, "it was sent, and how it ended is not known: " + detail)
                : TaskEnd.failed(reason, "nothing was done: " + detail);
    }

    @Override
    public boolean dryRun() {
        return errand.dryRun();
    }

    @Override
    public void changing() {
        if (errand.dryRun()) {
            throw new IllegalStateException("a dry run changes nothing");
        }
        changed = true;
    }

    @Override
    public void notChanged() {
        changed = false;
    }

    @Override
    public void progress(String state) {
        errand.progress(state);
    }

    @Override
    public void line(ConsoleLine line) {
        errand.line(line);
    }

    @Override
    public boolean isCut() {
        return errand.isCut() || host.isStopped();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Instant until = clock.instant().plus(time);
        do {
            if (isCut()) {
                throw new Cut();
            }
        } while (host.rest(until));
    }

    @Override
    public @Nullable LogPosition logOnTopic() throws ProbeException, InterruptedException {
        return host.logOnTopic();
    }
}
