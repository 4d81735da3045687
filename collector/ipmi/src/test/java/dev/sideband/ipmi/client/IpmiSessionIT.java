package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetSystemGuid;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;

import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;

/** Sessions with OpenIPMI's BMC simulator, over real sockets. */
class IpmiSessionIT {
    private static final Credentials GOOD = credentials(ForeignBmc.USER, ForeignBmc.PASSWORD);
    private static final SessionOptions SUITE_3 =
            SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_3);

    @TempDir static Path folder;
    private static ForeignBmc bmc;
    private static UdpPort port;

    @BeforeAll
    static void start() throws Exception {
        bmc = ForeignBmc.simulator(folder);
        port = UdpPort.open(2);
    }

    @AfterAll
    static void stop() throws Exception {
        if (port != null) {
            port.close();
        }
        if (bmc != null) {
            bmc.close();
        }
    }

    @Test
    void asksInASession() throws Exception {
        try (var session = IpmiSession.open(port, bmc.address(), GOOD, SUITE_3)) {
            var id = session.send(new GetDeviceId());
            assertThat(id.manufacturerId()).isEqualTo(0x2A2);
            assertThat(id.productId()).isEqualTo(0x100);
            assertThat(id.firmwareRevision()).isEqualTo("2.49");
            assertThat(id.ipmiVersion()).isEqualTo("2.0");
            assertThat(id.hasSel()).isTrue();
            assertThat(session.send(new GetSystemGuid()).guid().toHex())
                    .isEqualTo("a123456789abcdefa123456789abcdef");
            assertThat(session.send(new GetChassisStatus()).powerFault()).isFalse();
        }
    }

    /** All that ipmi_sim answers in; it opens 7, 8 and 12, and is silent then. */
    @ParameterizedTest
    @EnumSource(names = {"SUITE_0", "SUITE_1", "SUITE_2", "SUITE_3", "SUITE_6", "SUITE_11"})
    void speaksEachSuiteOfTheBmc(CipherSuite suite) throws Exception {
        var options = SessionOptions.DEFAULT.withCipherSuite(suite);
        try (var session = IpmiSession.open(port, bmc.address(), GOOD, options)) {
            assertThat(session.cipherSuite()).contains(suite);
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
            assertThat(session.send(new GetChassisStatus()).powerFault()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, none", "MD2, md2", "MD5, md5", "PASSWORD, straight"})
    void speaksIpmi15(AuthenticationType type, String name, @TempDir Path own) throws Exception {
        try (var old = ForeignBmc.simulatorOf15(own, name);
                var session = IpmiSession.open(port, old.address(), GOOD, only15(type))) {
            assertThat(session.recipe())
                    .isEqualTo(new LoginRecipe.Ipmi15(type, PrivilegeLevel.OPERATOR));
            for (int i = 0; i < 100; i++) {
                assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
            }
        }
    }

    @Test
    void takesTheStrongestTypeOf15() throws Exception {
        var any = only15(AuthenticationType.NONE);
        try (var session = IpmiSession.open(port, bmc.address(), GOOD, any)) {
            assertThat(session.recipe())
                    .isEqualTo(
                            new LoginRecipe.Ipmi15(
                                    AuthenticationType.MD5, PrivilegeLevel.OPERATOR));
        }
    }

    @Test
    void keepsTo20WhereTheBmcSpeaksIt() throws Exception {
        var options = SessionOptions.DEFAULT.withIpmi15(AuthenticationType.MD5);
        try (var session = IpmiSession.open(port, bmc.address(), GOOD, options)) {
            assertThat(session.cipherSuite()).contains(CipherSuite.SUITE_3);
        }
    }

    /** The simulator is silent then, as the specification wants it. */
    @Test
    void saysThatThePasswordIsWrongIn15() {
        var wrong = credentials(ForeignBmc.USER, "wrong");
        assertThatRefusal(() ->
                        IpmiSession.open(
                                port, bmc.address(), wrong, only15(AuthenticationType.MD5)))
                .isEqualTo(Reason.BAD_PASSWORD);
    }

    @Test
    void saysThatTheUserIsUnknownIn15() {
        var nobody = credentials("nobody", ForeignBmc.PASSWORD);
        assertThatRefusal(() ->
                        IpmiSession.open(
                                port, bmc.address(), nobody, only15(AuthenticationType.MD5)))
                .isEqualTo(Reason.BAD_USER);
    }

    private static SessionOptions only15(AuthenticationType type) {
        return SessionOptions.DEFAULT.withIpmi15Only(type);
    }

    @Test
    void findsTheSuiteThatTheBmcHas() throws Exception {
        try (var session = IpmiSession.open(port, bmc.address(), GOOD, SessionOptions.DEFAULT)) {
            assertThat(session.cipherSuite()).contains(CipherSuite.SUITE_3);
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
    }

    /** The simulator has 63 sessions; each that were left open would be one less. */
    @Test
    void leavesNoSessionBehind() throws Exception {
        for (int i = 0; i < 80; i++) {
            try (var session = IpmiSession.open(port, bmc.address(), GOOD, SUITE_3)) {
                assertThat(session.send(new GetDeviceId()).deviceId()).isEqualTo(0x20);
            }
        }
    }

    @Test
    void servesAUserOfLevelUser() throws Exception {
        var viewer = credentials("viewer", "just-looking");
        try (var session = IpmiSession.open(port, bmc.address(), viewer, SUITE_3)) {
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        assertThatRefusal(() ->
                        IpmiSession.open(
                                port,
                                bmc.address(),
                                credentials(ForeignBmc.USER, "wrong"),
                                SUITE_3))
                .isEqualTo(Reason.BAD_PASSWORD);
    }

    @Test
    void saysThatTheUserIsUnknown() {
        assertThatRefusal(() ->
                        IpmiSession.open(
                                port,
                                bmc.address(),
                                credentials("nobody", ForeignBmc.PASSWORD),
                                SUITE_3))
                .isIn(Reason.BAD_USER, Reason.BAD_PASSWORD);
    }

    @Test
    void saysThatTheSuiteIsNotThere() {
        assertThatRefusal(() ->
                        IpmiSession.open(
                                port,
                                bmc.address(),
                                GOOD,
                                SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17)))
                .isEqualTo(Reason.NO_CIPHER);
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        BmcAddress nobody = ForeignBmc.freeAddress();
        assertThatThrownBy(() -> IpmiSession.open(port, nobody, GOOD, SUITE_3))
                .isInstanceOf(IpmiException.Unreachable.class)
                .hasMessageContaining(nobody.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsAheadThroughLossAndRepetition(long seed) throws Exception {
        var patient =
                new RetryPolicy(
                        Duration.ofMillis(30), Duration.ofMillis(60), 12, Duration.ofSeconds(20));
        var lossy = new UnreliablePort(port, seed);
        try (var session =
                IpmiSession.open(lossy, bmc.address(), GOOD, SUITE_3.withRetryPolicy(patient))) {
            session.expect(Collections.nCopies(200, new GetDeviceId()));
            for (int i = 0; i < 200; i++) {
                assertThat(session.send(new GetDeviceId()).productId())
                        .as("seed %d", seed)
                        .isEqualTo(0x100);
            }
        }
        assertThat(lossy.lost()).as("seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void survivesLossAndRepetition(long seed) throws Exception {
        var patient =
                new RetryPolicy(
                        Duration.ofMillis(30), Duration.ofMillis(60), 12, Duration.ofSeconds(20));
        var options = SUITE_3.withRetryPolicy(patient);
        var lossy = new UnreliablePort(port, seed);
        try (var session = IpmiSession.open(lossy, bmc.address(), GOOD, options)) {
            for (int i = 0; i < 100; i++) {
                assertThat(session.send(new GetDeviceId()).productId())
                        .as("seed %d", seed)
                        .isEqualTo(0x100);
            }
        }
        assertThat(lossy.lost()).as("seed %d", seed).isPositive();
    }

    private static ObjectAssert<Reason> assertThatRefusal(ThrowingCallable opening) {
        return assertThatThrownBy(opening)
                .asInstanceOf(type(NotAuthenticated.class))
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("127.61."))
                .extracting(NotAuthenticated::reason, type(Reason.class));
    }

    private static Credentials credentials(String user, String password) {
        return Credentials.of(user, password.getBytes(StandardCharsets.UTF_8));
    }
}
