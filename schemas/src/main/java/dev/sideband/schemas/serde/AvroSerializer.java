package dev.sideband.schemas.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Writes records of one class. */
final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {
    private static final int NOT_REGISTERED = -1;

    private final String subject;
    private final SchemaRegistryClient registry;
    private final Schema schema;
    private final ValueWriter writer;
    private final Spares<ArrayEncoder> encoders = new Spares<>(ArrayEncoder::new);
    private volatile int id = NOT_REGISTERED;

    AvroSerializer(String subject, Class<V> type, SchemaRegistryClient registry) {
        this.subject = subject;
        this.registry = registry;
        schema = SpecificData.get().getSchema(type);
        writer = ValueWriter.of(schema);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) {
            return null;
        }
        int known = id;
        int schemaId = known == NOT_REGISTERED ? register() : known;
        ArrayEncoder encoder = encoders.take();
        try {
            encoder.begin(schemaId);
            writer.write(value, encoder);
            return encoder.end();
        } catch (IOException | NullPointerException | ClassCastException e) {
            throw new SerializationException(
                    "topic %s: the value does not fit its schema %s; null but required: %s"
                            .formatted(topic, schema.getName(), missing(value)),
                    e);
        } finally {
            encoders.giveBack(encoder);
        }
    }

    private int register() {
        try {
            id = registry.register(subject, new AvroSchema(schema));
            return id;
        } catch (IOException | RestClientException e) {
            throw new SerializationException(
                    "the schema registry does not take the schema of %s: %s"
                            .formatted(subject, e.getMessage()),
                    e);
        }
    }

    private List<String> missing(V value) {
        return schema.getFields().stream()
                .filter(field -> value.get(field.pos()) == null && !field.schema().isNullable())
                .map(Schema.Field::name)
                .toList();
    }
}
