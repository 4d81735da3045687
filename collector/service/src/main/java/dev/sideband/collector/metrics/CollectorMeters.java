package dev.sideband.collector.metrics;

import dev.sideband.avro.Reachability;
import dev.sideband.collector.pet.PetReceiver;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.poll.PollCounters;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.IpmiProbes;
import dev.sideband.collector.probe.LinkCounters;
import dev.sideband.collector.probe.Probes;
import dev.sideband.collector.probe.RedfishProbes;
import dev.sideband.collector.publish.KafkaTelemetry;
import dev.sideband.collector.publish.PartitionWriters;
import dev.sideband.collector.push.WebhookReceiver;
import dev.sideband.collector.share.TargetsGroup;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.redfish.client.Traffic;

import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.DoubleSupplier;

/** The meters of a collector's parts, all in one place; {@code metrics.md} explains them. */
public final class CollectorMeters {
    private final MeterRegistry registry;
    private final MeterSource source;

    /** Adds to {@code registry}. */
    public CollectorMeters(MeterRegistry registry) {
        this.registry = registry;
        this.source = MeterSource.of(registry);
    }

    /** What is polled, and how that goes. */
    public void add(Fleet fleet) {
        PollCounters polls = fleet.counters();
        polls.tell(new PollMeters(registry));
        source.counter(
                        "sideband.polls.late",
                        "Polls that began more than a tenth of their interval late, or were left"
                                + " out",
                        polls::latePolls)
                .counter(
                        "sideband.log.looks",
                        "Logs looked at before their time, as somebody hinted at news",
                        polls::looks)
                .gauge("sideband.polls.in.flight", "Polls under way", polls::inFlight)
                .gauge(
                        "sideband.polls.waiting",
                        "BMCs that are due and wait for a place under the limits",
                        fleet::waiting);
        for (Reachability state : Reachability.values()) {
            source.with("state", PollMeters.word(state))
                    .gauge(
                            "sideband.bmcs",
                            "BMCs of this collector by state",
                            () -> fleet.countByState().getOrDefault(state, 0));
        }
        for (FailureReason reason : FailureReason.values()) {
            source.with("reason", reason.word())
                    .gauge(
                            "sideband.bmcs.failing",
                            "BMCs whose last poll failed, by reason",
                            () -> fleet.countByReason().getOrDefault(reason, 0));
        }
    }

    /** Sessions, requests and bytes. */
    public void add(Probes probes) {
        add(probes.ipmi());
        add(probes.redfish());
    }

    private void add(IpmiProbes ipmi) {
        LinkCounters links = ipmi.counters();
        UdpPort port = ipmi.port();
        MeterSource tagged = source.with("protocol", "ipmi");
        sessions(tagged, links::sessionsOpened, links::sessionsEnded, links);
        requests(
                tagged,
                links::requests,
                links::retries,
                port.traffic()::bytesSent,
                port.traffic()::bytesReceived);
        for (DropReason reason : DropReason.values()) {
            drops(PollMeters.word(reason), () -> links.drops(reason));
        }
        drops("unclaimed", port::unclaimedDatagrams);
        drops("overflow", port::overflowedDatagrams);
    }

    private void add(RedfishProbes redfish) {
        Traffic traffic = redfish.traffic();
        MeterSource tagged = source.with("protocol", "redfish");
        sessions(tagged, traffic::sessionsOpened, traffic::sessionsEnded, redfish.counters());
        tagged.counter(
                "sideband.sessions.left",
                "Sessions that could not be ended and stay until the BMC ends them",
                traffic::sessionsLeft);
        requests(
                tagged,
                () -> traffic.requests() - traffic.retries(),
                traffic::retries,
                traffic::bytesSent,
                traffic::bytesReceived);
    }

    private static void sessions(
            MeterSource tagged, DoubleSupplier opened, DoubleSupplier ended, LinkCounters links) {
        tagged.counter("sideband.sessions.opened", "Sessions that BMCs gave", opened)
                .gauge(
                        "sideband.sessions.open",
                        "Sessions that are open now",
                        () -> Math.max(0, opened.getAsDouble() - ended.getAsDouble()));
        for (FailureReason reason : FailureReason.values()) {
            tagged.with("reason", reason.word())
                    .counter(
                            "sideband.session.failures",
                            "Sessions that could not be opened, by reason",
                            () -> links.failures(reason));
        }
    }

