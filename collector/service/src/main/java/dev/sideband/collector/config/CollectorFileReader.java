package dev.sideband.collector.config;

import static java.util.Objects.requireNonNullElse;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.inventory.Logins;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.metrics.HttpOptions;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.poll.Governor;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;
import dev.sideband.runtime.YamlFile;
import dev.sideband.schemas.TopicSettings;
import dev.sideband.schemas.Topics;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sense of what is written in a collector's configuration file. */
final class CollectorFileReader {
    private final Path file;
    private final CollectorYaml yaml;
    private final List<Path> sources = new ArrayList<>();

    CollectorFileReader(Path file, CollectorYaml yaml) {
        this.file = file;
        this.yaml = yaml;
        sources.add(file);
    }

    CollectorFile read() throws ConfigException {
        KafkaReader kafka = new KafkaReader(file, sources);
        String brokers = kafka.bootstrapServers(yaml.kafka());
        Map<String, String> properties = kafka.properties(yaml.kafka());
        CollectorYaml.Registry registry = registry();
        String url = registryUrl(registry);
        Optional<Secret> authorization = authorization(registry);
        Logins logins = Logins.read(file, yaml.credentials());
        sources.addAll(logins.sources());
        Optional<TargetsFile> targets = targets(logins.byName());
        Map<String, Credentials> credentials = new HashMap<>(logins.byName());
        targets.ifPresent(given -> credentials.putAll(given.credentials()));
        CollectorConfig collector =
                new CollectorConfig(
                        brokers,
                        url,
                        topics(),
                        collectorId(),
                        credentials,
                        properties,
                        petTraps(),
                        new PushReader(file).read(yaml.push()),
                        authorization,
                        limits(),
                        requireNonNullElse(yaml.commands(), CommandOptions.OFF));
        return new CollectorFile(collector, createTopics(), targets, http(), sources);
    }

    private CollectorYaml.Registry registry() throws ConfigException {
        if (yaml.registry() == null) {
            throw problem("registry is missing; its url says where the schema registry is");
        }
        return yaml.registry();
    }

    private String registryUrl(CollectorYaml.Registry registry) throws ConfigException {
        String url = registry.url();
        if (url == null) {
            throw problem("url is missing; it says where the schema registry is", "registry");
        }
        if (!url.matches("(https?|mock)://\\S+")) {
            throw problem(
                    "url: \"%s\" is none of a registry; write http://host:port or https://host:port"
                            .formatted(url),
                    "registry",
                    "url");
        }
        if (url.matches("\\w+://[^/]*@.*")) {
            // Not repeated: the password is in it.
            throw problem(
                    "url: holds a login; write username and password beside it instead",
                    "registry",
                    "url");
        }
        return url;
    }

