package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.memory.IpmiNotebook;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sel.SelClock;
import dev.sideband.ipmi.sensor.SdrCache;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks one BMC over IPMI 2.0. What it learned (identity, sensor data records) it keeps over
 * sessions, as long as a new session finds the same firmware and the same repository.
 */
final class IpmiProbe implements Probe {
    /** To keep a session for longer takes more packets than to open another. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(2);

    private static final Duration FIRST_SWEEP = Duration.ofSeconds(30);

    private static final int SPREAD = 3_600;

    private final IpmiLink link;
    private final IpmiNotebook notes;
    private final SensorInventory inventory;
    private final SensorSweep sweep;
    private final BmcClock bmcClock;
    private final SelLog log;
    private final FruInventory frus;
    private final IpmiTasks tasks;

    /** Of this BMC, so that a fleet's are spread: 0 to 1. */
    private final double random;

    private boolean newSensors;
    private boolean justLoaded;

    IpmiProbe(
            String target, IpmiLink link, SdrCache cache, IpmiNotebook notes, InstantSource clock) {
        this.link = link;
        this.notes = notes;
        notes.login().ifPresent(link::recall);
        this.inventory = new SensorInventory(target, link, cache, notes, clock);
        this.sweep = new SensorSweep(link, clock);
        this.bmcClock = new BmcClock(link, clock);
        this.log = new SelLog(target, link, clock);
        this.frus = new FruInventory(link);
        this.random = Math.floorMod(target.hashCode(), SPREAD) / (double) SPREAD;
        this.tasks = new IpmiTasks(link, new ConsoleTask(link, clock));
    }

    @Override
    public Observation observe(Duration budget) throws ProbeException, InterruptedException {
        link.doubtSession();
        try {
            learn();
            sweep.refreshThresholds();
            List<Measurement> measurements = sweep.read(patient(budget), BmcClock.ASKS);
            SelClock logClock = bmcClock.read();
            link.expect(List.of());
            BmcIdentity identity = identity(inventory.device());
            log.belongsTo(identity);
            log.isStampedBy(logClock, bmcClock.utcOffsetMinutes());
            note();
            return new Observation(
                    measurements,
                    sweep.catalogue(),
                    identity,
                    logClock == null ? null : logClock.skewMillis());
        } catch (IpmiException failure) {
            throw Failures.from(link.address(), failure);
        }
    }

    /**
     * After the long walk through all descriptors, a BMC and its first readings may take longer.
     */
    private Duration patient(Duration budget) {
        boolean first = justLoaded && budget.compareTo(FIRST_SWEEP) < 0;
        justLoaded = false;
        return first ? FIRST_SWEEP : budget;
    }

    /** Reads the BMC's sensors where they may be others than those that are known. */
    private void learn() throws IpmiException, InterruptedException {
        // Kept, as a BMC may fall silent before its sensors are in use.
        newSensors |= inventory.refresh(sweep.missesSensors());
        if (newSensors) {
            var known = notes.sensors();
            if (known.isPresent()) {
                sweep.recall(inventory.catalogue(), inventory.quirks(), known.get(), random);
            } else {
                sweep.use(inventory.catalogue(), inventory.quirks());
                justLoaded = true;
            }
            newSensors = false;
        }
    }

    /** Keeps what the next collector need not find out again. */
    private void note() {
        link.recipe().ifPresent(notes::loggedIn);
        sweep.news().ifPresent(notes::sensors);
        notes.save();
    }

    private static BmcIdentity identity(GetDeviceId.@Nullable Response device) {
        return device == null
                ? BmcIdentity.NOT_TOLD
                : new BmcIdentity(
                        device.manufacturerId(), device.productId(), device.firmwareRevision());
    }

    @Override
    public LogDelta readLog(@Nullable LogPosition from)
            throws ProbeException, InterruptedException {
        try {
            return log.read(from, sweep);
        } catch (IpmiException failure) {
            throw Failures.from(link.address(), failure);
        }
    }

    @Override
    public Optional<ServerParts> readInventory(BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        try {
            return frus.readOn(inventory.catalogue().frus(), inventory.device(), enough);
        } catch (IpmiException failure) {
            throw Failures.from(link.address(), failure);
        }
    }

    @Override
    public long requests() {
        return link.requests();
    }

    @Override
    public TaskEnd carryOut(Task task, TaskWatch watch)
            throws ProbeException, InterruptedException {
        link.expect(List.of());
        link.doubtSession();
        try {
            return tasks.carryOut(task, watch);
        } catch (Refused unknown) {
            if (unknown.completionCode() == CompletionCode.INVALID_COMMAND) {
                return TaskEnd.notOffered(link.address() + ": " + unknown.getMessage());
            }
            throw Failures.from(link.address(), unknown);
        } catch (IpmiException failure) {
            throw Failures.from(link.address(), failure);
        }
    }

    @Override
    public void idle(Duration pause) {
        if (pause.compareTo(LONGEST_IDLE) > 0) {
            close();
        }
    }

    @Override
    public void keepAlive() throws InterruptedException {
        link.keepAlive();
    }

    @Override
    public void forget() {
        notes.forget();
    }

    @Override
    public void close() {
        link.close();
    }
}