    private static void requests(
            MeterSource tagged,
            DoubleSupplier sent,
            DoubleSupplier again,
            DoubleSupplier bytesSent,
            DoubleSupplier bytesReceived) {
        tagged.counter("sideband.requests", "Requests to BMCs, each once", sent)
                .counter(
                        "sideband.request.retries",
                        "Requests sent again: no answer, or the BMC was busy",
                        again)
                .counter(
                        "sideband.sent.bytes",
                        "Bytes to BMCs: IPMI datagrams, Redfish bodies",
                        bytesSent)
                .counter(
                        "sideband.received.bytes",
                        "Bytes from BMCs: IPMI datagrams, Redfish bodies",
                        bytesReceived);
    }

    private void drops(String reason, DoubleSupplier count) {
        source.with("reason", reason)
                .counter(
                        "sideband.datagrams.dropped",
                        "IPMI datagrams that no session took, by reason",
                        count);
    }

    /** What goes to Kafka without transactions. */
    public void add(KafkaTelemetry telemetry) {
        source.counter(
                        "sideband.readings.published",
                        "Readings that the brokers have",
                        telemetry::readingsPublished)
                .counter(
                        "sideband.readings.dropped",
                        "Readings that the brokers did not take in time",
                        telemetry::readingsDropped)
                .bytes(
                        "sideband.telemetry.buffer.used",
                        "Memory in use for records on their way to the brokers, events apart",
                        telemetry::bufferUsedBytes)
                .bytes(
                        "sideband.telemetry.buffer.limit",
                        "Memory that there is for records on their way to the brokers",
                        telemetry::bufferLimitBytes);
    }

    /** What goes to Kafka in transactions. */
    public void add(PartitionWriters events) {
        source.counter(
                        "sideband.events.committed",
                        "Log records and news of logs that were committed",
                        events::published)
                .counter(
                        "sideband.transactions.failed",
                        "Transactions that failed; what they held is settled and tried again",
                        events::failedTransactions)
                .gauge(
                        "sideband.events.waiting",
                        "Events in memory that wait for their transaction",
                        events::waiting);
    }

    /** This collector's share of the partitions. */
    public void add(TargetsGroup group) {
        source.gauge(
                        "sideband.partitions.owned",
                        "Partitions of the targets that are this collector's",
                        group::partitions)
                .gauge(
                        "sideband.partitions.polled",
                        "Those of them whose BMCs are polled",
                        group::partitionsPolled)
                .counter(
                        "sideband.takeovers",
                        "Partitions that this collector began to poll",
                        group::takeovers);
    }

    /** Platform event traps. */
    public void add(PetReceiver traps) {
        source.counter(
                        "sideband.traps.received",
                        "Datagrams to the port for platform event traps",
                        () -> traps.counts().received())
                .counter(
                        "sideband.traps.hints",
                        "Looks at a log that traps asked for",
                        () -> traps.counts().hints());
        ignoredTraps("lost", () -> traps.counts().lost());
        ignoredTraps("malformed", () -> traps.counts().malformed());
        ignoredTraps("repeated", () -> traps.counts().repeated());
        ignoredTraps("stranger", () -> traps.counts().strangers());
    }

    private void ignoredTraps(String reason, DoubleSupplier count) {
        source.with("reason", reason)
                .counter("sideband.traps.ignored", "Traps without effect, by reason", count);
    }

    /** Events that BMCs post. */
    public void add(WebhookReceiver webhook) {
        posts("received", () -> webhook.counts().received());
        posts("stranger", () -> webhook.counts().strangers());
        posts("refused", () -> webhook.counts().refused());
        source.gauge(
                "sideband.webhook.addresses",
                "Addresses that BMCs may post events to",
                webhook::mailboxes);
    }

    private void posts(String outcome, DoubleSupplier count) {
        source.with("outcome", outcome)
                .counter(
                        "sideband.webhook.requests",
                        "Requests to the webhook: for an address, for none, beyond the limit",
                        count);
    }
}