    /** What is sent as the header {@code Authorization} (RFC 7617, RFC 6750). */
    private Optional<Secret> authorization(CollectorYaml.Registry registry) throws ConfigException {
        if (registry.token() != null) {
            if (registry.username() != null || registry.password() != null) {
                throw problem(
                        "token: username or password is given too; remove one of the two logins",
                        "registry",
                        "token");
            }
            return Optional.of(
                    Secret.of("Bearer " + text(secret(registry.token(), "registry", "token"))));
        }
        if (registry.username() == null && registry.password() == null) {
            return Optional.empty();
        }
        if (registry.username() == null || registry.password() == null) {
            throw problem("a login needs both username and password", "registry");
        }
        String login =
                registry.username()
                        + ":"
                        + text(secret(registry.password(), "registry", "password"));
        return Optional.of(
                Secret.of(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8))));
    }

    private Secret secret(SecretYaml where, Object... path) throws ConfigException {
        try {
            return where.read(file, sources);
        } catch (ConfigException missing) {
            throw problem("%s: %s".formatted(path[path.length - 1], missing.getMessage()), path);
        }
    }

    static String text(Secret secret) {
        return new String(secret.bytes(), StandardCharsets.UTF_8);
    }

    private Topics topics() throws ConfigException {
        String prefix = yaml.topics() == null ? null : yaml.topics().prefix();
        try {
            return prefix == null ? new Topics() : new Topics(prefix);
        } catch (IllegalArgumentException wrong) {
            throw problem(String.valueOf(wrong.getMessage()), "topics", "prefix");
        }
    }

    private Optional<TopicSettings> createTopics() throws ConfigException {
        CollectorYaml.TopicNames given = yaml.topics();
        if (given == null) {
            return Optional.empty();
        }
        boolean create = requireNonNullElse(given.create(), false);
        if (!create) {
            requireAbsent(given.partitions(), "partitions");
            requireAbsent(given.replication(), "replication");
            return Optional.empty();
        }
        TopicSettings usual = TopicSettings.DEFAULT;
        try {
            return Optional.of(
                    new TopicSettings(
                            requireNonNullElse(given.partitions(), usual.partitions()),
                            requireNonNullElse(given.replication(), (int) usual.replication())
                                    .shortValue()));
        } catch (IllegalArgumentException wrong) {
            throw problem(String.valueOf(wrong.getMessage()), "topics");
        }
    }

    private void requireAbsent(@Nullable Integer value, String key) throws ConfigException {
        if (value != null) {
            throw problem(
                    "%s: counts only where topics are created; add create: true, or remove it"
                            .formatted(key),
                    "topics",
                    key);
        }
    }

    private String collectorId() throws ConfigException {
        String id = yaml.collectorId();
        if (id == null) {
            return CollectorId.ofThisHost(file);
        }
        if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw problem(
                    "collector-id \"%s\": 1 to 100 letters, digits, '.', '_' and '-'".formatted(id),
                    "collector-id");
        }
        return id;
    }

    private Optional<TargetsFile> targets(Map<String, Credentials> known) throws ConfigException {
        if (yaml.targetsFile() == null) {
            return Optional.empty();
        }
        Path path = file.toAbsolutePath().resolveSibling(yaml.targetsFile());
        TargetsFile targets = TargetsFile.read(path, known);
        sources.addAll(targets.sources());
        return Optional.of(targets);
    }

    private Optional<PetOptions> petTraps() throws ConfigException {
        CollectorYaml.PetTraps given = yaml.petTraps();
        if (given == null) {
            return Optional.empty();
        }
        return Optional.of(
                new PetOptions(
                        requireNonNullElse(given.address(), ""),
                        port(given.port(), PetOptions.DEFAULT_PORT, "pet-traps", "port")));
    }

    private Governor.Limits limits() throws ConfigException {
        CollectorYaml.Limits given = yaml.limits();
        Governor.Limits usual = Governor.Limits.DEFAULT;
        if (given == null) {
            return usual;
        }
        try {
            return new Governor.Limits(
                    requireNonNullElse(given.polls(), usual.polls()),
                    requireNonNullElse(given.subnetPolls(), usual.subnetPolls()),
                    requireNonNullElse(given.trials(), usual.trials()),
                    requireNonNullElse(given.subnetTrials(), usual.subnetTrials()));
        } catch (IllegalArgumentException wrong) {
            throw problem(String.valueOf(wrong.getMessage()), "limits");
        }
    }

    private Optional<HttpOptions> http() throws ConfigException {
        CollectorYaml.Http given = yaml.http();
        if (given == null) {
            return Optional.empty();
        }
        return Optional.of(
                new HttpOptions(
                        requireNonNullElse(given.address(), HttpOptions.LOOPBACK),
                        port(given.port(), HttpOptions.DEFAULT_PORT, "http", "port")));
    }

    private int port(@Nullable Integer given, int usual, Object... path) throws ConfigException {
        int port = requireNonNullElse(given, usual);
        if (port < 0 || port > 65_535) {
            throw problem("port: is %d: use 0 to 65535".formatted(port), path);
        }
        return port;
    }

    private ConfigException problem(String message, Object... path) throws ConfigException {
        return YamlFile.problem(file, message, path);
    }
}
