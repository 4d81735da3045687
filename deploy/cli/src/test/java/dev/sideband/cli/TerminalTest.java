package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.cli.Terminal.Colour;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;

class TerminalTest {
    private static final Map<String, String> WIDE =
            Map.of("sideband.columns", "120", "sideband.progress", "yes");

    @Test
    void coloursOnATerminal() {
        assertThat(terminal(WIDE, Map.of(), null)).isEqualTo(new Terminal(120, true, true));
        assertThat(terminal(Map.of(), Map.of(), null)).isEqualTo(Terminal.NONE);
    }

    @Test
    void heedsNoColorAndDumbTerminals() {
        assertThat(terminal(WIDE, Map.of("NO_COLOR", "1"), Colour.AUTO).colour()).isFalse();
        assertThat(terminal(WIDE, Map.of("TERM", "dumb"), Colour.AUTO).colour()).isFalse();
        assertThat(terminal(WIDE, Map.of("NO_COLOR", ""), Colour.AUTO).colour()).isTrue();
    }

    @Test
    void doesAsItIsToldAllTheSame() {
        assertThat(terminal(Map.of(), Map.of("NO_COLOR", "1"), Colour.ALWAYS).colour()).isTrue();
        assertThat(terminal(WIDE, Map.of(), Colour.NEVER).colour()).isFalse();
    }

    @Test
    void takesAWidthThatIsNoneForNoTerminal() {
        assertThat(terminal(Map.of("sideband.columns", "wide"), Map.of(), null))
                .isEqualTo(Terminal.NONE);
    }

    private static Terminal terminal(
            Map<String, String> properties,
            Map<String, String> environment,
            @Nullable Colour when) {
        return Terminal.of(properties::get, environment::get, when);
    }
}
