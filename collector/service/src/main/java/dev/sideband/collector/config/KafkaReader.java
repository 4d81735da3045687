package dev.sideband.collector.config;

import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes sense of the section {@code kafka}: properties are those of Kafka's own clients. */
final class KafkaReader {
    /** What exactly-once, the group and the topics' layout depend on. */
    private static final Set<String> KEPT =
            Set.of(
                    "acks",
                    "allow.auto.create.topics",
                    "auto.offset.reset",
                    "bootstrap.servers",
                    "client.id",
                    "enable.auto.commit",
                    "enable.idempotence",
                    "group.id",
                    "group.instance.id",
                    "group.protocol",
                    "isolation.level",
                    "key.deserializer",
                    "key.serializer",
                    "max.in.flight.requests.per.connection",
                    "partition.assignment.strategy",
                    "partitioner.class",
                    "transactional.id",
                    "value.deserializer",
                    "value.serializer");

    private static final List<ConfigDef> KNOWN =
            List.of(
                    ProducerConfig.configDef(),
                    ConsumerConfig.configDef(),
                    AdminClientConfig.configDef());

    private final Path file;
    private final List<Path> sources;

    KafkaReader(Path file, List<Path> sources) {
        this.file = file;
        this.sources = sources;
    }

    String bootstrapServers(CollectorYaml.@Nullable Kafka kafka) throws ConfigException {
        if (kafka == null || kafka.bootstrapServers() == null) {
            throw problem("bootstrap-servers is missing; write host:port of a broker or more");
        }
        for (String server : kafka.bootstrapServers().split(",", -1)) {
            if (!server.strip().matches("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):\\d{1,5}")) {
                throw problem(
                        "bootstrap-servers: \"%s\" is not host:port".formatted(server.strip()),
                        "bootstrap-servers");
            }
        }
        return kafka.bootstrapServers().replaceAll("\\s", "");
    }

    Map<String, String> properties(CollectorYaml.@Nullable Kafka kafka) throws ConfigException {
        Map<String, String> properties = new HashMap<>();
        if (kafka == null) {
            return properties;
        }
        if (kafka.properties() != null) {
            for (Map.Entry<String, @Nullable String> one : kafka.properties().entrySet()) {
                properties.put(one.getKey(), plain(one.getKey(), one.getValue()));
            }
        }
        if (kafka.propertiesFrom() != null) {
            for (Map.Entry<String, @Nullable SecretYaml> one : kafka.propertiesFrom().entrySet()) {
                String name = one.getKey();
                key("properties-from", name);
                if (properties.put(name, secret(name, one.getValue())) != null) {
                    throw problem(
                            "%s: is under properties too; remove one of them".formatted(name),
                            "properties-from",
                            name);
                }
            }
        }
        return properties;
    }

    private String plain(String name, @Nullable String value) throws ConfigException {
        ConfigKey key = key("properties", name);
        if (key.type == ConfigDef.Type.PASSWORD) {
            throw problem(
                    "%s: is a secret; put it into a file, and name that under properties-from"
                            .formatted(name),
                    "properties",
                    name);
        }
        if (value == null) {
            throw problem("%s: has no value".formatted(name), "properties", name);
        }
        try {
            Object parsed = ConfigDef.parseType(name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(name, parsed);
            }
            return value;
        } catch (org.apache.kafka.common.config.ConfigException wrong) {
            throw problem(String.valueOf(wrong.getMessage()), "properties", name);
        }
    }

    private String secret(String name, @Nullable SecretYaml where) throws ConfigException {
        try {
            if (where == null) {
                throw new ConfigException("has no value; write {file: FILE} or {env: NAME}");
            }
            return CollectorFileReader.text(where.read(file, sources));
        } catch (ConfigException missing) {
            throw problem("%s: %s".formatted(name, missing.getMessage()), "properties-from", name);
        }
    }

    private ConfigKey key(String section, String name) throws ConfigException {
        if (KEPT.contains(name)) {
            throw problem(
                    "%s: is set by Sideband, whose promises depend on it; remove it"
                            .formatted(name),
                    section,
                    name);
        }
        for (ConfigDef known : KNOWN) {
            ConfigKey key = known.configKeys().get(name);
            if (key != null) {
                return key;
            }
        }
        throw problem(
                "%s: no Kafka client has such a property; see its spelling".formatted(name),
                section,
                name);
    }

    private ConfigException problem(String message, String... keys) throws ConfigException {
        Object[] path = new Object[keys.length + 1];
        path[0] = "kafka";
        System.arraycopy(keys, 0, path, 1, keys.length);
        return YamlFile.problem(file, message, path);
    }
}
