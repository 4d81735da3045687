package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp3;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Ways into BMCs that do it differently, and the reasons where there is none. */
class LoginQuirksTest {
    @Test
    void readsARefusalOfTwoBytes() {
        var bmc = QuirkyBmc.with(LoginQuirk.SHORT_REFUSALS, LoginQuirk.NOTHING_BETTER_THAN_3);
        var only17 = SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);

        assertThatExceptionOfType(NotAuthenticated.class)
                .isThrownBy(() -> bmc.login(only17))
                .extracting(NotAuthenticated::reason)
                .isEqualTo(Reason.NO_CIPHER);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "NOTHING_BETTER_THAN_3",
                "SUITE_REFUSED_AS_PARAMETER",
                "NO_ROOM_FOR_OTHER_SUITES_THAN_17"
            })
    void findsTheSuiteThatIsThere(LoginQuirk quirk) throws Exception {
        var bmc = QuirkyBmc.with(quirk, LoginQuirk.SHORT_REFUSALS);
        boolean only17 = quirk == LoginQuirk.NO_ROOM_FOR_OTHER_SUITES_THAN_17;

        try (IpmiSession session = bmc.login()) {
            assertThat(session.cipherSuite())
                    .isEqualTo(only17 ? CipherSuite.SUITE_17 : CipherSuite.SUITE_3);
        }
        bmc.assertReadsTheTruth();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SUITE_LIST", "SUITE_LIST_WITHOUT_TAGS"})
    void takesTheBestSuiteWithoutItsList(CommandQuirk quirk) throws Exception {
        try (IpmiSession session = QuirkyBmc.with(quirk).login()) {
            assertThat(session.cipherSuite()).isEqualTo(CipherSuite.SUITE_17);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SUITE_LIST_LACKS_THE_BEST", "SUITE_LIST_HAS_A_GHOST"})
    void triesWhatTheListSaysAndDoesNotTrustIt(CommandQuirk quirk) throws Exception {
        QuirkyBmc.with(quirk, LoginQuirk.NOTHING_BETTER_THAN_3).assertReadsTheTruth();
        QuirkyBmc.with(quirk, LoginQuirk.NO_ROOM_FOR_OTHER_SUITES_THAN_17).assertReadsTheTruth();
    }

    @Test
    void asksForTheLevelThatItWants() throws Exception {
        var bmc = QuirkyBmc.with(LoginQuirk.LEVEL_ZERO_REFUSED);
        bmc.assertReadsTheTruth();

        assertThat(sent(bmc, OpenSessionRequest.class))
                .isNotEmpty()
                .allSatisfy(open -> assertThat(open.privilege()).isPositive());
    }

    @Test
    void proposesOneSuiteAtATime() throws Exception {
        QuirkyBmc.with(LoginQuirk.ONE_PROPOSAL_ONLY).assertReadsTheTruth();
    }

    @Test
    void stepsDownWhereTheRoleIsCalledInvalid() throws Exception {
        QuirkyBmc.forUser(PrivilegeLevel.USER, LoginQuirk.LEVEL_TOO_HIGH_IS_INVALID_ROLE)
                .assertReadsTheTruth();
    }

    @Test
    void needsNoGuid() throws Exception {
        QuirkyBmc.with(LoginQuirk.ZERO_GUID).assertReadsTheTruth();
    }

    @Test
    void needsNoPong() throws Exception {
        QuirkyBmc.with(LoginQuirk.NO_PONG).assertReadsTheTruth();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAF_TO_RMCP_PLUS_OUTSIDE_SESSIONS", "DEAF_TO_15_OUTSIDE_SESSIONS"})
    void asksInEitherFraming(LoginQuirk quirk) throws Exception {
        QuirkyBmc.with(quirk).assertReadsTheTruth();
    }

    @Test
    void worksWhereTheLevelCannotBeRaised() throws Exception {
        QuirkyBmc.with(CommandQuirk.NO_SET_PRIVILEGE).assertReadsTheTruth();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void sendsRakp1OnlyOnceInALogin(int lost) throws Exception {
        var bmc = QuirkyBmc.with(CommandQuirk.NO_SUITE_LIST);
        var options = SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);
        // The Open Session gets its answer, RAKP 1 does not.
        bmc.port.loseAnswersAfter(1, lost);
        bmc.login(options).close();

        List<Rakp1> asked = sent(bmc, Rakp1.class);
        assertThat(asked).hasSizeGreaterThan(1);
        assertThat(asked).extracting(Rakp1::bmcSessionId).doesNotHaveDuplicates();
        assertThat(asked).extracting(Rakp1::consoleRandom).doesNotHaveDuplicates();
    }

    @Test
    void repeatsRakp3WithTheSameBytes() throws Exception {
        var bmc = QuirkyBmc.with(CommandQuirk.NO_SUITE_LIST);
        bmc.port.loseAnswersAfter(2, 1);
        bmc.login(SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17)).close();

        assertThat(sent(bmc, Rakp3.class)).hasSize(2).containsOnly(sent(bmc, Rakp3.class).get(0));
        assertThat(sent(bmc, OpenSessionRequest.class)).hasSize(1);
    }

    private static <H extends Handshake> List<H> sent(QuirkyBmc bmc, Class<H> type) {
        return bmc.port.sent.stream()
                .map(Packet::decode)
                .filter(Packet.Sessionless.class::isInstance)
                .map(Packet.Sessionless.class::cast)
                .filter(packet -> packet.payloadType() != 0)
                .map(Handshake::readFrom)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
