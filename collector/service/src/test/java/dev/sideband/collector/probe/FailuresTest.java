package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.IpmiException.Unreachable;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.message.CompletionCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private static final BmcAddress BMC = BmcAddress.parse("10.0.12.7");

    @ParameterizedTest
    @CsvSource({
        "BAD_USER,bad-user",
        "BAD_PASSWORD,bad-password",
        "NO_CIPHER,no-cipher",
        "PRIVILEGE,privilege",
        "SESSIONS_FULL,sessions-full",
        "REFUSED,refused"
    })
    void tellsWhyNoSessionCameToBe(NotAuthenticated.Reason reason, String word) {
        assertThat(word(new NotAuthenticated(reason, "why"))).isEqualTo(word);
    }

    @Test
    void tellsSilenceFromAClosedPort() {
        assertThat(word(new NoAnswer("why"))).isEqualTo("timeout");
        assertThat(word(new Unreachable("why"))).isEqualTo("no-route");
    }

    @Test
    void tellsMissingPrivilegeFromOtherRefusals() {
        assertThat(word(new Refused("Get SDR", CompletionCode.INSUFFICIENT_PRIVILEGE)))
                .isEqualTo("privilege");
        assertThat(word(new Refused("Get SDR", CompletionCode.UNSPECIFIED))).isEqualTo("refused");
    }

    @Test
    void callsAnUnreadableAnswerMalformed() {
        assertThat(word(new Malformed("why"))).isEqualTo("malformed");
    }

    @Test
    void namesTheBmcThatRefused() {
        assertThat(Failures.from(BMC, new Refused("Get SDR", CompletionCode.UNSPECIFIED)))
                .hasMessageStartingWith("10.0.12.7:623: Get SDR refused with FFh");
    }

    private static String word(IpmiException failure) {
        return Failures.from(BMC, failure).reason().word();
    }
}
