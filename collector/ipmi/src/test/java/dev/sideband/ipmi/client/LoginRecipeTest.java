package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.RoleByte;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Firmware that wants to be asked in a way of its own, and how that is learned and kept. */
class LoginRecipeTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);

    private final FakeBmc bmc = new FakeBmc();
    private final ScriptedPort port = new ScriptedPort(bmc::receive);
    private final SessionOptions suite17 =
            SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);

    @Test
    void remembersTheUsualWay() throws Exception {
        assertThat(recipeOf(SessionOptions.DEFAULT))
                .isEqualTo(RmcpPlus.usual(CipherSuite.SUITE_17, PrivilegeLevel.OPERATOR));
    }

    /** The BMC shows in RAKP 2 which byte it takes, so one login is enough. */
    @ParameterizedTest
    @EnumSource(RoleByte.class)
    void findsTheRoleByteThatIsHashedWithoutAnotherLogin(RoleByte role) throws Exception {
        bmc.withRole(role);
        bmc.withHandshakes(refusing(open -> open.privilege() != 0, HandshakeStatus.INVALID_ROLE));
        RmcpPlus recipe = (RmcpPlus) recipeOf(suite17);
        assertThat(recipe.highestLevel()).isTrue();
        assertThat(recipe.role()).isEqualTo(role);
        assertThat(bmc.heard(Rakp1.class)).hasSize(1);
    }

    @Test
    void takesTheRecipeWithoutDetour() throws Exception {
        bmc.withMaxPrivilege(2);
        bmc.suites.remove(CipherSuite.SUITE_17);
        LoginRecipe recipe = recipeOf(SessionOptions.DEFAULT);
        int before = bmc.heard(OpenSessionRequest.class).size();
        port.sent.clear();

        assertThat(recipeOf(SessionOptions.DEFAULT.withRecipe(recipe))).isEqualTo(recipe);
        assertThat(bmc.heard(OpenSessionRequest.class)).hasSize(before + 1);
        assertThat(port.sent).as("handshake, close").hasSize(4);
    }

    @Test
    void findsAnotherWayWhereTheRecipeNoLongerHolds() throws Exception {
        var stale = RmcpPlus.usual(CipherSuite.SUITE_17, PrivilegeLevel.ADMINISTRATOR);
        bmc.suites.remove(CipherSuite.SUITE_17);
        assertThat(recipeOf(SessionOptions.DEFAULT.withRecipe(stale)))
                .isEqualTo(RmcpPlus.usual(CipherSuite.SUITE_3, PrivilegeLevel.OPERATOR));
    }

    @Test
    void takesNoRecipeThatTheOptionsForbid() throws Exception {
        var weak = RmcpPlus.usual(CipherSuite.SUITE_3, PrivilegeLevel.OPERATOR);
        var strict = SessionOptions.DEFAULT.withMinimumSuite(CipherSuite.SUITE_17);
        assertThat(((RmcpPlus) recipeOf(strict.withRecipe(weak))).suite())
                .isEqualTo(CipherSuite.SUITE_17);
        assertThat(suitesProposed()).containsExactly(17);
    }

    @Test
    void stopsAtTheMinimum() {
        bmc.suites.remove(CipherSuite.SUITE_17);
        assertThatRefusal(SessionOptions.DEFAULT.withMinimumSuite(CipherSuite.SUITE_17))
                .isEqualTo(Reason.NO_CIPHER);
        assertThat(suitesProposed()).containsExactly(17);
    }

    @Test
    void takesNoWeakSuiteUnasked() throws Exception {
        bmc.suites.removeAll(CipherSuite.strongestFirst());
        assertThatThrownBy(() -> open(SessionOptions.DEFAULT))
                .isInstanceOf(NotAuthenticated.class)
                .hasMessage(
                        "127.0.0.1:623: refuses cipher suite 17 and 3, and nothing weaker is taken"
                                + " unasked: enable one on the BMC, or name the suite to use");
        assertThat(suitesProposed()).containsExactly(17, 3);
        open(SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_0)).close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0A, 0x12, 0x11, 0x01})
    void understandsEachNameForASuiteThatIsNotThere(int status) throws Exception {
        bmc.withHandshakes(
                refusing(
                        open -> !open.algorithms().equals(CipherSuite.SUITE_3.algorithms()),
                        status));
        assertThat(((RmcpPlus) recipeOf(SessionOptions.DEFAULT)).suite())
                .isEqualTo(CipherSuite.SUITE_3);
    }

    @Test
    void looksTheUserUpByLevelWhereTheNameAloneIsUnknown() throws Exception {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp1 rakp1 && (rakp1.role() & Rakp1.NAME_ONLY) != 0
                        ? List.of(refusal(answers, HandshakeStatus.UNAUTHORIZED_NAME))
                        : answers);
        RmcpPlus recipe = (RmcpPlus) recipeOf(suite17);
        assertThat(recipe.byNameAlone()).isFalse();
        int before = bmc.heard(Rakp1.class).size();
        open(suite17.withRecipe(recipe)).close();
        assertThat(bmc.heard(Rakp1.class)).hasSize(before + 1);
    }

    @Test
    void stepsDownWhereALevelTooHighIsAnUnknownUser() throws Exception {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp1 rakp1 && rakp1.privilege() > 2
                        ? List.of(refusal(answers, HandshakeStatus.UNAUTHORIZED_NAME))
                        : answers);
        assertThat(recipeOf(suite17).level()).isEqualTo(PrivilegeLevel.USER);
    }

    @Test
    void padsTheNameWhereItIsUnknownOtherwise() throws Exception {
        bmc.withUsername(FakeBmc.CREDENTIALS.paddedUsername());
        assertThat(((RmcpPlus) recipeOf(suite17)).paddedName()).isTrue();
    }

    @Test
    void triesAnUnknownNameOnlySoOften() {
        var nobody = Credentials.of("nobody", new byte[0]);
        assertThatThrownBy(() -> IpmiSession.open(port, ADDRESS, nobody, SessionOptions.DEFAULT))
                .asInstanceOf(type(NotAuthenticated.class))
                .returns(Reason.BAD_USER, NotAuthenticated::reason);
        assertThat(bmc.heard(Rakp1.class)).hasSizeLessThan(LoginSearch.MAX_RECIPES);
        assertThat(bmc.heard(Rakp3.class)).isEmpty();
    }

    @Test
    void cutsThePasswordWhereTheBmcDoes() throws Exception {
        var long20 = Credentials.of("monitor", bytes("12345678901234567890"));
        bmc.withPassword("1234567890123456");
        IpmiSession.open(port, ADDRESS, long20, suite17).close();
        assertThat(bmc.heard(Rakp1.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUITE_0", "SUITE_1", "SUITE_3", "SUITE_17"})
    void takesARakp2CodeWithAByteTooMuch(CipherSuite suite) throws Exception {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp1 ? List.of(longer((Rakp2) answers.getFirst())) : answers);
        open(SessionOptions.DEFAULT.withCipherSuite(suite)).close();
    }

    @Test
    void takesARakp2WhoseLengthIsOneTooMuch() throws Exception {
        var wrong =
                new ScriptedPort(datagram ->
                        bmc.receive(datagram).stream()
                                .map(LoginRecipeTest::withOneMoreClaimed)
                                .toList());
        IpmiSession.open(wrong, ADDRESS, FakeBmc.CREDENTIALS, suite17).close();
    }

    /** Neither board needs a value where packets are not signed; the Intel SE7520 sends none. */
    @ParameterizedTest
    @EnumSource(names = {"SUITE_1", "SUITE_6", "SUITE_15"})
    void takesAnEmptyRakp4WherePacketsAreNotSigned(CipherSuite suite) throws Exception {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp3 ? List.of(withoutCheck(answers)) : answers);
        open(SessionOptions.DEFAULT.withCipherSuite(suite)).close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUITE_2", "SUITE_3", "SUITE_8", "SUITE_12", "SUITE_17"})
    void takesNoEmptyRakp4WherePacketsAreSigned(CipherSuite suite) {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp3 ? List.of(withoutCheck(answers)) : answers);
        assertThatRefusal(SessionOptions.DEFAULT.withCipherSuite(suite))
                .isEqualTo(Reason.BAD_BMC_KEY);
    }

    @Test
    void asksWithoutTheLookupBitWhereOnlyTheProofIsRefused() throws Exception {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp3 && (lastRole() & Rakp1.NAME_ONLY) != 0
                        ? List.of(refusal(answers, HandshakeStatus.INVALID_CHECK_VALUE))
                        : answers);
        assertThat(((RmcpPlus) recipeOf(SessionOptions.DEFAULT)).byNameAlone()).isFalse();
    }

    /** The bound that keeps a login from locking a user out. */
    @Test
    void provesAPasswordTwiceAtMostHoweverTheBmcRefuses() {
        bmc.withHandshakes((request, _, answers) ->
                request instanceof Rakp3
                        ? List.of(refusal(answers, HandshakeStatus.INVALID_CHECK_VALUE))
                        : answers);
        assertThatRefusal(SessionOptions.DEFAULT).isEqualTo(Reason.BAD_PASSWORD);
        assertThat(bmc.heard(Rakp3.class)).hasSize(2);
    }

    @Test
    void endsAtAWrongPasswordAtOnce() {
        bmc.withPassword("other");
        assertThatRefusal(SessionOptions.DEFAULT).isEqualTo(Reason.BAD_PASSWORD);
        assertThat(bmc.heard(Rakp1.class)).hasSize(1);
        var recipe = RmcpPlus.usual(CipherSuite.SUITE_17, PrivilegeLevel.OPERATOR);
        assertThatRefusal(SessionOptions.DEFAULT.withRecipe(recipe)).isEqualTo(Reason.BAD_PASSWORD);
        assertThat(bmc.heard(Rakp1.class)).hasSize(2);
    }

    @Test
    void tellsAMissingKeyFromAWrongAndFromANeedlessOne() {
        var key = suite17.withBmcKey(RakpKey.of(bytes("the key")));
        assertThatThrownBy(() -> open(key)).hasMessageContaining("the BMC has none of its own");
        bmc.withBmcKey(RakpKey.of(bytes("another")));
        assertThatThrownBy(() -> open(key)).hasMessageContaining("another key K_G");
        assertThatThrownBy(() -> open(suite17)).hasMessageContaining("configure it");
        assertThatRefusal(suite17).isEqualTo(Reason.BAD_BMC_KEY);
    }

    @Test
    void holdsNoSecret() throws Exception {
        assertThat(recipeOf(suite17).toString()).doesNotContain("secret").contains("SUITE_17");
    }

    private LoginRecipe recipeOf(SessionOptions options) throws Exception {
        try (var session = open(options)) {
            assertThat(session.send(new GetDeviceId()).firmwareRevision()).isEqualTo("2.49");
            port.sent.removeLast();
            return session.recipe();
        }
    }

    private IpmiSession open(SessionOptions options) throws IpmiException, InterruptedException {
        return IpmiSession.open(port, ADDRESS, FakeBmc.CREDENTIALS, options);
    }

    private org.assertj.core.api.ObjectAssert<Reason> assertThatRefusal(SessionOptions options) {
        return assertThatThrownBy(() -> open(options))
                .asInstanceOf(type(NotAuthenticated.class))
                .extracting(NotAuthenticated::reason, type(Reason.class));
    }

    private List<Integer> suitesProposed() {
        return bmc.heard(OpenSessionRequest.class).stream()
                .map(open -> CipherSuite.of(open.algorithms()).orElseThrow().id())
                .toList();
    }

    private int lastRole() {
        return bmc.heard(Rakp1.class).getLast().role();
    }

    private static FakeBmc.HandshakeTwist refusing(
            Predicate<OpenSessionRequest> which, int status) {
        return (request, _, answers) ->
                request instanceof OpenSessionRequest open && which.test(open)
                        ? List.of(refusal(answers, status))
                        : answers;
    }

    private static Handshake refusal(List<Handshake> answers, int status) {
        return switch (answers.getFirst()) {
            case OpenSessionResponse open ->
                    OpenSessionResponse.refusal(open.tag(), status, open.consoleSessionId());
            case Rakp2 rakp2 -> Rakp2.refusal(rakp2.tag(), status, rakp2.consoleSessionId());
            case Rakp4 rakp4 -> Rakp4.refusal(rakp4.tag(), status, rakp4.consoleSessionId());
            case OpenSessionRequest _, Rakp1 _, Rakp3 _ -> throw new AssertionError("no answer");
        };
    }

    private static Handshake longer(Rakp2 rakp2) {
        byte[] code = rakp2.code().toArray();
        return new Rakp2(
                rakp2.tag(),
                0,
                rakp2.consoleSessionId(),
                rakp2.bmcRandom(),
                rakp2.guid(),
                Bytes.of(Arrays.copyOf(code, code.length + 1)));
    }

    private static Handshake withoutCheck(List<Handshake> answers) {
        return answers.getFirst() instanceof Rakp4 rakp4 && rakp4.status() == 0
                ? new Rakp4(rakp4.tag(), 0, rakp4.consoleSessionId(), Bytes.EMPTY)
                : answers.getFirst();
    }

    private static byte[] withOneMoreClaimed(byte[] datagram) {
        if (datagram[5] == 0x13) {
            datagram[14]++;
        }
        return datagram;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
