package dev.sideband.processor;

import dev.sideband.processor.query.ApiServer;
import dev.sideband.processor.topology.AlertStreams;
import dev.sideband.processor.topology.ProcessorCounters;
import dev.sideband.processor.view.FleetView;
import dev.sideband.processor.view.ViewFeed;
import dev.sideband.schemas.TopicAdmin;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A processor, running: the topology, the API and the page. */
public final class ProcessorService implements AutoCloseable {
    private static final int BROKER_ANSWERS_WITHIN_MILLIS = 15_000;

    private final ProcessorCounters counters = new ProcessorCounters();
    private final FleetView view;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private @Nullable AlertStreams streams;
    private @Nullable ApiServer api;

    private ProcessorService(ProcessorConfig config) {
        this.view = new FleetView(config.history());
    }

    /**
     * Starts it and returns; {@link #awaitRunning} waits until it works.
     *
     * @throws PortTakenException when the port of the API is taken
     * @throws IllegalStateException when the broker does not answer or the topics are not as they
     *     have to be
     */
    public static ProcessorService start(ProcessorConfig config) {
        var service = new ProcessorService(config);
        try {
            service.startParts(config);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void startParts(ProcessorConfig config) {
        // First what people wait for and what fails most: the page says "loading" meanwhile.
        if (config.port() != ProcessorConfig.NO_PORT) {
            api = ApiServer.start(config.host(), config.port(), view, this::isAlive, this::isReady);
            parts.push(api);
        }
        var topics = new Topics(config.topicPrefix());
        checkTopics(config, topics);
        SchemaRegistryClient registry = Registries.connect(config.registryUrl());
        streams =
                AlertStreams.start(
                        topics,
                        registry,
                        config.bootstrapServers(),
                        config.stateDir(),
                        config.threads(),
                        config.alerts().settings(),
                        counters);
        parts.push(streams);
        if (api != null) {
            parts.push(
                    ViewFeed.start(
                            view,
                            topics,
                            registry,
                            config.bootstrapServers(),
                            config.history(),
                            InstantSource.system()));
        }
    }

    private static void checkTopics(ProcessorConfig config, Topics topics) {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers(),
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                BROKER_ANSWERS_WITHIN_MILLIS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, BROKER_ANSWERS_WITHIN_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            TopicAdmin.check(admin, topics);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the Kafka broker at %s does not answer; is it running?"
                            .formatted(config.bootstrapServers()),
                    e);
        }
    }

    /**
     * Waits until every partition is worked on.
     *
     * @throws IllegalStateException when that is not so within {@code timeout}
     */
    public void awaitRunning(Duration timeout) throws InterruptedException {
        if (streams != null) {
            streams.awaitRunning(timeout);
        }
    }

    /** The port of the API and the page; -1 where there are none. */
    public int port() {
        return api == null ? ProcessorConfig.NO_PORT : api.port();
    }

    /** What it has done since its start. */
    public ProcessorCounters.Snapshot snapshot() {
        return counters.snapshot();
    }

    /** The fleet as the page shows it. */
    public FleetView view() {
        return view;
    }

    private boolean isAlive() {
        return streams == null || streams.isAlive();
    }

    private boolean isReady() {
        return streams != null && streams.isRunning() && view.isLive();
    }

    /** Ends within seconds; what is in work is committed or undone. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
