package dev.sideband.collector.probe;

import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Severity;
import dev.sideband.collector.memory.RedfishNotebook;
import dev.sideband.ipmi.sensor.Interner;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.log.Elsewhere;
import dev.sideband.redfish.power.NotOffered;
import dev.sideband.redfish.push.PushMeans;
import dev.sideband.redfish.push.PushTimes;
import dev.sideband.redfish.push.PushWatch;
import dev.sideband.redfish.sensor.ManagerState;
import dev.sideband.redfish.sensor.RedfishReadings;
import dev.sideband.redfish.sensor.RedfishSensor;
import dev.sideband.redfish.sensor.SensorReader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Asks one BMC over Redfish. How it is read best is found out once, and again after its firmware
 * changed.
 */
final class RedfishProbe implements Probe {
    /** Sessions are few, and most BMCs end a resting one after five minutes. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(4);

    /** A look at the logs shortly before the next poll waits no longer, or the poll is late. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);

    private static final int WAIT_SHARE = 20;

    /** Before the first poll there are no readings to wait. */
    private static final Duration UNPOLLED_WAIT = Duration.ofMinutes(1);

    private static final Interner<RedfishSensor> SHARED = new Interner<>();

    private final RedfishLink link;
    private final RedfishNotebook notes;
    private final InstantSource clock;
    private final SensorReader reader;
    private final RedfishLogs logs;
    private final LogsAside logsAside;
    private final RedfishInventory inventory;
    private final PushWatch push;
    private final RedfishTasks tasks;
    private final RedfishDescriptors descriptors = new RedfishDescriptors();
    private List<RedfishSensor> sensors = List.of();
    private List<SensorDescriptor> catalogue = List.of();
    private Instant logsUntil = Instant.MIN;

    /**
     * Whether it began with what an earlier collector found, and has not said yet if that holds.
     */
    private boolean recalled;

    private Duration shortestWait = UNPOLLED_WAIT;

    RedfishProbe(
            String target,
            RedfishLink link,
            PushMeans means,
            RedfishNotebook notes,
            InstantSource clock) {
        this.link = link;
        this.notes = notes;
        this.push =
                new PushWatch(
                        target,
                        link,
                        link,
                        means,
                        PushTimes.DEFAULT,
                        () -> ThreadLocalRandom.current().nextDouble());
        this.logs = new RedfishLogs(target, link, clock);
        this.logsAside = new LogsAside(target, logs);
        this.clock = clock;
        this.reader = new SensorReader(link, clock, SHARED::intern);
        this.inventory = new RedfishInventory(link);
        this.tasks = new RedfishTasks(link, logsAside);
        notes.plan().ifPresent(reader::recall);
        recalled = notes.plan().isPresent();
    }

    /** Whose dialect the BMC speaks; OTHER before it was asked. */
    Vendor vendor() {
        return reader.plan().vendor();
    }

    /** What the SEL tells over IPMI, where it is left to that. */
    void isBeside(Elsewhere sel) {
        logs.isBeside(sel);
    }

    /** Under which ids its sensors are published, where that is not what Redfish calls them. */
    void arePublishedAs(UnaryOperator<String> published) {
        logs.knows(new EventSensors(sensors, published));
    }

    /** The sensors as Redfish tells of them, with their numbers in IPMI. */
    List<RedfishSensor> sensors() {
        return sensors;
    }

    @Override
    public Observation observe(Duration budget) throws ProbeException, InterruptedException {
        waitForLogsWithin(budget);
        try {
            RedfishReadings found = reader.read(budget);
            note();
            if (!found.sensors().equals(sensors)) {
                sensors = found.sensors();
                catalogue = descriptors.catalogue(sensors);
                logs.knows(new EventSensors(sensors, id -> id));
            }
            Instant now = clock.instant();
            ManagerState manager = reader.manager();
            logs.isSkewed(manager == null ? null : manager.skewMillis());
            push.answered(manager == null ? null : manager.firmware().orElse(null));
            return new Observation(
                    found.readings().stream()
                            .map(reading -> descriptors.measurement(reading, now))
                            .toList(),
                    catalogue,
                    identity(manager),
                    manager == null ? null : manager.skewMillis());
        } catch (RedfishException failure) {
            push.failed();
            throw RedfishFailures.from(failure);
        }
    }

