package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Reading;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whoever can write to the registry must not choose which class is made. */
class ClassLoadingTest {
    static final AtomicBoolean TOUCHED = new AtomicBoolean();

    private final SchemaRegistryClient registry = Registries.connect("mock://hostile");

    /** Stands for any class whose making does harm. */
    public static final class Gadget {
        static {
            TOUCHED.set(true);
        }

        public Gadget(String harm) {
            throw new IllegalStateException(harm);
        }
    }

    @Test
    void makesNoClassThatAWriterNames() throws Exception {
        for (String property :
                new String[] {"java-class", "java-key-class", "java-element-class"}) {
            deserialize(
                    Reading.getClassSchema()
                            .toString()
                            .replace(
                                    "\"avro.java.string\":\"String\"",
                                    "\"%s\":\"%s\"".formatted(property, Gadget.class.getName())));
        }
        assertThat(TOUCHED).isFalse();
    }

    @Test
    void makesNoClassThatAWriterCallsItsRecord() throws Exception {
        deserialize(
                """
                {"type": "record", "name": "%s", "fields": [{"name": "harm", "type": "string"}]}
                """
                        .formatted(Gadget.class.getName().replace('$', '_')));
        deserialize(
                "{\"type\": \"string\", \"java-class\": \"%s\"}".formatted(Gadget.class.getName()));
        assertThat(TOUCHED).isFalse();
    }

    private void deserialize(String writer) throws Exception {
        int id =
                registry.register(
                        "hostile-value", new AvroSchema(new Schema.Parser().parse(writer)));
        byte[] body =
                AvroSerde.of(new Topics().readings(), registry)
                        .serializer()
                        .serialize("", Records.reading());
        ByteBuffer.wrap(body).putInt(1, id);
        try {
            AvroSerde.of(new Topics().readings(), registry).deserializer().deserialize("", body);
        } catch (SerializationException refused) {
            // As good as read.
        }
    }
}
