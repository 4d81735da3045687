package dev.sideband.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class SecretTest {
    @TempDir private Path directory;

    @Test
    void neverShowsItself() {
        assertThat(Secret.of("hunter2")).hasToString("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "hunter2\n", "hunter2\r\n"})
    void readsAFileWithoutTheLineBreakAtItsEnd(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), content);
        assertThat(Secret.fromFile(file)).isEqualTo(Secret.of("hunter2"));
    }

    @Test
    void keepsEveryOtherByte() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), " a\n\n");
        assertThat(Secret.fromFile(file)).isEqualTo(Secret.of(" a\n"));
    }

    @Test
    void namesTheFileThatIsMissing() {
        Path file = directory.resolve("missing");
        assertThatThrownBy(() -> Secret.fromFile(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": no such file; it should hold a secret");
    }

    @Test
    void refusesAFileThatIsTooBig() throws Exception {
        Path file = Files.write(directory.resolve("disk-image"), new byte[70_000]);
        assertThatThrownBy(() -> Secret.fromFile(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ": longer than 65536 bytes");
    }

    @Test
    void readsTheEnvironment() throws Exception {
        assertThat(Secret.fromEnvironment("BMC", Map.of("BMC", "hunter2")))
                .isEqualTo(Secret.of("hunter2"));
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        assertThatThrownBy(() -> Secret.fromEnvironment("BMC", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("the environment variable BMC is not set");
    }

    @Test
    void keepsItsBytesToItself() {
        byte[] bytes = "hunter2".getBytes(StandardCharsets.UTF_8);
        Secret secret = Secret.of(bytes);
        bytes[0] = 0;
        secret.bytes()[1] = 0;
        assertThat(secret).isEqualTo(Secret.of("hunter2"));
        assertThat(secret.length()).isEqualTo(7);
    }
}
