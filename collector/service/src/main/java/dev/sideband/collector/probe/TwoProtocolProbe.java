package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks one BMC over IPMI and over Redfish. As long as one of the two answers, the BMC is
 * observable; the other is tried again less and less often.
 */
final class TwoProtocolProbe implements Probe {
    private static final Logger LOG = LoggerFactory.getLogger(TwoProtocolProbe.class);

    /** Of a SEL, read for comparison; no SEL has more records. */
    private static final int MAX_PARTS = 1 + 0xFFFF / MAX_LOG_RECORDS;

    private final String target;
    private final Probe ipmi;
    private final RedfishProbe redfish;
    private final InstantSource clock;
    private final JoinedSensors joined = new JoinedSensors();
    private final ToldBySel told;
    private final JoinedParts parts = new JoinedParts();
    private List<SensorDescriptor> catalogue = List.of();
    private List<SensorDescriptor> published = List.of();
    private final Side ipmiSide = new Side("IPMI");
    private final Side redfishSide = new Side("Redfish");

    TwoProtocolProbe(String target, Probe ipmi, RedfishProbe redfish, InstantSource clock) {
        this.target = target;
        this.ipmi = ipmi;
        this.redfish = redfish;
        this.clock = clock;
        this.told = new ToldBySel(clock);
        redfish.isBeside(told);
    }

    @Override
    public Observation observe(Duration budget) throws ProbeException, InterruptedException {
        Duration half = budget.dividedBy(2);
        Observation byIpmi = ipmiSide.observe(ipmi, half);
        Observation byRedfish = redfishSide.observe(redfish, half);
        if (byIpmi != null && !byIpmi.catalogue().equals(catalogue)) {
            catalogue = byIpmi.catalogue();
            told.sensorsAre(catalogue);
        }
        if (byIpmi == null && byRedfish == null) {
            // Neither is spared while there is nothing else to go by.
            ipmiSide.askNow();
            redfishSide.askNow();
            throw ipmiSide.failure(redfishSide);
        }
        Observation both =
                joined.join(
                        byIpmi, byRedfish, redfish.sensors(), redfish.vendor(), clock.instant());
        if (!both.catalogue().equals(published)) {
            published = both.catalogue();
            redfish.arePublishedAs(joined::published);
        }
        return both.withTrouble(trouble());
    }

    /** That one of the two fails, for as long as it does. */
    private @Nullable String trouble() {
        if (ipmiSide.isDown()) {
            return ipmiSide.trouble(redfishSide);
        }
        return redfishSide.isDown() ? redfishSide.trouble(ipmiSide) : null;
    }

    /**
     * The SEL over one of the two, all other logs over Redfish. It stays with the protocol that
     * read it first, so that no record comes twice: with IPMI, unless that does not answer at the
     * beginning. Entries of other logs that tell of the SEL's records again are passed over.
     */
    @Override
    public LogDelta readLog(@Nullable LogPosition from)
            throws ProbeException, InterruptedException {
        boolean byIpmi =
                !RedfishLogs.haveSel(from)
                        && (!ipmiSide.isDown() || (from != null && !from.getLog().isEmpty()));
        ProbeException trouble = null;
        if (byIpmi && !ipmiSide.isDown()) {
            try {
                recall(from);
                LogDelta sel = ipmi.readLog(from);
                told.add(sel.entries());
                if (!Objects.equals(sel.position(), from)) {
                    // The others come with the next call.
                    return new LogDelta(sel.entries(), sel.position(), true);
                }
                told.isReadToEnd();
            } catch (ProbeException failed) {
                trouble = failed;
            }
        }
        if (!redfishSide.isDown()) {
            try {
                LogDelta others = redfish.readLog(from, byIpmi);
                if (trouble == null || !Objects.equals(others.position(), from)) {
                    return others;
                }
            } catch (ProbeException failed) {
                trouble = trouble == null ? failed : trouble;
            }
        }
        if (trouble != null) {
            // The BMC answers in one protocol at least.
            throw new ProbeException(
                    FailureReason.REFUSED, String.valueOf(trouble.getMessage()), trouble);
        }
        return new LogDelta(List.of(), from, false);
    }

