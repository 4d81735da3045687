package dev.sideband.schemas.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads records of one class, whatever schema they were written with.
 *
 * <p>The classes that it makes are those of its own schema: a writer's schema decides which bytes
 * are read and which are skipped, never which class is loaded.
 */
final class AvroDeserializer<V extends SpecificRecord> implements Deserializer<V> {
    private static final int CACHED_WRITERS = 1000;

    private final Class<V> type;
    private final SchemaRegistryClient registry;
    private final SpecificData model;
    private final Schema schema;
    private final ValueReader sameSchema;
    private final Map<Integer, ValueReader> readers = new ConcurrentHashMap<>();
    private final Spares<BinaryDecoder> decoders =
            new Spares<>(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

    AvroDeserializer(Class<V> type, SchemaRegistryClient registry) {
        this.type = type;
        this.registry = registry;
        model = SpecificData.getForClass(type);
        schema = model.getSchema(type);
        sameSchema = ValueReader.of(schema, new RecordClasses(type));
    }

    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        int body = data.length - WireFormat.HEADER_BYTES;
        if (body < 0 || data[0] != WireFormat.MAGIC) {
            throw new SerializationException(
                    "topic %s: a value of %d bytes is not in Confluent's wire format"
                            .formatted(topic, data.length));
        }
        int id = ByteBuffer.wrap(data).getInt(1);
        ValueReader reader = reader(topic, id);
        BinaryDecoder decoder = decoders.take();
        try {
            DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER_BYTES, body, decoder);
            return type.cast(reader.read(decoder));
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            throw new SerializationException(
                    "topic %s, schema id %d: the value is not a %s: %s"
                            .formatted(topic, id, schema.getName(), e.getMessage()),
                    e);
        } finally {
            decoders.giveBack(decoder);
        }
    }

    private ValueReader reader(String topic, int id) {
        ValueReader known = readers.get(id);
        if (known != null) {
            return known;
        }
        ValueReader reader = readerOf(writerSchema(topic, id));
        if (readers.size() < CACHED_WRITERS) {
            readers.put(id, reader);
        }
        return reader;
    }

    /** Avro's own way is slower, but resolves a writer's schema to ours. */
    private ValueReader readerOf(Schema writer) {
        if (writer.equals(schema)) {
            return sameSchema;
        }
        SpecificDatumReader<V> resolving = new SpecificDatumReader<>(writer, schema, model);
        return in -> resolving.read(null, in);
    }

    private Schema writerSchema(String topic, int id) {
        try {
            ParsedSchema parsed = registry.getSchemaById(id);
            if (parsed.rawSchema() instanceof Schema writer) {
                return writer;
            }
            throw new SerializationException(
                    "topic %s: schema id %d is %s, not Avro"
                            .formatted(topic, id, parsed.schemaType()));
        } catch (IOException | RestClientException e) {
            throw new SerializationException(
                    "topic %s: the schema registry does not give schema id %d: %s"
                            .formatted(topic, id, e.getMessage()),
                    e);
        }
    }
}
