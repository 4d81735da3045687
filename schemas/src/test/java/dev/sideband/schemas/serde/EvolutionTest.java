package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Reading;
import dev.sideband.schemas.FrozenSchemas;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    static Stream<Topic<?>> topics() {
        return new Topics().all().stream().map(topic -> (Topic<?>) topic);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsRandomRecordsOfEveryFrozenVersion(Topic<? extends SpecificRecord> topic)
            throws IOException {
        List<Schema> versions = FrozenSchemas.of(topic.schema().getName());
        assertThat(versions).isNotEmpty();
        for (Schema writer : versions) {
            assertReads(topic, writer);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsFieldsInAnyOrder(Topic<? extends SpecificRecord> topic) throws IOException {
        Schema ours = topic.schema();
        List<Schema.Field> fields =
                ours.getFields().reversed().stream().map(EvolutionTest::copy).toList();
        assertReads(
                topic, Schema.createRecord(ours.getName(), "", ours.getNamespace(), false, fields));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void isReadByEveryFrozenVersion(Topic<? extends SpecificRecord> topic) throws IOException {
        for (Schema reader : FrozenSchemas.of(topic.schema().getName())) {
            for (Object random : new RandomData(topic.schema(), RECORDS, SEED)) {
                byte[] bytes = serializer.serialize(topic.name(), random);
                assertThat(generic(bytes, topic.schema(), reader).getSchema()).isEqualTo(reader);
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
    private <V extends SpecificRecord> void assertReads(Topic<V> topic, Schema writer)
            throws IOException {
        AvroSerde<V> serde = AvroSerde.of(topic, registry);
        for (Object random : new RandomData(writer, RECORDS, SEED)) {
            byte[] theirs = serializer.serialize("random-" + topic.name(), random);
            V read = serde.deserializer().deserialize(topic.name(), theirs);
            byte[] ours = serde.serializer().serialize(topic.name(), read);
            assertThat(generic(ours, topic.schema(), topic.schema()))
                    .isEqualTo(generic(theirs, writer, topic.schema()));
        }
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