    /**
     * After a start, reads the SEL once for what it has told before: entries of other logs may tell
     * it again yet, and others have done so already.
     */
    private void recall(@Nullable LogPosition from) throws ProbeException, InterruptedException {
        if (told.isComplete()) {
            return;
        }
        if (from != null && !from.getLog().isEmpty()) {
            LogPosition at = null;
            boolean more = true;
            for (int part = 0; more && part < MAX_PARTS; part++) {
                LogDelta before = ipmi.readLog(at);
                told.add(before.entries());
                more = before.more() && !Objects.equals(before.position(), at);
                at = before.position();
            }
        }
        told.complete();
    }

    @Override
    public void onNews(Runnable look) {
        redfish.onNews(look);
    }

    @Override
    public Optional<String> news() {
        return redfish.news();
    }

    @Override
    public void expectNews() {
        redfish.expectNews();
    }

    @Override
    public Optional<ServerParts> readInventory(BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        return parts.readOn(
                redfishSide.isDown() ? null : redfish, ipmiSide.isDown() ? null : ipmi, enough);
    }

    /**
     * Over IPMI, or over Redfish where that does not answer or does not offer it. What one may have
     * done is not asked of the other.
     */
    @Override
    public TaskEnd carryOut(Task task, TaskWatch watch)
            throws ProbeException, InterruptedException {
        if (ipmiSide.isDown()) {
            return redfish.carryOut(task, watch);
        }
        TaskEnd end = ipmi.carryOut(task, watch);
        boolean elsewhere = TaskEnd.NOT_OFFERED.equals(end.reason()) && !redfishSide.isDown();
        return elsewhere ? redfish.carryOut(task, watch) : end;
    }

    @Override
    public long requests() {
        return ipmi.requests() + redfish.requests();
    }

    @Override
    public void idle(Duration pause) {
        ipmi.idle(pause);
        redfish.idle(pause);
    }

    @Override
    public void keepAlive() throws InterruptedException {
        ipmi.keepAlive();
        redfish.keepAlive();
    }

    @Override
    public void forget() {
        // Both have one memory.
        redfish.forget();
    }

    @Override
    public void close() {
        try {
            ipmi.close();
        } finally {
            redfish.close();
        }
    }

    /** One of the two protocols, and when it is worth asking again. */
    private final class Side {
        private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

        private final String protocol;
        private @Nullable ProbeException failure;
        private Duration pause = Duration.ZERO;
        private Instant next = Instant.MIN;

        private Side(String protocol) {
            this.protocol = protocol;
        }

        /** What it tells; null where it fails. */
        private @Nullable Observation observe(Probe probe, Duration budget)
                throws InterruptedException {
            if (clock.instant().isBefore(next)) {
                return null;
            }
            try {
                Observation seen = probe.observe(budget);
                if (failure != null) {
                    LOG.atDebug().addKeyValue("target", target).log("{} answers again", protocol);
                }
                failure = null;
                pause = Duration.ZERO;
                next = Instant.MIN;
                return seen;
            } catch (ProbeException failed) {
                postpone(failed);
                return null;
            }
        }

        private void postpone(ProbeException failed) {
            if (failure == null) {
                // The target's state says it to operators.
                LOG.atDebug()
                        .addKeyValue("target", target)
                        .addKeyValue("reason", failed.reason().word())
                        .addKeyValue("failure", failed.getMessage())
                        .log("{} fails; going on with the other protocol", protocol);
            }
            failure = failed;
            boolean first = pause.isZero();
            pause = first ? FIRST_PAUSE : pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0 || failed.reason().needsOperator()) {
                pause = LONGEST_PAUSE;
            }
            next = clock.instant().plus(pause);
        }

        private boolean isDown() {
            return failure != null;
        }

        /** What to tell while the other one answers. */
        private @Nullable String trouble(Side other) {
            ProbeException mine = failure;
            return mine == null
                    ? null
                    : "%s fails (%s), read over %s alone: %s"
                            .formatted(
                                    protocol,
                                    mine.reason().word(),
                                    other.protocol,
                                    mine.getMessage());
        }

        private void askNow() {
            next = Instant.MIN;
        }

        private ProbeException failure(Side other) {
            ProbeException mine = failure;
            ProbeException theirs = other.failure;
            if (mine == null || theirs == null) {
                throw new IllegalStateException("neither failed, and neither told anything");
            }
            return new ProbeException(
                    mine.reason(),
                    "%s: %s; %s: %s"
                            .formatted(
                                    protocol,
                                    mine.getMessage(),
                                    other.protocol,
                                    theirs.getMessage()));
        }
    }
}
