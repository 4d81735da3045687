package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SolCaptureTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ConsoleLine> lines = new ArrayList<>();
    private Instant now = START;
    private final SolCapture capture = new SolCapture(() -> now, lines::add);

    @Test
    void cutsAtEveryKindOfLineEnd() {
        print("one\r\ntwo\nthree\n\rfour\r\r\nfive\rsix\r\n");
        assertThat(texts()).containsExactly("one", "two", "three", "four", "five", "six");
    }

    @Test
    void keepsEmptyLines() {
        print("a\r\n\r\nb\r\n");
        assertThat(texts()).containsExactly("a", "", "b");
    }

    @Test
    void stampsALineWithTheTimeOfItsFirstCharacter() {
        print("lo");
        now = START.plusSeconds(5);
        print("gin\n");
        assertThat(lines).containsExactly(new ConsoleLine(START, "login", true));
    }

    @Test
    void givesOutAPromptWhenAsked() {
        print("login: ");
        assertThat(lines).isEmpty();
        assertThat(capture.hasUnfinishedLine()).isTrue();
        capture.flush();
        capture.flush();
        assertThat(lines).containsExactly(new ConsoleLine(START, "login: ", false));
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31;1mred\u001b[0m', red",
        "'\u001b]0;title\u0007text', text",
        "'\u001b]0;title\u001b\\text', text",
        "'\u001bP1$r\u001b\\text', text",
        "'\u001b(Btext', text",
        "'\u001b[?25ltext', text",
        "'te\u0007\u0000xt', text",
        "'tex\u001b[31\u001b[32mt', text",
        "'texr\bt', text",
        "'tab\tbed', 'tab\tbed'"
    })
    void leavesOutWhatSteersATerminal(String printed, String text) {
        print(printed + "\n");
        assertThat(texts()).containsExactly(text);
    }

    @Test
    void makesLinesOfAFullScreen() {
        print("\u001b[2J\u001b[1;1HSetup\u001b[5;10HBoot order\u001b[6;10HExit");
        capture.flush();
        assertThat(texts()).containsExactly("Setup", "Boot order", "Exit");
    }

    @Test
    void replacesWhatIsNoTextAndWhatTurnsItRound() {
        capture.offer(Bytes.fromHex("61ff62" + "e280ae" + "c29b" + "0a"));
        assertThat(texts()).containsExactly("a\uFFFDb\uFFFD\uFFFD");
    }

    @Test
    void readsUtf8AcrossPackets() {
        byte[] bytes = "größe\n".getBytes(StandardCharsets.UTF_8);
        for (byte one : bytes) {
            capture.offer(Bytes.of(one));
        }
        assertThat(texts()).containsExactly("größe");
    }

    @Test
    void cutsALineThatDoesNotEnd() {
        print("ä".repeat(SolCapture.MAX_LINE_BYTES));
        print("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().complete()).isFalse();
        assertThat(String.join("", texts())).isEqualTo("ä".repeat(SolCapture.MAX_LINE_BYTES));
    }

    @Test
    void neverLetsAControlCharacterThrough() {
        Fuzz.of(
                        "console text",
                        List.of(
                                "\u001b[31mred\u001b[0m \u001b]0;x\u0007\r\n"
                                        .getBytes(StandardCharsets.UTF_8)))
                .run(
                        20_000,
                        WireFormatException.class,
                        bytes -> {
                            capture.offer(Bytes.of(bytes));
                            capture.flush();
                            assertThat(lines)
                                    .allSatisfy(line ->
                                            assertThat(line.text())
                                                    .doesNotContainPattern(
                                                            "[\\p{Cc}\\p{Cf}&&[^\t]]")
                                                    .hasSizeLessThanOrEqualTo(
                                                            SolCapture.MAX_LINE_BYTES + 3));
                            lines.clear();
                        });
    }

    private List<String> texts() {
        return lines.stream().map(ConsoleLine::text).toList();
    }

    private void print(String text) {
        capture.offer(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
