package dev.sideband.collector;

import dev.sideband.avro.Target;
import dev.sideband.collector.memory.MemoryStore;
import dev.sideband.collector.memory.MemoryTopics;
import dev.sideband.collector.metrics.CollectorMeters;
import dev.sideband.collector.pet.PetReceiver;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.probe.Probes;
import dev.sideband.collector.publish.CompactedTopic;
import dev.sideband.collector.publish.EventPublisher;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.publish.KafkaTelemetry;
import dev.sideband.collector.push.WebhookOptions;
import dev.sideband.collector.push.WebhookReceiver;
import dev.sideband.redfish.push.PushMeans;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A running collector: polls what is on the {@code targets} topic until it is closed.
 *
 * <p>At its start it first ends what a predecessor with its id left behind and reads how far every
 * log is on the topics; only then does it poll. A thread follows the {@code targets} topic, one
 * virtual thread polls each BMC, one thread commits events.
 */
public final class CollectorService implements AutoCloseable {
    /** For polls to end, and then for the producers; sessions may take longer to be ended. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration FOLLOW = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(CollectorService.class);

    private final CompactedTopic<Target> targets;
    private final Probes probes;
    private final EventPublisher events;
    private final KafkaTelemetry telemetry;
    private final Fleet fleet;
    private final Optional<PetReceiver> pet;
    private final Optional<WebhookReceiver> webhook;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread follower = new Thread(this::followTargets, "targets-follower");

    private CollectorService(
            CompactedTopic<Target> targets,
            Probes probes,
            EventPublisher events,
            KafkaTelemetry telemetry,
            Fleet fleet,
            Optional<PetReceiver> pet,
            Optional<WebhookReceiver> webhook) {
        this.targets = targets;
        this.probes = probes;
        this.events = events;
        this.telemetry = telemetry;
        this.fleet = fleet;
        this.pet = pet;
        this.webhook = webhook;
    }

    /**
     * Starts a collector.
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
        CompactedTopic<Target> targets =
                new CompactedTopic<>(
                        clients,
                        topics.targets(),
                        AvroSerde.of(topics.targets(), registry).deserializer(),
                        CompactedTopic.Unreadable.SKIP);
        Deque<Runnable> undo = new ArrayDeque<>();
        undo.push(targets::close);
        try {
            Map<String, Target> present = targets.readToEnd();
            Optional<WebhookReceiver> webhook = webhook(config);
            webhook.ifPresent(receiver -> undo.push(receiver::close));
            KafkaTelemetry telemetry = KafkaTelemetry.start(clients, topics, registry);
            undo.push(() -> telemetry.close(Duration.ZERO));
            MemoryStore memories =
                    new MemoryStore(new MemoryTopics(clients, topics, registry), telemetry, clock);
            memories.restoreAll();
            Probes probes = Probes.open(means(config, webhook), memories, clock);
            undo.push(probes::close);
            EventPublisher events =
                    EventPublisher.start(
                            clients,
                            topics,
                            registry,
                            topics.prefix() + "collector-" + config.collectorId());
            undo.push(() -> end(events));
            Fleet fleet = new Fleet(probes, telemetry, events, config.credentials(), clock);
            Optional<PetReceiver> pet = receiver(config, fleet);
            CollectorService service =
                    new CollectorService(targets, probes, events, telemetry, fleet, pet, webhook);
            service.begin(present);
            return service;
        } catch (RuntimeException | IOException failure) {
            undo.forEach(Runnable::run);
            throw failure;
        }
    }

    private static void end(EventPublisher events) {
        try {
            events.close(Duration.ZERO);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
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

    private void begin(Map<String, Target> present) {
        Map<String, Optional<Target>> all = new HashMap<>();
        present.forEach((id, target) -> all.put(id, Optional.of(target)));
        fleet.apply(all);
        follower.start();
        LOG.atInfo().addKeyValue("targets", all.size()).log("collector started");
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
                events.published(),
                fleet.states());
    }

    /** Adds the meters of all parts. */
    public void addTo(MeterRegistry registry) {
        CollectorMeters meters = new CollectorMeters(registry);
        meters.add(fleet);
        meters.add(probes);
        meters.add(telemetry);
        meters.add(events);
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

    private void followTargets() {
        while (closing.getCount() > 0) {
            try {
                fleet.apply(targets.changes(FOLLOW));
            } catch (WakeupException closed) {
                break;
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("failure", failure.toString())
                        .log("changed targets could not be read; trying again");
                pause();
            }
        }
        targets.close();
    }

    private void pause() {
        try {
            closing.await(FOLLOW.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops polling, closes every session, and writes what is on its way; takes about ten seconds
     * at most, and half a minute where BMCs are slow to end their sessions. What could not be
     * written is still in the BMCs. Closing it again does nothing.
     */
    @Override
    public synchronized void close() {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        targets.wakeup();
        boolean interrupted = Thread.interrupted();
        try {
            follower.join(GRACE);
            pet.ifPresent(PetReceiver::close);
            fleet.close(GRACE);
            events.close(GRACE);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        // The BMCs' last events are answered until their subscriptions are gone.
        webhook.ifPresent(WebhookReceiver::close);
        probes.close();
        telemetry.close(GRACE);
        LOG.info("collector stopped");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
