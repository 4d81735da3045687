package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.message.PrivilegeLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Collections;

/** Logins at a BMC that speaks IPMI 1.5 and nothing else. */
class Ipmi15LoginTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);

    private final FakeBmc15 bmc = new FakeBmc15();
    private final ScriptedPort port = new ScriptedPort(bmc::receive);
    private final SessionOptions allowed =
            SessionOptions.DEFAULT.withIpmi15(AuthenticationType.NONE);

    @ParameterizedTest
    @EnumSource(AuthenticationType.class)
    void opensASessionWhereTheBmcSpeaksNo20(AuthenticationType type) throws Exception {
        bmc.authenticationTypes = 1 << type.number();
        try (var session = open(allowed)) {
            assertThat(session.send(new GetDeviceId()).firmwareRevision()).isEqualTo("2.49");
            assertThat(session.recipe())
                    .isEqualTo(new LoginRecipe.Ipmi15(type, PrivilegeLevel.OPERATOR));
            assertThat(session.cipherSuite()).isEmpty();
        }
        assertThat(bmc.commands).startsWith(0x38).endsWith(0x39, 0x3A, 0x3B, 0x01, 0x3C);
        assertThat(port.openInboxes()).isZero();
    }

    @Test
    void doesNotUse15Unasked() {
        assertThatThrownBy(() -> open(SessionOptions.DEFAULT))
                .isInstanceOf(IpmiException.NoAnswer.class);
        assertThat(bmc.commands).doesNotContain(0x39, 0x3A);
    }

    @Test
    void takesTheStrongestTypeAndNoneThatIsTooWeak() throws Exception {
        bmc.authenticationTypes = 0x17;
        try (var session = open(allowed)) {
            assertThat(session.recipe().way()).endsWith("MD5");
        }
        bmc.authenticationTypes = 0x11;
        assertThatRefusal(SessionOptions.DEFAULT.withIpmi15(AuthenticationType.MD2))
                .returns(Reason.NO_CIPHER, NotAuthenticated::reason)
                .satisfies(refusal ->
                        assertThat(refusal).hasMessageContaining("offers PASSWORD, NONE"));
    }

    @Test
    void stepsDownToTheLevelThatTheUserMayHave() throws Exception {
        bmc.maxPrivilege = 2;
        try (var session = open(allowed)) {
            assertThat(session.recipe().level()).isEqualTo(PrivilegeLevel.USER);
        }
        assertThatRefusal(allowed.withPrivilege(PrivilegeLevel.OPERATOR))
                .returns(Reason.PRIVILEGE, NotAuthenticated::reason);
    }

    /** The bound that keeps a login from locking a user out: silence is how 1.5 says "wrong". */
    @Test
    void sendsAWrongPasswordTwiceAtMost() {
        bmc.password = "other";
        assertThatRefusal(allowed).returns(Reason.BAD_PASSWORD, NotAuthenticated::reason);
        assertThat(Collections.frequency(bmc.commands, 0x3A)).isEqualTo(2);
        assertThat(port.openInboxes()).isZero();
    }

    @Test
    void asksAnOlderBmcWithoutTheBitOf20() throws Exception {
        bmc.refusesIpmi2Bit = true;
        open(allowed).close();
    }

    @Test
    void sendsNoCodesWhereNoneAreWanted() throws Exception {
        bmc.saysWithoutCodes = true;
        try (var session = open(allowed)) {
            assertThat(session.send(new GetDeviceId()).firmwareRevision()).isEqualTo("2.49");
        }
        assertThat(port.sent.getLast()[4]).isZero();
    }

    /** IBM eServer 325, Supermicro H8QME. */
    @Test
    void sendsCodesWhereTheBmcIsDeafWithoutThemInSpiteOfWhatItSays() throws Exception {
        bmc.saysWithoutCodes = true;
        bmc.hearsWithoutCodes = false;
        try (var session = open(allowed)) {
            assertThat(session.send(new GetDeviceId()).firmwareRevision()).isEqualTo("2.49");
        }
    }

    @Test
    void takesTheRecipeWithoutAskingWhatTheBmcSpeaks() throws Exception {
        LoginRecipe recipe;
        try (var session = open(allowed)) {
            recipe = session.recipe();
        }
        bmc.commands.clear();
        open(allowed.withRecipe(recipe)).close();
        assertThat(bmc.commands).containsExactly(0x38, 0x39, 0x3A, 0x3B, 0x3C);
    }

    private IpmiSession open(SessionOptions options) throws IpmiException, InterruptedException {
        return IpmiSession.open(port, ADDRESS, FakeBmc.CREDENTIALS, options);
    }

    private org.assertj.core.api.ObjectAssert<NotAuthenticated> assertThatRefusal(
            SessionOptions options) {
        return assertThatThrownBy(() -> open(options)).asInstanceOf(type(NotAuthenticated.class));
    }
}
