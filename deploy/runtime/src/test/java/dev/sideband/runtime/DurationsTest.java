package dev.sideband.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "0s, PT0S",
        "30s, PT30S",
        "' 90s ', PT90S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "999999999d, PT23999999976H"
    })
    void readsNumberAndUnit(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "30 s", "30S", "PT30S", "9999999999s"})
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"%s\" is no duration: write a whole number and a unit,"
                                + " such as 250ms, 30s, 5m, 2h or 1d",
                        text);
    }

    @Test
    void shortensWhatIsTooLongToShow() {
        assertThatThrownBy(() -> Durations.parse("x".repeat(1000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
