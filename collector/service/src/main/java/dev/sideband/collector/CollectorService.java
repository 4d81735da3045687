package dev.sideband.collector;

import dev.sideband.collector.command.CommandService;
import dev.sideband.collector.command.CommandsOfPartitions;
import dev.sideband.collector.memory.MemoryOfPartitions;
import dev.sideband.collector.memory.MemoryStore;
import dev.sideband.collector.memory.MemoryTopics;
import dev.sideband.collector.metrics.CollectorMeters;
import dev.sideband.collector.metrics.Meters;
import dev.sideband.collector.pet.PetReceiver;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.poll.Governor;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.probe.Probes;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.publish.KafkaTelemetry;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.PartitionWriters;
import dev.sideband.collector.push.WebhookOptions;
import dev.sideband.collector.push.WebhookReceiver;
import dev.sideband.collector.share.TargetsGroup;
import dev.sideband.redfish.push.PushMeans;
import dev.sideband.schemas.TopicAdmin;
import dev.sideband.schemas.Topics;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running collector: polls its share of what is on the {@code targets} topic until it is closed.
 *
 * <p>Of each partition that the group of collectors gives it, it first ends what a predecessor left
 * behind and reads how far every log is on the topics; only then does it poll. A thread follows the
 * {@code targets} topic, one virtual thread polls each BMC, one commits the events of each
 * partition.
 */
public final class CollectorService implements AutoCloseable {
    /** For polls to end, and then for the producers; sessions may take longer to be ended. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** How long a start waits for the group to share out; a collector without a share stands by. */
    private static final Duration FIRST_SHARE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(CollectorService.class);

    private final Admin admin;
    private final Probes probes;
    private final PartitionWriters writers;
    private final KafkaTelemetry telemetry;
    private final Fleet fleet;
    private final Optional<PetReceiver> pet;
    private final Optional<WebhookReceiver> webhook;
    private final CommandService commands;
    private final TargetsGroup group;
    private boolean closed;

    private CollectorService(
            Admin admin,
            Probes probes,
            PartitionWriters writers,
            KafkaTelemetry telemetry,
            Fleet fleet,
            CommandService commands,
            TargetsGroup group,
            Optional<PetReceiver> pet,
            Optional<WebhookReceiver> webhook) {
        this.admin = admin;
        this.probes = probes;
        this.writers = writers;
        this.telemetry = telemetry;
        this.fleet = fleet;
        this.commands = commands;
        this.group = group;
        this.pet = pet;
        this.webhook = webhook;
    }

    /**
     * Starts a collector; returns when it polls its first share, or after some seconds without one.
     *
     * @throws IllegalStateException where a topic does not exist
     * @throws org.apache.kafka.common.KafkaException where the brokers do not answer
     * @throws IOException where there is no UDP socket to be had, or not the port for traps or for
     *     webhooks
     */
    public static CollectorService start(CollectorConfig config) throws IOException {
        InstantSource clock = InstantSource.system();
        Topics topics = config.topics();
        KafkaClients clients = config.clients("collector");
        SchemaRegistryClient registry = config.connectRegistry();
        Deque<Runnable> undo = new ArrayDeque<>();
        Admin admin = clients.admin();
        undo.push(() -> admin.close(Duration.ZERO));
        try {
            requireTopics(admin, config);
            TargetsGroup.Place place = TargetsGroup.Place.ask(admin, topics, config.collectorId());
            Optional<WebhookReceiver> webhook = webhook(config);
            webhook.ifPresent(receiver -> undo.push(receiver::close));
            KafkaTelemetry telemetry = KafkaTelemetry.start(clients, topics, registry);
            undo.push(() -> telemetry.close(Duration.ZERO));
            MemoryStore memories =
                    new MemoryStore(new MemoryTopics(clients, topics, registry), telemetry, clock);
            Probes probes = Probes.open(means(config, webhook), memories, clock);
            undo.push(probes::close);
            PartitionWriters writers =
                    new PartitionWriters(clients, admin, topics, registry, place.group());
            Governor governor = new Governor(config.limits());
            Fleet fleet =
                    new Fleet(
                            probes,
                            telemetry,
                            LogSink.NOWHERE,
                            config.credentials(),
                            clock,
                            governor,
                            place::mayPoll);
            CommandService commands =
                    CommandService.start(
                            clients,
                            topics,
                            registry,
                            new CommandService.Settings(
                                    config.commands(), config.collectorId(), place.group()),
                            fleet,
                            clock);
            undo.push(commands::close);
            Optional<PetReceiver> pet = receiver(config, fleet);
            TargetsGroup group =
                    TargetsGroup.join(
                            place,
                            clients,
                            admin,
                            topics,
                            registry,
                            fleet,
                            writers,
                            List.of(
                                    new MemoryOfPartitions(memories),
                                    new CommandsOfPartitions(commands)));
            awaitShare(group);
            LOG.atInfo()
                    .addKeyValue("group", place.group())
                    .addKeyValue("partitions", group.partitions())
                    .log("collector started");
            return new CollectorService(
                    admin, probes, writers, telemetry, fleet, commands, group, pet, webhook);
        } catch (RuntimeException | IOException failure) {
            undo.forEach(Runnable::run);
            throw failure;
        }
    }

