package dev.sideband.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Target;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ConfigWatcherTest {
    @TempDir Path dir;
    private Path file;
    private final List<TargetsFile> changes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean unable;

    private final ConfigWatcher.Listener<TargetsFile> listener =
            new ConfigWatcher.Listener<TargetsFile>() {
                @Override
                public void changed(TargetsFile changed) {
                    if (unable) {
                        throw new IllegalStateException("brokers are away");
                    }
                    changes.add(changed);
                }

                @Override
                public void refused(String problem) {
                    problems.add(problem);
                }
            };

    @BeforeEach
    void writeFiles() throws Exception {
        file = dir.resolve("targets.yaml");
        Files.writeString(dir.resolve("bmc.password"), "s3cret\n");
        write("10.0.0.1");
    }

    private void write(String address) throws Exception {
        Files.writeString(
                file,
                """
                credentials:
                  default: { username: monitor, password-file: bmc.password }
                targets:
                  - { id: a, ipmi: %s }
                """
                        .formatted(address));
    }

    private ConfigWatcher<TargetsFile> watcher() throws Exception {
        return new ConfigWatcher<>(() -> TargetsFile.read(file), TargetsFile.read(file), listener);
    }

    @Test
    void saysNothingWhileNothingChanges() throws Exception {
        ConfigWatcher<TargetsFile> watcher = watcher();

        watcher.check();
        watcher.check();

        assertThat(changes).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void readsAChangedFile() throws Exception {
        ConfigWatcher<TargetsFile> watcher = watcher();
        write("10.0.0.222");

        watcher.check();
        watcher.check();

        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().targets())
                .extracting(Target::getIpmi)
                .containsExactly("10.0.0.222");
    }

    @Test
    void readsAChangedPassword() throws Exception {
        ConfigWatcher<TargetsFile> watcher = watcher();
        watcher.check();
        Files.writeString(dir.resolve("bmc.password"), "another one\n");

        watcher.check();

        assertThat(changes).hasSize(1);
    }

    @Test
    void keepsTheLastGoodOneAndSaysOnceWhatIsWrong() throws Exception {
        ConfigWatcher<TargetsFile> watcher = watcher();
        write("10.0.0.1:0");

        watcher.check();
        watcher.check();

        assertThat(changes).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst()).startsWith(file + ":4:").contains("port");
    }

    @Test
    void takesTheFileBackWhenItIsRightAgain() throws Exception {
        ConfigWatcher<TargetsFile> watcher = watcher();
        Files.delete(file);
        watcher.check();
        write("10.0.0.222");

        watcher.check();

        assertThat(problems).hasSize(1);
        assertThat(changes).hasSize(1);
    }

    @Test
    void triesAgainWhereAChangeCouldNotBePutToUse() throws Exception {
        ConfigWatcher<TargetsFile> watcher = watcher();
        write("10.0.0.222");
        unable = true;
        watcher.check();
        unable = false;

        watcher.check();

        assertThat(changes).hasSize(1);
    }

    @Test
    void seesWhatChangesWhileTheLastChangeIsPutToUse() throws Exception {
        var watcher =
                new ConfigWatcher<>(
                        () -> TargetsFile.read(file),
                        TargetsFile.read(file),
                        new ConfigWatcher.Listener<TargetsFile>() {
                            @Override
                            public void changed(TargetsFile changed) {
                                changes.add(changed);
                                if (changes.size() == 1) {
                                    writeAtOnce("10.0.0.33");
                                }
                            }

                            @Override
                            public void refused(String problem) {
                                problems.add(problem);
                            }
                        });
        watcher.check();
        write("10.0.0.2");
        watcher.check();
        watcher.check();
        assertThat(changes)
                .extracting(changed -> changed.targets().getFirst().getIpmi())
                .containsExactly("10.0.0.2", "10.0.0.33");
    }

    private void writeAtOnce(String address) {
        try {
            write(address);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
