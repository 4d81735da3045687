package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.cli.ConsoleKeys.Break;
import dev.sideband.cli.ConsoleKeys.Characters;
import dev.sideband.cli.ConsoleKeys.Help;
import dev.sideband.cli.ConsoleKeys.Leave;
import dev.sideband.cli.ConsoleKeys.Stroke;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class ConsoleKeysTest {
    private final ConsoleKeys keys = new ConsoleKeys('~');

    @Test
    void typesWhatIsNoEscape() {
        assertThat(type("ls ~/x\r")).containsExactly(characters("ls ~/x\r"));
        assertThat(type("\u0003")).containsExactly(characters("\u0003"));
    }

    @Test
    void leavesAtTheStartOfALineOnly() {
        assertThat(type("a~.")).containsExactly(characters("a~."));
        assertThat(type("\r~.rest")).containsExactly(characters("\r"), new Leave());
    }

    @Test
    void isAtTheStartOfALineAtFirst() {
        assertThat(type("~.")).containsExactly(new Leave());
    }

    @Test
    void takesEscapesKeyByKey() {
        assertThat(type("~")).isEmpty();
        assertThat(type("B")).containsExactly(new Break());
        assertThat(type("~")).isEmpty();
        assertThat(type("?")).containsExactly(new Help());
        assertThat(type("x")).containsExactly(characters("x"));
    }

    @Test
    void typesTheEscapeItselfWhenDoubled() {
        assertThat(type("~~.")).containsExactly(characters("~."));
    }

    @Test
    void typesAnEscapeThatMeansNothing() {
        assertThat(type("~x~.")).containsExactly(characters("~x~."));
        assertThat(type("\r~\r~.")).containsExactly(characters("\r~\r"), new Leave());
    }

    @Test
    void keepsTheOrderOfBreaksAndCharacters() {
        assertThat(type("a\r~Bb")).containsExactly(characters("a\r"), new Break(), characters("b"));
    }

    @Test
    void hasTheEscapeThatIsWanted() {
        var other = new ConsoleKeys('&');
        assertThat(other.read("&.".getBytes(StandardCharsets.US_ASCII), 2))
                .containsExactly(new Leave());
        assertThat(other.read("~.".getBytes(StandardCharsets.US_ASCII), 2))
                .containsExactly(characters("~."));
    }

    private List<Stroke> type(String typed) {
        byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
        return keys.read(bytes, bytes.length);
    }

    private static Characters characters(String text) {
        return new Characters(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
