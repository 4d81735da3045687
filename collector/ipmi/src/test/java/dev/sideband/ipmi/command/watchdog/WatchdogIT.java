package dev.sideband.ipmi.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.ForeignConsole;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.crypto.CipherSuite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The watchdog of OpenIPMI's simulator, with ipmitool as the judge. */
class WatchdogIT {
    @TempDir Path folder;

    @Test
    void setsAndReadsTheTimerThatIpmitoolReads() throws Exception {
        try (var bmc = ForeignBmc.simulator(folder);
                var port = UdpPort.open(1);
                var session = open(port, bmc)) {
            var console = new ForeignConsole(bmc.address());
            session.send(
                    new SetWatchdogTimer(
                            WatchdogUse.SMS_OS,
                            true,
                            false,
                            WatchdogAction.NONE,
                            PreTimeoutInterrupt.NONE,
                            Duration.ZERO,
                            Set.of(),
                            Duration.ofMinutes(5)));
            String printed = console.ipmitool("mc", "watchdog", "get");
            assertThat(printed).contains("SMS/OS", "Stopped", "300.0 sec");
            var timer = session.send(new GetWatchdogTimer());
            assertThat(timer.use()).contains(WatchdogUse.SMS_OS);
            assertThat(timer.initial()).isEqualTo(Duration.ofMinutes(5));
            assertThat(timer.running()).isFalse();

            session.send(new ResetWatchdogTimer());
        }
    }

    private static IpmiSession open(UdpPort port, ForeignBmc bmc) throws Exception {
        return IpmiSession.open(
                port,
                bmc.address(),
                Credentials.of(
                        ForeignBmc.USER, ForeignBmc.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_3));
    }
}
