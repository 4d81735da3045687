package dev.sideband.processor.topology;

import dev.sideband.detection.DetectionSettings;
import dev.sideband.schemas.Topics;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The topology, running. */
public final class AlertStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStreams.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile State state = State.CREATED;

    private AlertStreams(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * Starts it. Several processes share the partitions where they have the same {@code topics}.
     *
     * @param stateDir a directory that no other process uses
     */
    public static AlertStreams start(
            Topics topics,
            SchemaRegistryClient registry,
            String bootstrapServers,
            Path stateDir,
            int threads,
            DetectionSettings settings,
            ProcessorCounters counters) {
        String applicationId = topics.prefix() + "processor";
        var streams =
                new KafkaStreams(
                        ProcessorTopology.build(
                                topics, registry, applicationId, settings, counters),
                        StreamsSettings.of(
                                applicationId, bootstrapServers, stateDir, threads, counters));
        var running = new AlertStreams(streams);
        streams.setStateListener(running::changed);
        streams.setUncaughtExceptionHandler(new ReplaceThread());
        streams.start();
        return running;
    }

    private void changed(State now, State before) {
        LOG.info("streams: {} after {}", now, before);
        state = now;
        if (now == State.RUNNING || now.hasCompletedShutdown()) {
            settled.countDown();
        }
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether it works or can be expected to. */
    public boolean isAlive() {
        return !state.isShuttingDown() && !state.hasCompletedShutdown();
    }

    /**
     * Waits until every partition that it was given is worked on.
     *
     * @throws IllegalStateException when that is not so within {@code timeout}
     */
    public void awaitRunning(Duration timeout) throws InterruptedException {
        if (!settled.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "the processor does not run after %d s: %s; is the broker reachable?"
                            .formatted(timeout.toSeconds(), state));
        }
        if (!isAlive()) {
            throw new IllegalStateException("the processor failed at its start; see the log");
        }
    }

    /** Ends after the record in work and leaves the group, so that others take over at once. */
    @Override
    public void close() {
        var options =
                CloseOptions.timeout(CLOSE_WITHIN)
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(options)) {
            LOG.warn("the stream threads did not end within {}", CLOSE_WITHIN);
        }
    }
}
