package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class RedfishAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://10.0.12.7, https://10.0.12.7",
        "redfish://bmc-7.example/, https://bmc-7.example",
        "https://10.0.12.7:8443, https://10.0.12.7:8443",
        "redfish://10.0.12.7:443, https://10.0.12.7",
        "redfish+http://10.0.12.7, http://10.0.12.7",
        "HTTP://10.0.12.7:8000, http://10.0.12.7:8000",
        "https://[fe80::1]:8443, https://[fe80::1]:8443",
    })
    void readsUrls(String text, String printed) {
        assertThat(RedfishAddress.parse(text)).hasToString(printed);
        assertThat(RedfishAddress.parse(printed)).isEqualTo(RedfishAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.12.7",
                "ipmi://10.0.12.7",
                "https://",
                "https://host:0",
                "https://host:70000",
                "https://host/redfish/v1",
                "https://host?x",
                "https://root:calvin@host",
                "https://ho st",
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> RedfishAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("calvin");
    }

    @Test
    void endsInAnAddressOrARefusal() {
        var samples =
                List.of("https://[fe80::1]:8443", "redfish+http://bmc:80/").stream()
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                        .toList();
        long refused =
                Fuzz.of("Redfish addresses", samples)
                        .run(
                                20_000,
                                IllegalArgumentException.class,
                                bytes ->
                                        RedfishAddress.parse(
                                                new String(bytes, StandardCharsets.ISO_8859_1)));
        assertThat(refused).isPositive();
    }
}
