package dev.sideband.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sideband.collector.metrics.HttpOptions;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.poll.Governor;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;
import dev.sideband.schemas.TopicSettings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class CollectorFileTest {
    private static final Path EXAMPLE = Path.of("..", "..", "deploy", "collector.yaml");
    private static final String LEAST =
            """
            kafka: { bootstrap-servers: "kafka:9092" }
            registry: { url: "http://registry:8081" }
            """;

    @TempDir Path dir;
    private Path file;

    @BeforeEach
    void writeSecrets() throws Exception {
        file = dir.resolve("collector.yaml");
        Files.createDirectories(dir.resolve("secrets"));
        secret("kafka-jaas", "some.LoginModule required password=\"jaas-secret\";");
        secret("registry", "registry-secret");
        secret("bmc", "bmc-secret");
        Files.writeString(
                dir.resolve("targets.yaml"),
                """
                targets:
                  - { id: r12-u07, ipmi: 10.0.12.7 }
                """);
    }

    private void secret(String name, String value) throws Exception {
        Files.writeString(dir.resolve("secrets").resolve(name), value + "\n");
    }

    private CollectorFile read(String text) throws Exception {
        Files.writeString(file, text);
        return CollectorFile.read(file);
    }

    private String problem(String text) throws Exception {
        Files.writeString(file, text);
        ConfigException wrong =
                catchThrowableOfType(ConfigException.class, () -> CollectorFile.read(file));
        assertThat(wrong).as("said of %s", text).isNotNull();
        return String.valueOf(wrong.getMessage()).replace(file + ":", "");
    }

    @Test
    void readsTheExampleWhole() throws Exception {
        // An environment variable cannot be set here, a file can.
        String example =
                Files.readString(EXAMPLE)
                        .replace(
                                "password-env: SIDEBAND_LAB_PASSWORD",
                                "password-file: secrets/bmc");
        CollectorFile read = read(example);
        assertThat(read.collector().bootstrapServers())
                .isEqualTo("kafka-1:9092,kafka-2:9092,kafka-3:9092");
        assertThat(read.collector().kafkaProperties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config", "some.LoginModule required password=\"jaas-secret\";");
        assertThat(read.collector().registryAuthorization())
                .contains(Secret.of("Basic c2lkZWJhbmQ6cmVnaXN0cnktc2VjcmV0"));
        assertThat(read.collector().collectorId()).isEqualTo("dc1-a");
        assertThat(read.collector().credentials()).containsOnlyKeys("default", "lab");
        assertThat(read.collector().petTraps()).contains(new PetOptions("10.0.0.5", 162));
        assertThat(read.collector().push().webhook().orElseThrow().url())
                .contains(URI.create("https://10.0.0.5:8444"));
        assertThat(read.collector().commands().enabled()).isFalse();
        assertThat(read.collector().commands().allow()).hasSize(2);
        assertThat(read.createTopics()).isEmpty();
        assertThat(read.http()).contains(new HttpOptions("0.0.0.0", 9290));
        assertThat(read.collector().limits()).isEqualTo(Governor.Limits.DEFAULT);
        assertThat(read.targets().orElseThrow().targets()).hasSize(1);
        assertThat(read.sources())
                .extracting(source -> dir.relativize(source.toAbsolutePath()).toString())
                .contains(
                        "collector.yaml",
                        "secrets/kafka-jaas",
                        "secrets/registry",
                        "secrets/bmc",
                        "targets.yaml");
    }

    @Test
    void takesLimitsOneByOne() throws Exception {
        assertThat(
                        read(LEAST + "limits: { subnet-polls: 16, subnet-trials: 4 }\n")
                                .collector()
                                .limits())
                .isEqualTo(new Governor.Limits(2_000, 16, 256, 4));
        assertThat(problem(LEAST + "limits: { polls: 3 }\n"))
                .startsWith("3:1: limits 3/128/256/32: 1 or more");
    }

    @Test
    void needsBrokersAndRegistryAlone() throws Exception {
        CollectorFile read = read(LEAST);
        assertThat(read.http()).isEmpty();
        assertThat(read.targets()).isEmpty();
        assertThat(read.collector().petTraps()).isEmpty();
        assertThat(read.collector().push().streams()).isTrue();
        assertThat(read.collector().topics().prefix()).isEqualTo("sideband.");
    }

    @Test
    void createsTopicsWithTheUsualNumbersUnlessOthersAreGiven() throws Exception {
        assertThat(read(LEAST + "topics: { create: true }").createTopics())
                .contains(TopicSettings.DEFAULT);
        assertThat(
                        read(LEAST + "topics: { create: true, partitions: 3, replication: 1 }")
                                .createTopics())
                .contains(new TopicSettings(3, (short) 1));
    }

    @Test
    void callsItselfTheSameAfterARestartAndOtherwiseWhereTheFileIsAnother() throws Exception {
        String first = read(LEAST).collector().collectorId();
        assertThat(read(LEAST).collector().collectorId()).isEqualTo(first);
        file = dir.resolve("other.yaml");
        assertThat(read(LEAST).collector().collectorId()).isNotEqualTo(first);
        assertThat(CollectorId.of("host name.example", "/etc/a.yaml"))
                .matches("host-name\\.example-[0-9a-f]{6}");
    }

    @Test
    void showsNoSecret() throws Exception {
        CollectorFile read =
                read(
                        LEAST.replace(
                                        "\"kafka:9092\" }",
                                        "\"kafka:9092\", properties-from: { sasl.jaas.config: {"
                                                + " file: secrets/kafka-jaas } } }")
                                .replace(
                                        "8081\" }",
                                        "8081\", username: u, password: { file: secrets/registry }"
                                                + " }"));
        assertThat(read.toString() + read.collector().clients("x"))
                .doesNotContain("jaas-secret", "registry-secret", "c2lkZWJhbmQ");
    }

    @Test
    void tellsWhatNeedsARestartFromWhatDoesNot() throws Exception {
        String logins = "credentials: { default: { username: a, password-file: secrets/bmc } }\n";
        CollectorFile before = read(LEAST + logins);
        secret("bmc", "another");
        CollectorFile after = read(LEAST + logins);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.isSameButForSecretsAndTargets(before)).isTrue();
        CollectorFile moved = read(LEAST.replace("kafka:9092", "kafka:9093") + logins);
        assertThat(moved.isSameButForSecretsAndTargets(before)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    collector-id: "a b"                      | 3:1: collector-id "a b": 1 to 100 letters
                    topics: { prefix: "a b" }                | 3:11: topic prefix "a b"
                    topics: { partitions: 3 }                | 3:11: partitions: counts only where topics
                    topics: { create: true, partitions: 0 }  | 3:1: topics want at least 1 partition
                    http: { port: 65536 }                    | 3:9: port: is 65536: use 0 to 65535
                    pet-traps: { port: -1 }                  | 3:14: port: is -1: use 0 to 65535
                    push: { webhook: { url: "https://a" } }  | 3:9: port is missing
                    push: { webhook: {port: 1, url: "x:"} }  | 3:28: url: "x:" is none that BMCs can post to
                    push: { webhook: { port: 1 } }           | 3:9: url: is missing
                    push: { webhook: { port: 1, cert: a } }  | 3:9: cert and key belong together
                    credentials: { a: { username: b } }      | 3:16: password-file or password-env is missing
                    targets-file: none.yaml                  | none.yaml: no such file
                    htp: { port: 7 }                         | 3:1: unknown key "htp"
                    """)
    void saysWhereAndWhatIsWrong(String line, String said) throws Exception {
        assertThat(problem(LEAST + line)).contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    topics: {}                             | bootstrap-servers is missing
                    kafka: {}                              | 1:1: bootstrap-servers is missing
                    kafka: { bootstrap-servers: kafka }    | 1:10: bootstrap-servers: "kafka" is not host:port
                    kafka: { bootstrap-servers: "a:1,b" }  | 1:10: bootstrap-servers: "b" is not host:port
                    kafka: { brokers: "a:1" }              | 1:10: unknown key "brokers"
                    kafka: { bootstrap-servers: "a:1" }    | registry is missing
                    """)
    void saysWhatOfTheLeastIsMissing(String text, String said) throws Exception {
        assertThat(problem(text)).contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                       | 2:1: url is missing
                    { url: "ftp://a" }       | 2:13: url: "ftp://a" is none of a registry
                    { url: "http://u:p@a" }  | 2:13: url: holds a login
                    """)
    void saysWhatIsWrongWithTheRegistry(String registry, String said) throws Exception {
        String text = "kafka: { bootstrap-servers: \"a:1\" }\nregistry: %s\n".formatted(registry);
        assertThat(problem(text)).contains(said);
    }

    @Test
    void namesLineAndColumn() throws Exception {
        assertThat(problem(LEAST + "http:\n  port: 70000\n"))
                .isEqualTo("4:3: port: is 70000: use 0 to 65535");
    }

    @Test
    void refusesKafkaPropertiesThatAreUnknownKeptOrSecret() throws Exception {
        assertThat(kafkaProblem("properties: { securty.protocol: SSL }"))
                .contains("securty.protocol: no Kafka client has such a property");
        assertThat(kafkaProblem("properties: { isolation.level: read_uncommitted }"))
                .contains("isolation.level: is set by Sideband");
        assertThat(kafkaProblem("properties: { ssl.key.password: hunter2 }"))
                .contains("ssl.key.password: is a secret")
                .doesNotContain("hunter2");
        assertThat(kafkaProblem("properties: { security.protocol: SSLL }"))
                .contains("Invalid value SSLL for configuration security.protocol");
        assertThat(kafkaProblem("properties-from: { ssl.key.password: { file: secrets/none } }"))
                .contains("ssl.key.password: ")
                .contains("no such file");
        assertThat(kafkaProblem("properties-from: { ssl.key.password: {} }"))
                .contains("write {file: FILE} or {env: NAME}");
    }

    private String kafkaProblem(String properties) throws Exception {
        return problem(
                LEAST.replace("\"kafka:9092\" }", "\"kafka:9092\", %s }".formatted(properties)));
    }

    @Test
    void logsInAtTheRegistryInOneWay() throws Exception {
        assertThat(registryProblem("username: u")).contains("both username and password");
        assertThat(registryProblem("username: u, token: { file: secrets/registry }"))
                .contains("remove one of the two logins");
        Optional<Secret> token =
                read(LEAST.replace("8081\" }", "8081\", token: { file: secrets/registry } }"))
                        .collector()
                        .registryAuthorization();
        assertThat(token).contains(Secret.of("Bearer registry-secret"));
    }

    private String registryProblem(String login) throws Exception {
        return problem(LEAST.replace("8081\" }", "8081\", %s }".formatted(login)));
    }
}
