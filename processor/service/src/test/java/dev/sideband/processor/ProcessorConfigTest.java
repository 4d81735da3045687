package dev.sideband.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class ProcessorConfigTest {
    private static final String NEEDED =
            """
            bootstrap-servers: kafka:9092
            registry-url: http://registry:8080
            state-dir: state
            """;

    @TempDir private Path directory;

    @Test
    void hasADefaultForAllThatIsNotNeeded() throws Exception {
        assertThat(read(NEEDED))
                .isEqualTo(
                        ProcessorConfig.of("kafka:9092", "http://registry:8080", Path.of("state")));
    }

    @Test
    void readsEveryKey() throws Exception {
        ProcessorConfig config =
                read(
                        NEEDED
                                + """
                                topic-prefix: hw.
                                threads: 4
                                host: 0.0.0.0
                                port: 9090
                                history: 5m
                                alerts:
                                  raise-after: 10s
                                  clear-after: 1m
                                  stale-after-polls: 5
                                  silent-after-intervals: 4
                                  quiet-after: 2h
                                  critical-stays: 12h
                                  fresh-for: 30m
                                """);

        assertThat(config.topicPrefix()).isEqualTo("hw.");
        assertThat(config.threads()).isEqualTo(4);
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(9090);
        assertThat(config.history()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.alerts().settings().raiseAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.alerts().settings().silentAfterIntervals()).isEqualTo(4);
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThatThrownBy(() -> read("state-dir: state\nregistry-url: x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bootstrap-servers");
        assertThatThrownBy(() -> read(NEEDED + "port: 70000\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("port");
        assertThatThrownBy(() -> read(NEEDED + "prot: 80\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("prot");
    }

    private ProcessorConfig read(String yaml) throws IOException, ConfigException {
        Path file = directory.resolve("processor.yaml");
        Files.writeString(file, yaml);
        return YamlFile.read(file, ProcessorConfig.class);
    }
}
