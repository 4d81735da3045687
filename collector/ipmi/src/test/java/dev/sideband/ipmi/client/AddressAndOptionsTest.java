package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

class AddressAndOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.12.7,            10.0.12.7,  623, 10.0.12.7:623",
        "10.0.12.7:6230,       10.0.12.7, 6230, 10.0.12.7:6230",
        "bmc-7.example,        bmc-7.example, 623, bmc-7.example:623",
        "fe80::1,              fe80::1,    623, [fe80::1]:623",
        "[fe80::1],            fe80::1,    623, [fe80::1]:623",
        "[fe80::1]:6230,       fe80::1,   6230, [fe80::1]:6230",
    })
    void readsAddresses(String text, String host, int port, String printed) {
        var address = BmcAddress.parse(text);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":623", "host:", "host:x", "host:0", "host:70000"})
    void refusesAddressesThatAreNone(String text) {
        assertThatThrownBy(() -> BmcAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatANameIsUnknown() {
        var address = new BmcAddress("no-such-host.invalid", 623);
        assertThatThrownBy(address::resolve)
                .isInstanceOf(IpmiException.Unreachable.class)
                .hasMessageContaining("no-such-host.invalid:623");
    }

    @Test
    void neverPrintsAPassword() {
        var credentials = Credentials.of("monitor", bytes("secret"));
        assertThat(credentials).hasToString("Credentials[username=monitor, password=***]");
    }

    @Test
    void refusesNamesAndPasswordsThatNoBmcTakes() {
        assertThat(Credentials.of("x".repeat(16), bytes("y".repeat(20)))).isNotNull();
        assertThatThrownBy(() -> Credentials.of("x".repeat(17), bytes("y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 16 bytes");
        assertThatThrownBy(() -> Credentials.of("x", bytes("secret".repeat(4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 20 bytes")
                .hasMessageNotContaining("secret");
    }

    @Test
    void doublesItsWaitUpToTheCap() {
        var random = ThreadLocalRandom.current();
        long[] expectedMillis = {250, 500, 1000, 2000, 4000, 4000, 4000};
        for (int attempt = 0; attempt < expectedMillis.length; attempt++) {
            long millis =
                    Duration.ofNanos(RetryPolicy.DEFAULT.timeoutNanos(attempt, random)).toMillis();
            assertThat(millis)
                    .isBetween(expectedMillis[attempt] * 9 / 10, expectedMillis[attempt] * 11 / 10);
        }
    }

    @Test
    void refusesPoliciesThatNeverAsk() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(second, second, 0, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(second, Duration.ZERO, 1, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, second, 1, second))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
