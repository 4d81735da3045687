package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.memory.KnownLogs;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.log.BmcLogs;
import dev.sideband.redfish.log.Elsewhere;
import dev.sideband.redfish.log.FollowedLogs;
import dev.sideband.redfish.log.HardwareLog;
import dev.sideband.redfish.log.LogKind;
import dev.sideband.redfish.log.LogServices;
import dev.sideband.redfish.log.MessageRegistries;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hardware logs of one BMC over Redfish. Which there are it finds out when it first reads, and
 * from time to time again; how far they are is in the position alone.
 *
 * <p>Where the BMC's SEL is read over IPMI, it is left out here: it is one log, seen twice.
 *
 * <p>{@link #readFrom} may run in a thread of its own, one at a time.
 */
final class RedfishLogs {
    /** Logs come and go with firmware and licences. */
    private static final Duration FIND_AGAIN = Duration.ofHours(1);

    /** Where some could not be asked for. */
    private static final Duration FIND_MISSING = Duration.ofMinutes(10);

    private final String target;
    private final RedfishClient client;
    private final InstantSource clock;

    private Elsewhere elsewhere = Elsewhere.NOTHING;
    private EventSensors sensors = new EventSensors(List.of(), id -> id);
    private Set<LogKind> beside = Set.of();
    private @Nullable BmcLogs logs;
    private List<HardwareLog> found = List.of();
    private MessageRegistries registries;
    private Instant findAt = Instant.MIN;
    private @Nullable Long skewMillis;

    /** Set by the thread that reads, for the one that owns the BMC. */
    private volatile @Nullable KnownLogs known;

    /** The other way round. */
    private volatile @Nullable KnownLogs recalled;

    /** Others say so than the thread that reads. */
    private volatile boolean news;

    RedfishLogs(String target, RedfishClient client, InstantSource clock) {
        this.target = target;
        this.client = client;
        this.clock = clock;
        this.registries = new MessageRegistries(client, Optional.empty());
    }

    /** Begins with what an earlier collector found. */
    void recall(KnownLogs before) {
        recalled = before;
        known = before;
    }

    /** Which logs there are; nothing where that is not known for all of them. */
    Optional<KnownLogs> known() {
        return Optional.ofNullable(known);
    }

    /** Whether a Redfish log that {@code position} speaks of is the SEL. */
    static boolean haveSel(@Nullable LogPosition position) {
        return position != null
                && position.getLogs().stream()
                        .anyMatch(log -> LogServices.kind(log.getPath()) == LogKind.SEL);
    }

    /**
     * What stamps the logs' entries.
     *
     * @param millis the BMC's clock minus ours; null where not known
     */
    void isSkewed(@Nullable Long millis) {
        skewMillis = millis;
    }

    /** The sensors that entries may be about. */
    void knows(EventSensors present) {
        sensors = present;
    }

    /** What the SEL tells over IPMI, where it is left to that. */
    void isBeside(Elsewhere sel) {
        elsewhere = sel;
        logs = null;
    }

    /** Whether none of the logs has more that is known of. */
    boolean isReadToEnd() {
        return logs != null && !logs.isUnfinished();
    }

    /** There may be something in a log: none rests any longer. */
    void expectNews() {
        news = true;
    }

    /**
     * Reads what is behind {@code from}.
     *
     * @param selByIpmi whether the SEL is left to IPMI
     * @throws RedfishException where nothing new could be read, and a log not at all
     */
    LogDelta read(@Nullable LogPosition from, boolean selByIpmi)
            throws RedfishException, InterruptedException {
        FollowedLogs start = RedfishPositions.from(from);
        return delta(from, start, readFrom(start, selByIpmi));
    }

    /** The same, as it was read. */
    BmcLogs.Batch readFrom(FollowedLogs start, boolean selByIpmi)
            throws RedfishException, InterruptedException {
        Set<LogKind> now = selByIpmi ? Set.of(LogKind.SEL) : Set.of();
        if (!now.equals(beside)) {
            beside = now;
            logs = null;
        }
        BmcLogs present = present();
        if (news) {
            news = false;
            present.wake();
        }
        return present.read(start, Probe.MAX_LOG_RECORDS);
    }

    /**
     * What a batch is on the topics.
     *
     * @param from the position with {@code start} in it, where the batch was read
     */
    LogDelta delta(@Nullable LogPosition from, FollowedLogs start, BmcLogs.Batch batch) {
        Instant now = clock.instant();
        List<LogEntry> entries =
                batch.items().stream()
                        .map(item -> RedfishLogEntries.of(item, now, skewMillis, sensors))
                        .toList();
        boolean moved = !batch.position().equals(start);
        return new LogDelta(
                entries,
                moved ? RedfishPositions.to(target, from, batch.position(), now) : from,
                batch.more());
    }

    private BmcLogs present() throws RedfishException, InterruptedException {
        BmcLogs present = logs;
        Instant now = clock.instant();
        useRecalled(now);
        boolean valid = now.isBefore(findAt);
        if (present != null && valid) {
            return present;
        }
        if (valid) {
            // They are the same, and read beside another protocol now.
            return use(found, registries);
        }
        ServiceTree service = ServiceTree.read(client);
        LogServices services = LogServices.find(client, service);
        boolean complete = services.problems().isEmpty() && service.problems().isEmpty();
        findAt = now.plus(complete ? FIND_AGAIN : FIND_MISSING);
        if (present == null || !services.hardware().equals(found)) {
            found = services.hardware();
            registries = new MessageRegistries(client, service.root());
            present = use(found, registries);
        }
        known = complete ? new KnownLogs(found, registries.collection(), findAt) : null;
        return present;
    }

    private void useRecalled(Instant now) {
        KnownLogs before = recalled;
        recalled = null;
        if (before != null && now.isBefore(before.until())) {
            found = before.logs();
            registries = new MessageRegistries(client, before.registries());
            findAt = before.until();
        }
    }

    private BmcLogs use(List<HardwareLog> present, MessageRegistries explained) {
        LogServices services = new LogServices(present, List.of());
        BmcLogs readers = BmcLogs.of(client, services, beside, elsewhere, explained, clock);
        logs = readers;
        return readers;
    }
}
