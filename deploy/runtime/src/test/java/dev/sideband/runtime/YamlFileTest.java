package dev.sideband.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class YamlFileTest {
    @TempDir private Path directory;

    enum Side {
        LEFT,
        RIGHT
    }

    record Config(
            @Nullable Duration pollInterval,
            int port,
            @Nullable String name,
            @Nullable Side side,
            @Nullable Map<String, Door> doors,
            @Nullable List<Room> rooms) {}

    record Door(@Nullable Boolean locked) {}

    record Room(@Nullable String id, @Nullable Double height, @Nullable Duration cleanedEvery) {
        Room {
            if (id == null) {
                throw new IllegalArgumentException("a room wants an id");
            }
        }
    }

    @Test
    void readsRecords() throws Exception {
        assertThat(
                        read(
                                """
                                poll-interval: 30s
                                port: 8080   # comment
                                name: 007
                                side: left
                                doors:
                                  front: { locked: true }
                                rooms:
                                  - id: a
                                    height: 2
                                """))
                .isEqualTo(
                        new Config(
                                Duration.ofSeconds(30),
                                8080,
                                "007",
                                Side.LEFT,
                                Map.of("front", new Door(true)),
                                List.of(new Room("a", 2.0, null))));
    }

    @Test
    void readsWhatAnAnchorStandsFor() throws Exception {
        assertThat(
                        read("""
                        port: 1
                        doors:
                          front: &shut { locked: true }
                          back: *shut
                        """)
                                .doors())
                .containsEntry("back", new Door(true));
    }

    @Test
    void readsAFileOfTensOfThousandsOfEntries() throws Exception {
        String rooms =
                IntStream.range(0, 50_000)
                        .mapToObj(
                                "  - id: a-room-with-a-rather-long-name-%d\n    height: 2.5\n"
                                        ::formatted)
                        .collect(Collectors.joining());
        assertThat(read("port: 1\nrooms:\n" + rooms).rooms()).hasSize(50_000);
    }

    @Test
    void namesAnUnknownKeyAndTheKnownOnes() {
        assertThat(problem("port: 1\npoll_interval: 30s\n"))
                .isEqualTo(
                        ":2:1: unknown key \"poll_interval\"; known here:"
                                + " doors, name, poll-interval, port, rooms, side");
        assertThat(problem("port: 1\nrooms:\n  - id: a\n    colour: red\n"))
                .isEqualTo(":4:5: unknown key \"colour\"; known here: cleaned-every, height, id");
    }

    @Test
    void saysWhatAValueShouldBe() {
        assertThat(problem("port: many\n")).isEqualTo(":1:1: port wants a whole number");
        assertThat(problem("port: \"80\"\n")).isEqualTo(":1:1: port wants a whole number");
        assertThat(problem("port: 1.5\n")).isEqualTo(":1:1: port: \"1.5\" is not a whole number");
        assertThat(problem("port: 1\nname: [a]\n")).isEqualTo(":2:1: name wants a text");
        assertThat(problem("port: 1\nrooms: a\n"))
                .isEqualTo(":2:1: rooms wants a list, each line with \"- \" before it");
        assertThat(problem("port: 1\ndoors:\n  front: open\n"))
                .isEqualTo(":3:3: doors.front wants keys with values, each on a line of its own");
        assertThat(problem("port: 1\ndoors:\n  front:\n    locked: 7\n"))
                .isEqualTo(":4:5: doors.front.locked: \"7\" is not true or false");
        assertThat(problem("port: 1\nside: up\n"))
                .isEqualTo(":2:1: side: \"up\" is not one of left, right");
        assertThat(problem("port: 1\nrooms:\n- id: a\n- {id: b, height: tall}\n"))
                .isEqualTo(":4:11: rooms[2].height wants a number");
        assertThat(problem("- a\n- b\n"))
                .isEqualTo(":1:1: the file wants keys with values, each on a line of its own");
    }

    @Test
    void saysHowADurationIsWritten() {
        assertThat(problem("port: 1\npoll-interval: 30\n"))
                .isEqualTo(
                        ":2:1: poll-interval: \"30\" is no duration: write a whole number and a"
                                + " unit, such as 250ms, 30s, 5m, 2h or 1d");
        assertThat(problem("port: 1\npoll-interval: [30s]\n"))
                .isEqualTo(":2:1: poll-interval wants a duration, such as 30s");
    }

    @Test
    void namesAMissingNumber() {
        assertThat(problem("name: a\n"))
                .isEqualTo(":1:1: port is missing; it wants a whole number");
    }

    @Test
    void reportsWhatARecordRefusesAtItsPlace() {
        assertThat(problem("port: 1\nrooms:\n  - id: a\n  - height: 2\n"))
                .isEqualTo(":4:5: a room wants an id");
    }

    @Test
    void refusesTabs() {
        assertThat(problem("port: 1\nrooms:\n\t- id: a\n"))
                .isEqualTo(":3:1: a tab indents this line; YAML wants spaces");
    }

    @Test
    void refusesAKeyThatOccursTwice() {
        assertThat(problem("port: 1\nname: a\nport: 2\n"))
                .isEqualTo(":3:1: the key \"port\" occurs twice; remove one of them");
        assertThat(problem("port: 1\ndoors:\n  a: {}\n  a: {}\n"))
                .isEqualTo(":4:3: the key \"a\" occurs twice; remove one of them");
    }

    @Test
    void saysWhereYamlBreaksOff() {
        assertThat(problem("port: 1\nrooms: [a, b\nname: c\n"))
                .startsWith(":3:5: not YAML: while parsing a flow sequence: expected ',' or ']'");
        assertThat(problem("port: 1\n name: a\n")).startsWith(":2:6: not YAML: ");
        assertThat(problem("name: 'a\n")).startsWith(":2:1: not YAML: ");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(problem("port: 1\n---\nport: 2\n")).startsWith(":2:1: not YAML: ");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(problem("")).isEqualTo(":1:1: the file is empty");
        assertThat(problem(" \n\n")).isEqualTo(":1:1: the file is empty");
        assertThat(problem("# nothing yet\n")).isEqualTo(":1:1: the file is empty");
    }

    @Test
    void refusesAMissingFile() {
        Path missing = directory.resolve("missing.yaml");
        assertThat(failure(missing)).isEqualTo(missing + ": no such file");
    }

    @Test
    void refusesAFileThatIsNotText() throws IOException {
        Path file =
                Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xE4});
        assertThat(failure(file)).isEqualTo(file + ": not UTF-8 text; save it as UTF-8");
        assertThat(failure(directory)).startsWith(directory + ": cannot be read: ");
    }

    @Test
    void placesWhatTheReaderFindsWrong() throws Exception {
        Path file = write("port: 1\nrooms:\n  - id: a\n  - id: a\n");
        assertThat(YamlFile.problem(file, "the id \"a\" is taken", "rooms", 1, "id"))
                .hasMessage(file + ":4:5: the id \"a\" is taken");
    }

    @Test
    void neverBreaksALine() {
        assertThat(problem("port: |\n  a\n  b\n").lines()).hasSize(1);
        assertThat(problem("port: 1\npoll-interval: |\n  a\n  b\n").lines()).hasSize(1);
    }

    private Config read(String yaml) throws Exception {
        return YamlFile.read(write(yaml), Config.class);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("house.yaml"), yaml);
    }

    private String problem(String yaml) {
        try {
            Path file = write(yaml);
            return failure(file).substring(file.toString().length());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String failure(Path file) {
        ConfigException e =
                catchThrowableOfType(
                        ConfigException.class, () -> YamlFile.read(file, Config.class));
        return String.valueOf(e.getMessage());
    }
}
