package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.LoginRecipe;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.wire.Bytes;

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

        assertRefused(bmc, only17, Reason.NO_CIPHER);
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
                    .contains(only17 ? CipherSuite.SUITE_17 : CipherSuite.SUITE_3);
        }
        bmc.assertReadsTheTruth();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SUITE_LIST", "SUITE_LIST_WITHOUT_TAGS"})
    void takesTheBestSuiteWithoutItsList(CommandQuirk quirk) throws Exception {
        try (IpmiSession session = QuirkyBmc.with(quirk).login()) {
            assertThat(session.cipherSuite()).contains(CipherSuite.SUITE_17);
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

    @ParameterizedTest
    @EnumSource(
            names = {
                "HASHES_LEVEL_OF_OPEN_SESSION",
                "HASHES_LEVEL_WITHOUT_LOOKUP",
                "NAME_MUST_BE_PADDED",
                "ONLY_LEVEL_ZERO",
                "NO_LOOKUP_BY_NAME_ALONE",
                "RAKP_2_COUNTS_ONE_TOO_MANY",
                "RAKP_2_HAS_ONE_MORE",
                "SUITE_REFUSED_AS_LEVEL",
                "NEW_CHALLENGE_EACH_TIME"
            })
    void learnsHowTheBmcLetsItIn(LoginQuirk quirk) throws Exception {
        var bmc = QuirkyBmc.with(quirk);
        bmc.assertReadsTheTruth();

        LoginRecipe learned;
        try (IpmiSession session = bmc.login()) {
            learned = session.recipe();
        }
        bmc.port.sent.clear();
        bmc.login(SessionOptions.DEFAULT.withRecipe(learned)).close();
        assertThat(sent(bmc, OpenSessionRequest.class)).hasSize(1);
    }

    @Test
    void stepsDownWhereTheUserIsCalledUnknown() throws Exception {
        QuirkyBmc.forUser(PrivilegeLevel.USER, LoginQuirk.LEVEL_TOO_HIGH_IS_UNKNOWN_USER)
                .assertReadsTheTruth();
    }

    @Test
    void trustsNoBmcThatDoesNotKnowThePassword() {
        assertRefused(QuirkyBmc.with(LoginQuirk.RAKP_2_CODE_WRONG), Reason.BAD_PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUITE_1", "SUITE_2", "SUITE_11", "SUITE_15", "SUITE_17"})
    void takesRakp4SignedLikePackets(CipherSuite suite) throws Exception {
        var bmc = QuirkyBmc.withEverySuite(LoginQuirk.RAKP_4_SIGNED_LIKE_PACKETS);
        bmc.login(SessionOptions.DEFAULT.withCipherSuite(suite)).close();
    }

    @Test
    void passesOverCodesOfSuite0() throws Exception {
        var bmc = QuirkyBmc.withEverySuite(LoginQuirk.SUITE_0_HAS_CODES);
        bmc.login(SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_0)).close();
    }

    @Test
    void worksInTheNewestOfSessionsWithOneId() throws Exception {
        var bmc = QuirkyBmc.with(LoginQuirk.ONE_SESSION_ID_FOR_ALL);
        try (IpmiSession old = bmc.login();
                IpmiSession session = bmc.login()) {
            assertThat(session.send(new GetDeviceId()).manufacturerId()).isEqualTo(674);
            assertThatExceptionOfType(IpmiException.NoAnswer.class)
                    .isThrownBy(() -> old.send(new GetDeviceId()));
        }
    }

    @Test
    void getsNoSessionWithTheIdZero() {
        var bmc = QuirkyBmc.with(LoginQuirk.SESSION_ID_ZERO);

        assertRefused(bmc, Reason.REFUSED);
        assertThat(sent(bmc, Rakp1.class)).isEmpty();
    }

    @Test
    void worksAtTheHighestLevelWhereNoOtherWillDo() throws Exception {
        var bmc = QuirkyBmc.with(CommandQuirk.HIGHEST_LEVEL_OR_NONE);
        bmc.assertReadsTheTruth();
        assertThat(sent(bmc, Rakp1.class))
                .extracting(rakp1 -> rakp1.role() & 0x0F)
                .containsExactly(
                        PrivilegeLevel.OPERATOR.number(), PrivilegeLevel.ADMINISTRATOR.number());

        LoginRecipe learned;
        try (IpmiSession session = bmc.login()) {
            learned = session.recipe();
        }
        bmc.port.sent.clear();
        bmc.login(SessionOptions.DEFAULT.withRecipe(learned)).close();
        assertThat(sent(bmc, OpenSessionRequest.class)).hasSize(1);
    }

    @Test
    void saysThatTheLevelWillNotDo() {
        assertRefused(
                QuirkyBmc.with(CommandQuirk.HIGHEST_LEVEL_OR_NONE),
                SessionOptions.DEFAULT.withPrivilege(PrivilegeLevel.OPERATOR),
                Reason.PRIVILEGE);
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

    @Test
    void numbersNothingBeforeThereIsASession() throws Exception {
        var bmc = QuirkyBmc.with();
        bmc.login().close();

        // Behind authentication type and payload type: session id and sequence number.
        assertThat(bmc.port.sent.stream().map(Bytes::of).map(Bytes::toHex))
                .filteredOn(hex -> hex.startsWith("0600ff07061"))
                .hasSize(3)
                .allMatch(hex -> hex.startsWith("0".repeat(16), 12));
    }

    private static void assertRefused(QuirkyBmc bmc, Reason reason) {
        assertRefused(bmc, SessionOptions.DEFAULT, reason);
    }

    private static void assertRefused(QuirkyBmc bmc, SessionOptions options, Reason reason) {
        assertThatExceptionOfType(NotAuthenticated.class)
                .isThrownBy(() -> bmc.login(options))
                .extracting(NotAuthenticated::reason)
                .isEqualTo(reason);
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