    /** Keeps what the next collector need not find out again. */
    private void note() {
        if (recalled) {
            recalled = false;
            if (reader.known().equals(notes.plan())) {
                notes.logs().ifPresent(logs::recall);
            }
        }
        notes.keep(reader.known(), logs.known());
    }

    /** Readings come first: what a log has not told by then is for the next poll. */
    private void waitForLogsWithin(Duration budget) {
        logsUntil = clock.instant().plus(budget.multipliedBy(3).dividedBy(4));
        Duration share = budget.dividedBy(WAIT_SHARE);
        shortestWait = share.compareTo(SHORTEST_WAIT) < 0 ? share : SHORTEST_WAIT;
    }

    private static BmcIdentity identity(@Nullable ManagerState manager) {
        return manager == null
                ? BmcIdentity.NOT_TOLD
                : new BmcIdentity(null, null, manager.firmware().orElse(null));
    }

    @Override
    public LogDelta readLog(@Nullable LogPosition from)
            throws ProbeException, InterruptedException {
        return readLog(from, false);
    }

    /**
     * As {@link #readLog(LogPosition)}.
     *
     * @param selByIpmi whether the SEL is left to IPMI
     */
    LogDelta readLog(@Nullable LogPosition from, boolean selByIpmi)
            throws ProbeException, InterruptedException {
        try {
            Duration left = Duration.between(clock.instant(), logsUntil);
            LogDelta delta =
                    logsAside.read(
                            from,
                            selByIpmi,
                            left.compareTo(shortestWait) < 0 ? shortestWait : left);
            compareWithPush(delta);
            notes.keep(reader.known(), logs.known());
            return delta;
        } catch (RedfishException.NoAnswer slow) {
            // The sensors answered a moment ago: it is the log that takes too long.
            throw new ProbeException(
                    FailureReason.REFUSED, String.valueOf(slow.getMessage()), slow);
        } catch (RedfishException failure) {
            throw RedfishFailures.from(failure);
        }
    }

    /** What push should have spoken of. */
    private void compareWithPush(LogDelta delta) {
        List<LogEntry> records =
                delta.entries().stream().filter(entry -> entry.kind() == EventKind.RECORD).toList();
        if (!records.isEmpty()) {
            push.found(records.stream().anyMatch(RedfishProbe::isSerious));
        }
        if (!delta.more() && !logsAside.isUnderWay() && logs.isReadToEnd()) {
            push.readToEnd();
        }
    }

    private static boolean isSerious(LogEntry entry) {
        return entry.severity() == Severity.WARNING || entry.severity() == Severity.CRITICAL;
    }

    @Override
    public void onNews(Runnable look) {
        push.onNews(look);
    }

    @Override
    public Optional<String> news() {
        return Optional.of(push.how());
    }

    @Override
    public void expectNews() {
        logs.expectNews();
    }

    @Override
    public Optional<ServerParts> readInventory(BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        try {
            return inventory.readOn(enough);
        } catch (RedfishException failure) {
            throw RedfishFailures.from(failure);
        }
    }

    @Override
    public long requests() {
        return link.requests();
    }

    @Override
    public TaskEnd carryOut(Task task, TaskWatch watch)
            throws ProbeException, InterruptedException {
        try {
            return tasks.carryOut(task, watch);
        } catch (NotOffered missing) {
            return TaskEnd.notOffered(String.valueOf(missing.getMessage()));
        } catch (RedfishException failure) {
            throw RedfishFailures.from(failure);
        }
    }

    @Override
    public void idle(Duration pause) {
        boolean inUse = logsAside.isUnderWay() || push.isStreaming();
        if (pause.compareTo(LONGEST_IDLE) > 0 && !inUse) {
            link.rest();
        }
    }

    /** A session that the BMC ended meanwhile is begun anew by the request that needs it. */
    @Override
    public void keepAlive() {}

    @Override
    public void forget() {
        notes.forget();
    }

    @Override
    public void close() {
        try {
            logsAside.close();
            push.close();
        } finally {
            link.close();
        }
    }
}
