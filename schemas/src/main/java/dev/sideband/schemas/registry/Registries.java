package dev.sideband.schemas.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;

import java.util.List;
import java.util.Map;

/** Clients of schema registries that speak Confluent's protocol. */
public final class Registries {
    private static final int CACHED_SCHEMAS = 1000;
    private static final Map<String, String> SETTINGS =
            Map.of("http.connect.timeout.ms", "5000", "http.read.timeout.ms", "10000");

    private Registries() {}

    /**
     * A client of the registry at {@code url}; it connects on first use.
     *
     * @param url {@code http://…} or {@code https://…} up to the part before {@code /subjects}, or
     *     {@code mock://name} for one in this JVM
     * @throws IllegalArgumentException for any other url
     */
    public static SchemaRegistryClient connect(String url) {
        return connect(url, Map.of());
    }

    /**
     * As {@link #connect(String)}.
     *
     * @param headers sent with every request, such as one to log in
     */
    public static SchemaRegistryClient connect(String url, Map<String, String> headers) {
        if (!url.matches("(https?|mock)://\\S+")) {
            throw new IllegalArgumentException(
                    "schema registry \"%s\": wants http://host:port/path, https:// or mock://name"
                            .formatted(url));
        }
        return SchemaRegistryClientFactory.newClient(
                List.of(url), CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), SETTINGS, headers);
    }
}
