package dev.sideband.collector.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class CommandOptionsTest {
    @TempDir Path dir;

    private CommandOptions read(String yaml) throws Exception {
        return YamlFile.read(
                Files.writeString(dir.resolve("commands.yaml"), yaml), CommandOptions.class);
    }

    private void isRefused(String yaml, String why) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageContaining(why);
    }

    @Test
    void isReadFromAFile() throws Exception {
        CommandOptions options =
                read(
                        """
                        enabled: true
                        allow:
                          - targets: ["r12-*"]
                            labels: { owner: payments }
                            actions: [power, identify]
                        guard: { rack: 2, fleet: 8, within: 5m }
                        expire-after: 30s
                        """);

        assertThat(options.isEnabled()).isTrue();
        assertThat(options.rules()).hasSize(1);
        assertThat(options.limits().ofRack()).isEqualTo(2);
        assertThat(options.limits().ofFleet()).isEqualTo(8);
        assertThat(options.limits().time()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.life()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isOffAndSmallWhereNothingIsSaid() throws Exception {
        CommandOptions options = read("expire-after: 30s");

        assertThat(options.isEnabled()).isFalse();
        assertThat(options.limits().ofRack()).isEqualTo(4);
        assertThat(options.limits().ofFleet()).isEqualTo(20);
        assertThat(options.limits().time()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void saysWhatIsWrong() {
        isRefused("enabled: true", "allow is missing");
        isRefused("enabled: true\nallow: [{targets: ['*']}]", "actions is missing");
        isRefused("enabled: true\nallow: [{actions: [all]}]", "targets and labels are missing");
        isRefused(
                "enabled: true\nallow: [{targets: ['*'], actions: [explode]}]",
                "\"explode\" is unknown");
        isRefused("expire-after: 2h", "from 1s to 1h");
        isRefused("guard: {rack: -1}", "count servers");
        isRefused("guard: {within: 2d}", "12h");
    }
}
