package dev.sideband.processor.topology;

import dev.sideband.avro.Sensor;
import dev.sideband.avro.ServerState;
import dev.sideband.detection.DetectionSettings;
import dev.sideband.detection.Detector;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The whole picture.
 *
 * <pre>
 * targets, sensors, status, readings, events ─► watch-servers ─► alerts, alerts-active, health
 *                                                 stores: servers, sensors
 * </pre>
 *
 * <p>The sources are co-partitioned by target, so that one task sees all of a server. The names of
 * operators and stores are the contract of an upgrade: changelogs and offsets go by them.
 */
public final class ProcessorTopology {
    static final String WATCH_SERVERS = "watch-servers";
    static final String SERVERS = "servers";
    static final String SENSORS = "sensors-of-servers";
    static final String ALERTS_SINK = "to-alerts";
    static final String ACTIVE_SINK = "to-alerts-active";
    static final String HEALTH_SINK = "to-health";

    private final Topics topics;
    private final SchemaRegistryClient registry;
    private final String applicationId;
    private final Topology topology = new Topology();

    private ProcessorTopology(Topics topics, SchemaRegistryClient registry, String applicationId) {
        this.topics = topics;
        this.registry = registry;
        this.applicationId = applicationId;
    }

    /**
     * The topology over {@code topics}.
     *
     * @param applicationId names the changelogs, and so the subjects of their schemas
     */
    public static Topology build(
            Topics topics,
            SchemaRegistryClient registry,
            String applicationId,
            DetectionSettings settings,
            ProcessorCounters counters) {
        return new ProcessorTopology(topics, registry, applicationId).build(settings, counters);
    }

    private Topology build(DetectionSettings settings, ProcessorCounters counters) {
        from(topics.targets());
        from(topics.sensors());
        from(topics.status());
        from(topics.readings());
        from(topics.events());
        topology.addProcessor(
                WATCH_SERVERS,
                () -> new ServerProcessor(new Detector(settings), topics, counters),
                topics.targets().shortName(),
                topics.sensors().shortName(),
                topics.status().shortName(),
                topics.readings().shortName(),
                topics.events().shortName());
        topology.addStateStore(servers(), WATCH_SERVERS);
        topology.addStateStore(sensors(), WATCH_SERVERS);
        to(topics.alerts(), ALERTS_SINK);
        to(topics.alertsActive(), ACTIVE_SINK);
        to(topics.health(), HEALTH_SINK);
        return topology;
    }

    private <V extends SpecificRecord> void from(Topic<V> topic) {
        Deserializer<V> values = AvroSerde.of(topic, registry).deserializer();
        topology.addSource(
                AutoOffsetReset.earliest(),
                topic.shortName(),
                new LogAndSkipOnInvalidTimestamp(),
                new StringDeserializer(),
                values,
                topic.name());
    }

    private void to(Topic<?> topic, String name) {
        topology.addSink(
                name,
                topic.name(),
                new StringSerializer(),
                AvroSerde.of(topic, registry).serializer(),
                WATCH_SERVERS);
    }

    private StoreBuilder<KeyValueStore<String, ServerState>> servers() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SERVERS),
                        Serdes.String(),
                        AvroSerde.forState(changelog(SERVERS), ServerState.class, registry))
                .withCachingEnabled();
    }

    private StoreBuilder<KeyValueStore<String, Sensor>> sensors() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SENSORS),
                Serdes.String(),
                AvroSerde.forState(changelog(SENSORS), Sensor.class, registry));
    }

    private String changelog(String store) {
        return applicationId + "-" + store + "-changelog";
    }
}
