package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.simulator.model.TrueReading;
import dev.sideband.testing.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** FreeIPMI takes our BMCs for real ones and reads what is true. */
class FreeIpmiIT {
    private static final String PASSWORD = "open-sesame";

    private final StoppedClock clock = new StoppedClock();
    private final Path ipmiSensors = Peers.require("ipmi-sensors");
    private final Path ipmiSel = Peers.require("ipmi-sel");
    private final Path bmcInfo = Peers.require("bmc-info");
    private final SimulatedFleet fleet =
            SimulatedFleet.start(
                    FleetOptions.of(6, 43)
                            .withClock(clock)
                            .withAccount("monitor", PASSWORD, PrivilegeLevel.ADMINISTRATOR));

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void letItSettle() {
        clock.goOn(Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 3})
    void readsEverySensorOfEveryVendor(int suite) throws Exception {
        for (SimulatedBmc bmc : fleet.bmcs()) {
            List<String> lines =
                    run(
                                    ipmiSensors,
                                    bmc,
                                    PASSWORD,
                                    suite,
                                    "--quiet-cache",
                                    "--sdr-cache-directory=" + folder,
                                    "--comma-separated-output",
                                    "--no-header-output",
                                    "--shared-sensors")
                            .lines();

            for (TrueReading truth : bmc.truth()) {
                assertThat(find(lines, truth.name())).as("%s of %s", truth.name(), bmc).isPresent();
                truth.value()
                        .ifPresent(value ->
                                assertThat(Double.parseDouble(field(lines, truth, 3)))
                                        .as("%s of %s", truth.name(), bmc)
                                        .isCloseTo(value, within(0.006)));
            }
        }
    }

    @Test
    void readsTheWholeLog() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().get(1);
        bmc.losePsuInput(0);
        clock.goOn(Duration.ofSeconds(10));
        bmc.restorePsuInput(0);
        clock.goOn(Duration.ofSeconds(10));

        Command.Outcome outcome =
                run(
                        ipmiSel,
                        bmc,
                        PASSWORD,
                        17,
                        "--quiet-cache",
                        "--sdr-cache-directory=" + folder,
                        "--no-header-output",
                        "--verbose");

        assertThat(outcome.lines()).hasSameSizeAs(bmc.selRecordsAdded());
        assertThat(outcome.output())
                .contains("Power Supply input lost (AC/DC)")
                .contains("Assertion Event")
                .contains("Deassertion Event");
    }

    @Test
    void knowsTheController() throws Exception {
        Command.Outcome outcome = run(bmcInfo, fleet.bmcs().get(4), PASSWORD, 17);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).contains("10876").contains("Firmware Revision     : 1.04");
    }

    @Test
    void isToldThatThePasswordIsWrong() throws Exception {
        assertThat(run(bmcInfo, fleet.bmcs().getFirst(), "open-barley", 17).output())
                .contains("password invalid");
    }

    private static Optional<String> find(List<String> lines, String name) {
        return lines.stream().filter(line -> line.contains("," + name + ",")).findFirst();
    }

    private static String field(List<String> lines, TrueReading truth, int index) {
        return find(lines, truth.name()).orElseThrow().split(",", -1)[index];
    }

    /** The password goes by a configuration file, which only we can read. */
    private Command.Outcome run(
            Path program, SimulatedBmc bmc, String password, int suite, String... more)
            throws Exception {
        Path config = folder.resolve("freeipmi-%s.conf".formatted(password.hashCode()));
        if (!Files.exists(config)) {
            Files.createFile(
                    config,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(config, "username monitor\npassword %s\n".formatted(password));
        }
        var command = new ArrayList<String>();
        command.addAll(List.of(program.toString(), "--config-file=" + config));
        command.addAll(List.of("-D", "LAN_2_0", "-I", "" + suite));
        command.addAll(List.of("-h", bmc.host() + ":" + bmc.port()));
        command.addAll(List.of(more));
        return Command.run(folder, Map.of(), command);
    }
}
