package dev.sideband.collector.chaos;

import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

/** A registry in the memory of each process, with the same ids in all. */
final class SameSchemas {
    static final String URL = "mock://chaos";

    private SameSchemas() {}

    static SchemaRegistryClient register(Topics topics) throws Exception {
        SchemaRegistryClient registry = Registries.connect(URL);
        for (var topic : topics.all()) {
            registry.register(topic.subject(), new AvroSchema(topic.schema()));
        }
        return registry;
    }
}
