package dev.sideband.collector.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {
    @ParameterizedTest
    @CsvSource({
        "S1AB 22,   s1ab-22,     false",
        "S1AB22,    CN.S1AB22,   false",
        "S1AB22,    S1AB23,      true",
        "A1,        A12,         true",
        "'',        A12,         false"
    })
    void comparesSerialNumbers(String one, String other, boolean differ) {
        assertThat(Canonical.differ(one, other)).isEqualTo(differ);
        assertThat(Canonical.differ(other, one)).isEqualTo(differ);
    }

    @ParameterizedTest
    @CsvSource({
        "2.49,          v02.49,            false",
        "2.49,          iDRAC 2.49,        false",
        "2.49,          2.49 (Build A),    false",
        "2.49,          2.50,              true",
        "1.1,           1.10,              true",
        "2.49,          2.49.1,            true",
        "U30 v2.40,     U30 v2.42,         true",
        "FXE1,          FXE2,              true"
    })
    void comparesVersions(String one, String other, boolean differ) {
        assertThat(Canonical.differAsVersions(one, other)).isEqualTo(differ);
        assertThat(Canonical.differAsVersions(other, one)).isEqualTo(differ);
    }

    @Test
    void whatIsNotToldDiffersFromNothing() {
        assertThat(Canonical.differ(null, "A1")).isFalse();
        assertThat(Canonical.differAsVersions("1.0", null)).isFalse();
    }
}