    /** So that what asks the fleet for its BMCs, such as a receiver of traps, finds them. */
    private static void awaitShare(TargetsGroup group) {
        try {
            if (!group.awaitPolling(FIRST_SHARE)) {
                LOG.info("no partitions to poll yet: this collector stands by");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requireTopics(Admin admin, CollectorConfig config) {
        try {
            TopicAdmin.check(admin, config.topics());
        } catch (TimeoutException silence) {
            throw new KafkaException(
                    "no broker answers at %s: check the address, and that it is up"
                            .formatted(config.bootstrapServers()),
                    silence);
        }
    }

    private static Optional<PetReceiver> receiver(CollectorConfig config, Fleet fleet)
            throws IOException {
        return config.petTraps().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        PetReceiver.start(
                                config.petTraps().get(), fleet::ipmiAddresses, fleet::lookNow));
    }

    private static Optional<WebhookReceiver> webhook(CollectorConfig config) throws IOException {
        Optional<WebhookOptions> options = config.push().webhook();
        return options.isEmpty()
                ? Optional.empty()
                : Optional.of(WebhookReceiver.start(options.get()));
    }

    private static PushMeans means(CollectorConfig config, Optional<WebhookReceiver> webhook) {
        return new PushMeans(
                config.push().streams(),
                webhook.map(receiver -> receiver),
                config.collectorId().replaceAll("[^A-Za-z0-9._-]", "-"));
    }

    /** Takes over changed secrets; the names are those that targets use. */
    public void useCredentials(Map<String, Credentials> credentials) {
        fleet.useCredentials(credentials);
    }

    /** What was done until now. */
    public CollectorSnapshot snapshot() {
        return new CollectorSnapshot(
                fleet.counters().polls(),
                fleet.counters().latePolls(),
                fleet.counters().failedPolls(),
                telemetry.readingsPublished(),
                telemetry.readingsDropped(),
                writers.published(),
                fleet.states());
    }

    /**
     * This collector's share of the work.
     *
     * @param member whether the brokers say that it is one of the group
     * @param partitions how many partitions of the targets are this collector's
     * @param polled of how many of them the BMCs are polled
     */
    public record Share(boolean member, int partitions, int polled) {}

    /** The share that it has now. */
    public Share share() {
        return new Share(group.isMember(), group.partitions(), group.partitionsPolled());
    }

    /** Adds the meters of all parts. */
    public void addTo(Meters process) {
        CollectorMeters meters = new CollectorMeters(process.registry());
        meters.add(fleet);
        meters.add(probes);
        meters.add(telemetry);
        meters.add(writers);
        meters.add(group);
        pet.ifPresent(meters::add);
        webhook.ifPresent(meters::add);
    }

    /** The receiver of platform event traps, where there is one. */
    public Optional<PetReceiver> petReceiver() {
        return pet;
    }

    /** The receiver of events that BMCs post, where there is one. */
    public Optional<WebhookReceiver> webhookReceiver() {
        return webhook;
    }

    /**
     * Stops polling, closes every session, and writes what is on its way; takes about ten seconds
     * at most, and half a minute where BMCs are slow to end their sessions. What could not be
     * written is still in the BMCs. Closing it again does nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        pet.ifPresent(PetReceiver::close);
        group.close();
        commands.close();
        boolean interrupted = Thread.interrupted();
        try {
            fleet.close(GRACE);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        // The BMCs' last events are answered until their subscriptions are gone.
        webhook.ifPresent(WebhookReceiver::close);
        probes.close();
        telemetry.close(GRACE);
        admin.close(Duration.ZERO);
        LOG.info("collector stopped");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
