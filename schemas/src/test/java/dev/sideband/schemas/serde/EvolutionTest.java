package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Reading;
import dev.sideband.schemas.FrozenSchemas;
import dev.sideband.schemas.GeneratedRecords;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records written with another version of the schema. */
class EvolutionTest {
    private static final long SEED = 42;
    private static final int RECORDS = 20;

    private final SchemaRegistryClient registry = Registries.connect("mock://evolution");
    private final KafkaAvroSerializer serializer =
            new KafkaAvroSerializer(
                    registry,
                    Map.of(
                            "schema.registry.url",
                            "mock://evolution",
                            "auto.register.schemas",
                            true));

    static List<Class<? extends SpecificRecord>> records() {
        return GeneratedRecords.classes();
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsRandomRecordsOfEveryFrozenVersion(Class<? extends SpecificRecord> type)
            throws IOException {
        List<Schema> versions = FrozenSchemas.of(type.getSimpleName());
        assertThat(versions).isNotEmpty();
        for (Schema writer : versions) {
            assertReads(type, writer);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsFieldsInAnyOrder(Class<? extends SpecificRecord> type) throws IOException {
        Schema ours = schema(type);
        List<Schema.Field> fields =
                ours.getFields().reversed().stream().map(EvolutionTest::copy).toList();
        assertReads(
                type, Schema.createRecord(ours.getName(), "", ours.getNamespace(), false, fields));
    }

    @ParameterizedTest
    @MethodSource("records")
    void isReadByEveryFrozenVersion(Class<? extends SpecificRecord> type) throws IOException {
        for (Schema reader : FrozenSchemas.of(type.getSimpleName())) {
            for (Object random : new RandomData(schema(type), RECORDS, SEED)) {
                byte[] bytes = serializer.serialize(type.getSimpleName(), random);
                assertThat(generic(bytes, schema(type), reader).getSchema()).isEqualTo(reader);
            }
        }
    }

    @Test
    void givesMissingFieldsTheirDefaultAndSkipsUnknownOnes() throws IOException {
        Schema ours = Reading.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("serial", Schema.create(Schema.Type.STRING), "New.", ""));
        for (Schema.Field field : ours.getFields()) {
            if (!field.name().equals("unit")) {
                fields.add(copy(field));
            }
        }
        Schema theirs = Schema.createRecord("Reading", "", ours.getNamespace(), false, fields);
        GenericRecord written = readingOf(theirs);
        written.put("serial", "4711");

        Reading read = deserialize(written);

        assertThat(read.getUnit()).isNull();
        assertThat(read.getName()).isEqualTo("CPU1 Temp");
        assertThat(read.getObservedAt()).isEqualTo(Records.NOON);
    }

    @Test
    void takesAnEnumWordThatItDoesNotKnowForTheDefault() throws IOException {
        Schema ours = Reading.getClassSchema();
        Schema quality = ours.getField("quality").schema();
        List<String> words = new ArrayList<>(quality.getEnumSymbols());
        words.addFirst("ESTIMATED");
        Schema wider = Schema.createEnum("Quality", "", quality.getNamespace(), words, "UNKNOWN");
        List<Schema.Field> fields =
                ours.getFields().stream()
                        .map(field ->
                                new Schema.Field(
                                        field,
                                        field.name().equals("quality") ? wider : field.schema()))
                        .toList();
        Schema theirs = Schema.createRecord("Reading", "", ours.getNamespace(), false, fields);
        GenericRecord written = readingOf(theirs);
        written.put("quality", new GenericData.EnumSymbol(wider, "ESTIMATED"));

        assertThat(deserialize(written).getQuality()).isEqualTo(Quality.UNKNOWN);
    }

    /** What comes out of our deserializer and serializer is what came in, seen with our schema. */
    private <V extends SpecificRecord> void assertReads(Class<V> type, Schema writer)
            throws IOException {
        String name = type.getSimpleName();
        AvroSerde<V> serde = AvroSerde.forState(name, type, registry);
        for (Object random : new RandomData(writer, RECORDS, SEED)) {
            byte[] theirs = serializer.serialize("random-" + name, random);
            V read = serde.deserializer().deserialize(name, theirs);
            byte[] ours = serde.serializer().serialize(name, read);
            assertThat(generic(ours, schema(type), schema(type)))
                    .isEqualTo(generic(theirs, writer, schema(type)));
        }
    }

    private static Schema schema(Class<?> type) {
        return SpecificData.get().getSchema(type);
    }

    private Reading deserialize(GenericRecord record) {
        byte[] bytes = serializer.serialize("of-others", record);
        return AvroSerde.of(new Topics().readings(), registry)
                .deserializer()
                .deserialize("of-others", bytes);
    }

    /** The usual reading, as a writer with the schema {@code theirs} has it. */
    private GenericRecord readingOf(Schema theirs) throws IOException {
        byte[] ours =
                AvroSerde.of(new Topics().readings(), registry)
                        .serializer()
                        .serialize("readings", Records.reading());
        return generic(ours, Reading.getClassSchema(), theirs);
    }

    private static GenericRecord generic(byte[] bytes, Schema writer, Schema reader)
            throws IOException {
        int header = WireFormat.HEADER_BYTES;
        return new GenericDatumReader<GenericRecord>(writer, reader)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(bytes, header, bytes.length - header, null));
    }

    private static Schema.Field copy(Schema.Field field) {
        return new Schema.Field(field, field.schema());
    }
}
