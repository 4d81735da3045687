package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;

import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** Confluent's own serializers and ours read what the other wrote. */
class ConfluentCompatibilityTest {
    private static final String URL = "mock://compatibility";

    private final Topics topics = new Topics();
    private final SchemaRegistryClient registry = Registries.connect(URL);

    @Test
    void confluentReadsOurs() {
        assertConfluentReads(topics.readings(), Records.reading());
        assertConfluentReads(topics.readings(), Records.discreteReading());
        assertConfluentReads(topics.events(), Records.event());
        assertConfluentReads(topics.alerts(), Records.alert());
        assertConfluentReads(topics.targets(), Records.target());
    }

    @Test
    void weReadConfluents() {
        assertWeRead(topics.readings(), Records.reading());
        assertWeRead(topics.readings(), Records.discreteReading());
        assertWeRead(topics.events(), Records.event());
        assertWeRead(topics.alerts(), Records.alert());
        assertWeRead(topics.targets(), Records.target());
    }

    @Test
    void confluentReadsOursWithoutOurClasses() {
        byte[] bytes =
                AvroSerde.of(topics.alerts(), registry)
                        .serializer()
                        .serialize(topics.alerts().name(), Records.alert());
        try (KafkaAvroDeserializer deserializer = deserializer(false)) {
            GenericRecord alert =
                    (GenericRecord) deserializer.deserialize(topics.alerts().name(), bytes);
            assertThat(alert.get("title")).hasToString(Records.alert().getTitle());
            assertThat(alert.get("changed_at")).isEqualTo(Records.NOON.toEpochMilli());
            assertThat(alert.get("severity")).hasToString("CRITICAL");
        }
    }

    @Test
    void writesTheSameBytesAsConfluent() {
        byte[] ours =
                AvroSerde.of(topics.readings(), registry)
                        .serializer()
                        .serialize(topics.readings().name(), Records.reading());
        try (KafkaAvroSerializer serializer = serializer()) {
            assertThat(serializer.serialize(topics.readings().name(), Records.reading()))
                    .isEqualTo(ours);
        }
    }

    private <V extends SpecificRecord> void assertConfluentReads(Topic<V> topic, V record) {
        byte[] bytes = AvroSerde.of(topic, registry).serializer().serialize(topic.name(), record);
        try (KafkaAvroDeserializer deserializer = deserializer(true)) {
            assertThat(deserializer.deserialize(topic.name(), bytes)).isEqualTo(record);
        }
    }

    private <V extends SpecificRecord> void assertWeRead(Topic<V> topic, V record) {
        try (KafkaAvroSerializer serializer = serializer()) {
            byte[] bytes = serializer.serialize(topic.name(), record);
            assertThat(AvroSerde.of(topic, registry).deserializer().deserialize("", bytes))
                    .isEqualTo(record);
        }
    }

    private KafkaAvroSerializer serializer() {
        return new KafkaAvroSerializer(registry, Map.of("schema.registry.url", URL));
    }

    private KafkaAvroDeserializer deserializer(boolean specific) {
        return new KafkaAvroDeserializer(
                registry, Map.of("schema.registry.url", URL, "specific.avro.reader", specific));
    }
}
