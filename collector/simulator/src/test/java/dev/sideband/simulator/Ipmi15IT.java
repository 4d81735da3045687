package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An old BMC that knows nothing of IPMI 2.0: ipmitool, FreeIPMI and our client log in to it. */
class Ipmi15IT {
    private static final String PASSWORD = "open-sesame-now!";
    private static final int SENSORS_AT_LEAST = 40;

    @TempDir private Path folder = Path.of("");
    private SimulatedFleet fleet = start(AuthenticationType.values());

    /** Without any suite of IPMI 2.0. */
    private static SimulatedFleet start(AuthenticationType... types) {
        return SimulatedFleet.start(
                FleetOptions.of(1, 7)
                        .withAccount("monitor", PASSWORD, PrivilegeLevel.ADMINISTRATOR)
                        .withSettings(usual -> usual.withSuites().withIpmi15(types)));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    /** Debian's ipmitool is built without MD2. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MD2")
    void ipmitoolLogsIn(AuthenticationType type) throws Exception {
        Command.Outcome outcome =
                peers(PASSWORD).ipmitool(List.of("-I", "lan", "-A", type.name(), "sdr", "list"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.lines()).hasSizeGreaterThan(SENSORS_AT_LEAST);
    }

    @ParameterizedTest
    @EnumSource
    void freeIpmiLogsIn(AuthenticationType type) throws Exception {
        String name = type == AuthenticationType.PASSWORD ? "STRAIGHT_PASSWORD_KEY" : type.name();
        Command.Outcome outcome =
                peers(PASSWORD)
                        .freeIpmi(
                                "ipmi-sensors",
                                List.of(
                                        "-D",
                                        "LAN",
                                        "-a",
                                        name,
                                        "--quiet-cache",
                                        "--sdr-cache-directory=" + folder));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.lines()).hasSizeGreaterThan(SENSORS_AT_LEAST);
    }

    @ParameterizedTest
    @EnumSource
    void ourClientLogsIn(AuthenticationType type) throws Exception {
        fleet.close();
        fleet = start(type);
        try (UdpPort port = UdpPort.open(1);
                IpmiSession session =
                        login(port, PASSWORD, SessionOptions.DEFAULT.withIpmi15(type))) {
            assertThat(session.cipherSuite()).isEmpty();
            assertThat(session.send(new GetDeviceId()).manufacturerId()).isEqualTo(674);
            assertThat(new SdrRepositoryReader().read(session))
                    .hasSizeGreaterThan(SENSORS_AT_LEAST);
        }
    }

    @Test
    void theStrongestTypeIsTaken() throws Exception {
        try (UdpPort port = UdpPort.open(1);
                IpmiSession session =
                        login(
                                port,
                                PASSWORD,
                                SessionOptions.DEFAULT.withIpmi15(AuthenticationType.NONE))) {
            assertThat(session.recipe().way()).containsIgnoringCase("md5");
        }
    }

    @Test
    void aWrongPasswordGetsNoAnswer() throws Exception {
        assertThat(
                        peers("open-barley")
                                .ipmitool(
                                        List.of(
                                                "-I", "lan", "-A", "MD5", "-N", "1", "-R", "1",
                                                "mc", "info"))
                                .exitCode())
                .isNotZero();
        assertThat(
                        peers("open-barley")
                                .freeIpmi("bmc-info", List.of("-D", "LAN", "-a", "MD5"))
                                .output())
                .contains("password");
    }

    @Test
    void ourClientWantsToBeAskedForIt() throws Exception {
        var hasty =
                SessionOptions.DEFAULT.withRetryPolicy(
                        new RetryPolicy(
                                Duration.ofMillis(30),
                                Duration.ofMillis(60),
                                2,
                                Duration.ofSeconds(1)));
        try (UdpPort port = UdpPort.open(1)) {
            assertThatExceptionOfType(IpmiException.class)
                    .isThrownBy(() -> login(port, PASSWORD, hasty).close());
        }
    }

    private IpmiSession login(UdpPort port, String password, SessionOptions options)
            throws Exception {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        return IpmiSession.open(
                port,
                new BmcAddress(bmc.host(), bmc.port()),
                Credentials.of("monitor", password.getBytes(StandardCharsets.UTF_8)),
                options);
    }

    private PeerPrograms peers(String password) {
        return new PeerPrograms(fleet.bmcs().getFirst(), "monitor", password, folder);
    }
}
