package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.ConnectedPort;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.DatagramPort;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A BMC whose answers come from another port: what of them is taken can be proved. */
class OtherPortIT {
    private static final int SENSORS_AT_LEAST = 40;

    private static final SessionOptions QUICK =
            SessionOptions.DEFAULT.withRetryPolicy(
                    new RetryPolicy(
                            Duration.ofMillis(200),
                            Duration.ofMillis(400),
                            3,
                            Duration.ofSeconds(2)));

    private final SimulatedFleet fleet =
            SimulatedFleet.start(
                    FleetOptions.of(1, 7)
                            .withAccount("monitor", "open sesame", PrivilegeLevel.OPERATOR)
                            .withSettings(usual ->
                                    usual.withSuites(CipherSuite.values())
                                            .withQuirks(PacketQuirk.ANSWERS_FROM_OTHER_PORT)));

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void takesAnswersFromAnotherPortThatProveThemselves() throws Exception {
        try (var port = UdpPort.open(1);
                IpmiSession session = login(port, QUICK)) {
            assertThat(session.cipherSuite()).contains(CipherSuite.SUITE_17);
            assertThat(new SdrRepositoryReader().read(session))
                    .hasSizeGreaterThan(SENSORS_AT_LEAST);
        }
    }

    @Test
    void takesNoneThatNobodySigned() throws Exception {
        try (var port = UdpPort.open(1)) {
            var unsigned = QUICK.withCipherSuite(CipherSuite.SUITE_1);

            assertThatExceptionOfType(IpmiException.NoAnswer.class)
                    .isThrownBy(() -> login(port, unsigned).send(new GetDeviceId()));
            assertThat(port.unclaimedDatagrams()).isPositive();
        }
    }

    /** The system lets through what comes from the port that was asked, and nothing else. */
    @Test
    void hearsNothingOnAConnectedSocket() throws Exception {
        try (var port = ConnectedPort.open()) {
            assertThatExceptionOfType(IpmiException.NoAnswer.class)
                    .isThrownBy(() -> login(port, QUICK));
        }
    }

    private IpmiSession login(DatagramPort port, SessionOptions options)
            throws IpmiException, InterruptedException {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        byte[] password = "open sesame".getBytes(StandardCharsets.UTF_8);
        return IpmiSession.open(
                port,
                new BmcAddress(bmc.host(), bmc.port()),
                Credentials.of("monitor", password),
                options);
    }
}
