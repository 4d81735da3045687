package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sideband.avro.Alert;
import dev.sideband.localkafka.LocalRegistry;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;

import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

/** Our records through Apicurio Registry, together with Confluent's serializers. */
class RealRegistryIT {
    private static final Path PROGRAM = Path.of("..", "deploy", "localkafka", "target", "registry");

    private final Topic<Alert> topic = new Topics().alerts();

    @TempDir private Path directory;

    @Test
    void exchangesRecordsWithConfluentOverARestart() throws Exception {
        byte[] ours;
        try (LocalRegistry registry = start();
                SchemaRegistryClient client = Registries.connect(registry.url())) {
            AvroSerde<Alert> serde = AvroSerde.of(topic, client);
            ours = serde.serializer().serialize(topic.name(), Records.alert());
            try (KafkaAvroSerializer serializer =
                    new KafkaAvroSerializer(null, settings(registry))) {
                byte[] theirs = serializer.serialize(topic.name(), Records.alert());
                assertThat(theirs).isEqualTo(ours);
            }
        }
        try (LocalRegistry registry = start();
                SchemaRegistryClient client = Registries.connect(registry.url());
                KafkaAvroDeserializer deserializer =
                        new KafkaAvroDeserializer(null, settings(registry))) {
            AvroSerde<Alert> serde = AvroSerde.of(topic, client);
            assertThat(serde.deserializer().deserialize(topic.name(), ours))
                    .isEqualTo(Records.alert());
            assertThat(deserializer.deserialize(topic.name(), ours)).isEqualTo(Records.alert());
        }
    }

    @Test
    void saysThatTheRegistryIsGone() throws Exception {
        try (SchemaRegistryClient client = Registries.connect("http://127.0.0.1:1")) {
            AvroSerde<Alert> serde = AvroSerde.of(topic, client);
            assertThatThrownBy(() -> serde.serializer().serialize(topic.name(), Records.alert()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("schema registry")
                    .hasMessageContaining(topic.name());
            assertThatThrownBy(() ->
                            serde.deserializer()
                                    .deserialize(topic.name(), new byte[] {0, 0, 0, 0, 1}))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("schema id 1");
        }
    }

    private LocalRegistry start() {
        assumeThat(PROGRAM).as("the registry, which deploy/localkafka unpacks").isDirectory();
        return LocalRegistry.start(new LocalRegistry.Options(PROGRAM, directory, 0));
    }

    private static Map<String, ?> settings(LocalRegistry registry) {
        return Map.of("schema.registry.url", registry.url(), "specific.avro.reader", true);
    }
}
