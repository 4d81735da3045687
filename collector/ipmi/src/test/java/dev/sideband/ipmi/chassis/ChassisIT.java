package dev.sideband.ipmi.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.ForeignBmc;
import dev.sideband.ipmi.client.ForeignConsole;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.command.chassis.BootDevice;
import dev.sideband.ipmi.command.chassis.BootFlags;
import dev.sideband.ipmi.command.chassis.ChassisControl.Action;
import dev.sideband.ipmi.command.chassis.ChassisIdentify;
import dev.sideband.ipmi.command.chassis.GetChassisCapabilities;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.ipmi.crypto.CipherSuite;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Power and boot device of OpenIPMI's simulator, judged by ipmitool and FreeIPMI. */
class ChassisIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What the simulator runs for its chassis: the power is a file, and so is all that is done. */
    private static final String CHASSIS =
            """
            #!/bin/sh
            cd "${0%/*}" || exit 1
            verb=$1
            shift
            if [ "$verb" = get ]; then
                for name; do echo "$name:$(cat "$name")"; done
                exit 0
            fi
            while [ $# -gt 1 ]; do
                echo "$1 $2" >> done
                case $1 in
                shutdown) echo 0 > power ;;
                *) echo "$2" > "$1" ;;
                esac
                shift 2
            done
            """;

    @TempDir static Path folder;
    private static ForeignBmc bmc;
    private static ForeignConsole console;
    private static UdpPort port;

    @BeforeAll
    static void start() throws Exception {
        Path chassis = Files.writeString(folder.resolve("chassis.sh"), CHASSIS);
        assertThat(chassis.toFile().setExecutable(true)).isTrue();
        state("power", "1");
        state("boot", "none");
        bmc = ForeignBmc.simulator(folder, "chassis_control \"%s\"".formatted(chassis), "");
        console = new ForeignConsole(bmc.address());
        port = UdpPort.open(2);
    }

    @BeforeEach
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("done"));
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

    @ParameterizedTest
    @CsvSource({
        "POWER_DOWN, 1, off",
        "POWER_UP, 0, on",
        "SOFT_SHUTDOWN, 1, off",
        "POWER_CYCLE, 1, on"
    })
    void changesThePowerThatIpmitoolSees(Action action, String before, String after)
            throws Exception {
        state("power", before);
        assertThat(powerStatus()).isEqualTo(before.equals("1") ? "on" : "off");
        try (var session = session()) {
            assertThat(perform(session, action)).isEqualTo(PowerOutcome.REACHED);
        }
        assertThat(powerStatus()).isEqualTo(after);
    }

    @Test
    void resetsOnce() throws Exception {
        state("power", "1");
        try (var session = session()) {
            assertThat(perform(session, Action.HARD_RESET)).isEqualTo(PowerOutcome.ACCEPTED);
        }
        assertThat(folder.resolve("done")).hasContent("reset 1");
        assertThat(powerStatus()).isEqualTo("on");
    }

    @Test
    void saysThatADiagnosticInterruptIsRefused() throws Exception {
        try (var session = session()) {
            assertThatThrownBy(() -> perform(session, Action.DIAGNOSTIC_INTERRUPT))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void lightsTheIdentifyLight() throws Exception {
        try (var session = session()) {
            session.send(ChassisIdentify.during(Duration.ofSeconds(9)));
            session.send(ChassisIdentify.on());
            session.send(ChassisIdentify.off());
            assertThat(session.send(new GetChassisStatus()).powerFault()).isFalse();
            assertThat(session.send(new GetChassisCapabilities()).sdrDevice()).isEqualTo(0x20);
        }
        assertThat(Files.readString(folder.resolve("done"))).contains("identify");
    }

    @ParameterizedTest
    @CsvSource({"PXE, Force PXE, pxe", "CDROM, CD/DVD, cdrom", "BIOS, BIOS Setup, bios"})
    void setsTheBootDeviceThatIpmitoolReads(BootDevice device, String ipmitool, String state)
            throws Exception {
        try (var session = session()) {
            var override = new BootOverride(session);
            assertThat(override.set(BootFlags.once(device, false)).confirmed()).isTrue();
            assertThat(console.ipmitool("chassis", "bootparam", "get", "5")).contains(ipmitool);
            assertThat(folder.resolve("boot")).hasContent(state);
            assertThat(override.clear().confirmed()).isTrue();
            assertThat(console.ipmitool("chassis", "bootparam", "get", "5"))
                    .contains("No override");
        }
    }

    @Test
    void readsTheBootDeviceThatIpmitoolSets() throws Exception {
        console.ipmitool("chassis", "bootdev", "pxe");
        try (var session = session()) {
            assertThat(new BootOverride(session).read().device()).contains(BootDevice.PXE);
        }
    }

    @Test
    void agreesWithFreeIpmiOnTheBootDevice() throws Exception {
        try (var session = session()) {
            new BootOverride(session).set(BootFlags.once(BootDevice.CDROM, false));
        }
        assertThat(
                        console.freeIpmi(
                                "ipmi-config",
                                folder,
                                "--category=chassis",
                                "--checkout",
                                "--section=Chassis_Boot_Flags"))
                .containsPattern("Boot_Device\\s+CD-DVD");
    }

    private static PowerOutcome perform(IpmiSession session, Action action) throws Exception {
        return new ChassisPower(session).perform(action, LIMIT, ChassisPower.Progress.NONE);
    }

    /** What ipmitool says: on or off. */
    private static String powerStatus() throws Exception {
        String line = console.ipmitool("chassis", "power", "status").strip();
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static void state(String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value + "\n");
    }

    private static IpmiSession session() throws Exception {
        return IpmiSession.open(
                port,
                bmc.address(),
                Credentials.of(
                        ForeignBmc.USER, ForeignBmc.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_3));
    }
}
