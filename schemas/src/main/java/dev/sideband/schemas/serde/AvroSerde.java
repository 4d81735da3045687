package dev.sideband.schemas.serde;

import dev.sideband.schemas.Topic;
import dev.sideband.schemas.TrustedRecords;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The values of one topic or state store; null is a tombstone both ways. Any number of threads may
 * use it at once.
 *
 * @param <V> the record
 */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V> {
    static {
        TrustedRecords.declare();
    }

    private final AvroSerializer<V> serializer;
    private final AvroDeserializer<V> deserializer;

    private AvroSerde(String subject, Class<V> type, SchemaRegistryClient registry) {
        serializer = new AvroSerializer<>(subject, type, registry);
        deserializer = new AvroDeserializer<>(type, registry);
    }

    /** For the values of {@code topic}; the schema is registered when the first is written. */
    public static <V extends SpecificRecord> AvroSerde<V> of(
            Topic<V> topic, SchemaRegistryClient registry) {
        return new AvroSerde<>(topic.subject(), topic.value(), registry);
    }

    /** For the values of a Kafka Streams state store, under the subject {@code storeName-value}. */
    public static <V extends SpecificRecord> AvroSerde<V> forState(
            String storeName, Class<V> type, SchemaRegistryClient registry) {
        return new AvroSerde<>(storeName + "-value", type, registry);
    }

    @Override
    public Serializer<V> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<V> deserializer() {
        return deserializer;
    }
}
