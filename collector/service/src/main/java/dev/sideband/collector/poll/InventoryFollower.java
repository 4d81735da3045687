package dev.sideband.collector.poll;

import dev.sideband.avro.Target;
import dev.sideband.collector.probe.BmcIdentity;
import dev.sideband.collector.probe.PartDescriptor;
import dev.sideband.collector.probe.Probe;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.ServerParts;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.RecordMapper;
import dev.sideband.collector.publish.TelemetrySink;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Brings the parts of one server to their topic: at first contact, once an hour, and when the
 * firmware or the sensors became others. Only what changed is said; that a part came, went or was
 * replaced is an event besides.
 *
 * <p>A part is believed to be gone where nothing else explains that it is missing: neither
 * something that could be read the time before and now could not, nor a server that is off.
 */
final class InventoryFollower {
    static final Duration EVERY = Duration.ofHours(1);

    /** Between two readings at least, after a failure too: the parts can wait. */
    static final Duration RETRY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(InventoryFollower.class);

    private final Probe probe;
    private final TelemetrySink telemetry;
    private final InstantSource clock;
    private final Semaphore readers;
    private final PartAnnouncer announcer;

    private boolean begun;
    private boolean reading;
    private Instant due = Instant.EPOCH;
    private Instant ended = Instant.EPOCH;
    private @Nullable BmcIdentity identity;
    private Set<String> unread = Set.of();
    private volatile boolean sayAgain;
    private volatile boolean announceAgain;

    /** Of each part that was said, how it was; a hash, as there are many servers. */
    private final Map<String, Integer> said = new HashMap<>();

    /**
     * A follower that has not begun yet.
     *
     * @param readers a permit for each inventory that may be read at once, as what is read of one
     *     is kept until its end
     */
    InventoryFollower(
            Probe probe,
            TelemetrySink telemetry,
            LogSink log,
            InstantSource clock,
            Semaphore readers) {
        this.probe = probe;
        this.announcer = new PartAnnouncer(log, clock);
        this.telemetry = telemetry;
        this.clock = clock;
        this.readers = readers;
    }

    /**
     * Takes note of what a poll found.
     *
     * @param others whether the BMC's sensors are others than before
     */
    void saw(BmcIdentity now, boolean others) {
        // At first all is new to this collector, and perhaps not to the one before it.
        boolean changed = identity != null && (others || !now.equals(identity));
        if (changed) {
            readWithin(RETRY);
        }
        identity = now;
    }

    private void readWithin(Duration pause) {
        Instant soon = ended.plus(pause);
        if (soon.isBefore(due)) {
            due = soon;
        }
    }

    /**
     * At the first contact the parts are read at once. Where an earlier collector has read them,
     * they are read within the hour, at a time that spreads a fleet's.
     */
    private void begin(Target target) {
        begun = true;
        if (announcer.known(target.getTarget()).isPresent()) {
            ended = clock.instant();
            due = ended.plusMillis(Math.floorMod(target.getTarget().hashCode(), EVERY.toMillis()));
        }
    }

    /** Has all parts said again, as something that stands in each record changed. */
    void sayAgain() {
        sayAgain = true;
    }

    /** Reads on where that is due, until {@code enough} holds. */
    void follow(Target target, BooleanSupplier enough) throws InterruptedException {
        if (!begun) {
            begin(target);
        }
        if (announceAgain) {
            announceAgain = false;
            readWithin(RETRY);
        }
        boolean wanted = sayAgain || !clock.instant().isBefore(due);
        if (!wanted) {
            return;
        }
        if (enough.getAsBoolean()) {
            stop();
            return;
        }
        if (!reading && !readers.tryAcquire()) {
            return;
        }
        reading = true;
        try {
            Optional<ServerParts> read = probe.readInventory(enough);
            if (read.isPresent()) {
                end(EVERY);
                publish(target, read.get());
            }
        } catch (ProbeException | RuntimeException failure) {
            end(RETRY);
            LOG.atDebug()
                    .addKeyValue("target", target.getTarget())
                    .addKeyValue("failure", failure.toString())
                    .log("the inventory could not be read");
        }
    }

    private void end(Duration pause) {
        stop();
        ended = clock.instant();
        due = ended.plus(pause);
    }

    /** Lets others read, as nothing is read here for now. */
    void stop() {
        if (reading) {
            reading = false;
            readers.release();
        }
    }

    private void publish(Target target, ServerParts now) {
        boolean all = sayAgain;
        sayAgain = false;
        if (announcer.announce(target, now, () -> announceAgain = true)) {
            readWithin(RETRY);
        }
        List<PartDescriptor> changed = new ArrayList<>();
        Set<String> gone = new HashSet<>(said.keySet());
        for (PartDescriptor part : now.parts()) {
            gone.remove(part.id());
            Integer before = said.put(part.id(), part.hashCode());
            if (all || before == null || before != part.hashCode()) {
                changed.add(part);
            }
        }
        if (now.running() && unread.containsAll(now.unread())) {
            said.keySet().removeAll(gone);
            telemetry.forgetParts(target.getTarget(), gone);
        }
        unread = now.unread();
        telemetry.inventory(
                RecordMapper.components(target, changed, clock.instant()), this::sayAgain);
    }

    /** Takes all parts off their topic. */
    void forget(Target target) {
        Set<String> all = new HashSet<>(said.keySet());
        announcer.known(target.getTarget()).ifPresent(known -> all.addAll(known.parts().keySet()));
        telemetry.forgetParts(target.getTarget(), all);
        said.clear();
    }
}
