package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Event;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Target;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class AvroSerdeTest {
    private final Topics topics = new Topics();
    private final SchemaRegistryClient registry = Registries.connect("mock://serde");

    @Test
    void readsWhatItWrote() {
        assertRoundTrip(AvroSerde.of(topics.readings(), registry), Records.reading());
        assertRoundTrip(AvroSerde.of(topics.readings(), registry), Records.discreteReading());
        assertRoundTrip(AvroSerde.of(topics.events(), registry), Records.event());
        assertRoundTrip(AvroSerde.of(topics.alerts(), registry), Records.alert());
        assertRoundTrip(AvroSerde.of(topics.targets(), registry), Records.target());
    }

    @Test
    void passesTombstones() {
        AvroSerde<Target> serde = AvroSerde.of(topics.targets(), registry);
        assertThat(serde.serializer().serialize("targets", null)).isNull();
        assertThat(serde.deserializer().deserialize("targets", null)).isNull();
    }

    @Test
    void registersUnderTheTopicsSubject() throws Exception {
        AvroSerde.of(topics.events(), registry).serializer().serialize("", Records.event());
        assertThat(registry.getAllSubjects()).contains("sideband.events-value");
        assertThat(registry.getLatestSchemaMetadata("sideband.events-value").getSchema())
                .isEqualTo(Event.getClassSchema().toString());
    }

    @Test
    void registersStoresUnderTheirOwnName() throws Exception {
        AvroSerde.forState("open-alerts", Alert.class, registry)
                .serializer()
                .serialize("", Records.alert());
        assertThat(registry.getAllSubjects()).contains("open-alerts-value");
    }

    @Test
    void refusesForeignBytes() {
        AvroSerde<Reading> serde = AvroSerde.of(topics.readings(), registry);
        for (byte[] foreign :
                List.of(new byte[0], new byte[4], "{\"a\": \"json\"}".getBytes(UTF_8))) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("readings", foreign))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("readings")
                    .hasMessageContaining("not in Confluent's wire format");
        }
    }

    @Test
    void refusesAnUnknownSchemaId() {
        AvroSerde<Reading> serde = AvroSerde.of(topics.readings(), registry);
        assertThatThrownBy(() ->
                        serde.deserializer().deserialize("readings", new byte[] {0, 0, 1, 0, 0, 7}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic readings")
                .hasMessageContaining("schema id 65536");
    }

    @Test
    void namesTheFieldThatIsNullButRequired() {
        Target target = Records.target();
        target.put("credentials", null);
        AvroSerde<Target> serde = AvroSerde.of(topics.targets(), registry);
        assertThatThrownBy(() -> serde.serializer().serialize("targets", target))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic targets")
                .hasMessageContaining("[credentials]");
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        AvroSerde<Target> serde = AvroSerde.of(topics.targets(), registry);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Target>> read =
                    IntStream.range(0, 2000)
                            .mapToObj(number -> threads.submit(() -> roundTrip(serde, number)))
                            .toList();
            for (int number = 0; number < read.size(); number++) {
                assertThat(read.get(number).get()).isEqualTo(target(number));
            }
        }
    }

    private static Target roundTrip(AvroSerde<Target> serde, int number) {
        byte[] bytes = serde.serializer().serialize("targets", target(number));
        return serde.deserializer().deserialize("targets", bytes);
    }

    /** Of a length of its own. */
    private static Target target(int number) {
        return Target.newBuilder(Records.target()).setTarget("r".repeat(number)).build();
    }

    private static <V extends SpecificRecord> void assertRoundTrip(AvroSerde<V> serde, V record) {
        byte[] bytes = serde.serializer().serialize("any", record);
        assertThat(serde.deserializer().deserialize("any", bytes)).isEqualTo(record);
    }
}
