package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorFilterTest {
    @ParameterizedTest
    @CsvSource({
        "PSU1 Temp, psu*, true",
        "PSU1 Temp, psu?*temp, true",
        "PSU1 Temp, psu, false",
        "+3.3V (VRM), +3.3v (*), true",
        "a3x3V, a3.3V, false"
    })
    void matchesTheWholeName(String name, String pattern, boolean like) {
        assertThat(SensorFilter.isLike(name, pattern)).isEqualTo(like);
    }
}
