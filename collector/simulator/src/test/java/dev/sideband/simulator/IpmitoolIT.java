package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.LoadSurge;
import dev.sideband.simulator.model.TrueReading;
import dev.sideband.testing.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ipmitool takes our BMCs for real ones and reads what is true. */
class IpmitoolIT {
    private static final String PASSWORD = "open sesame";
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?) \\w.*");

    private final StoppedClock clock = new StoppedClock();
    private final Path ipmitool = Peers.require("ipmitool");
    private final SimulatedFleet fleet =
            SimulatedFleet.start(
                    FleetOptions.of(6, 42)
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
            List<String> lines = ask(bmc, suite, "sdr", "elist").lines();

            for (TrueReading truth : bmc.truth()) {
                String prefix = "%-16s | %02Xh | ".formatted(truth.name(), truth.number());
                // ipmitool shows one line for a record that sensors share.
                if (truth.value().isPresent()) {
                    assertThat(lines)
                            .as("%s of %s", truth.name(), bmc)
                            .anySatisfy(line -> assertThat(line).startsWith(prefix));
                    assertThat(number(lines, prefix))
                            .as("%s of %s", truth.name(), bmc)
                            .isCloseTo(truth.value().get(), within(0.006));
                }
            }
        }
    }

    @Test
    void showsThresholdsAndStates() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        bmc.losePsuInput(1);
        clock.goOn(Duration.ofSeconds(5));

        assertThat(ask(bmc, 17, "sensor").lines())
                .anySatisfy(line ->
                        assertThat(line)
                                .matches(
                                        "CPU1 Temp +\\| .*degrees C +\\| ok .*\\| 85.000 +\\|"
                                                + " 92.000 +\\| 103.000.*"));
        assertThat(ask(bmc, 17, "sdr", "elist").lines())
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("PS2 Status")
                                .contains("Presence detected, Power Supply AC lost"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("PS Redundancy").contains("Redundancy Lost"));
    }

    @Test
    void readsTheWholeLog() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().get(4);
        int fan = bmc.shape().fanOfCpu(0);
        bmc.begin(new LoadSurge(1));
        bmc.begin(new FanFailure(fan));
        clock.goOn(Duration.ofMinutes(5));
        bmc.end(new FanFailure(fan));
        clock.goOn(Duration.ofMinutes(5));

        List<String> lines = ask(bmc, 17, "sel", "elist").lines();

        assertThat(lines).hasSameSizeAs(bmc.selRecordsAdded());
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("Fan FAN2")
                                .contains("Lower Critical going low")
                                .contains("| Asserted"))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("Temperature CPU1 Temp")
                                .contains("Upper Critical going high")
                                .contains("Deasserted"));
    }

    @Test
    void clearsTheLog() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().getFirst();

        assertThat(ask(bmc, 17, "sel", "clear").exitCode()).isZero();

        assertThat(ask(bmc, 17, "sel", "elist").lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("Log area reset/cleared"));
    }

    @Test
    void knowsTheController() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().get(2);

        assertThat(ask(bmc, 17, "mc", "info").output())
                .contains("Manufacturer ID           : 19046")
                .contains("Firmware Revision         : 8.53")
                .contains("SEL Device");
        assertThat(ask(bmc, 17, "chassis", "status").output())
                .contains("System Power         : on");
    }

    @Test
    void readsTheInventory() throws Exception {
        for (SimulatedBmc bmc : fleet.bmcs()) {
            assertThat(ask(bmc, 17, "fru").output())
                    .contains("Product Manufacturer  : " + bmc.vendor())
                    .contains("Product Name          : " + bmc.model())
                    .contains("PSU2 FRU (ID 2)")
                    .doesNotContain("Unknown")
                    .doesNotContain("ERROR");
        }
    }

    @Test
    void isToldThatThePasswordIsWrong() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().getFirst();

        Command.Outcome outcome = run(bmc, "open barley", 17, List.of("mc", "info"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("Unable to establish IPMI v2 / RMCP+ session");
    }

    @Test
    void isToldThatTheSuiteIsNotSpoken() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().getFirst();

        assertThat(run(bmc, PASSWORD, 8, List.of("mc", "info")).output())
                .contains("no matching cipher suite");
    }

    private static double number(List<String> lines, String prefix) {
        String line =
                lines.stream().filter(one -> one.startsWith(prefix)).findFirst().orElseThrow();
        String value = line.substring(line.lastIndexOf('|') + 1).strip();
        Matcher matcher = NUMBER.matcher(value);
        assertThat(matcher.matches()).as(line).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private Command.Outcome ask(SimulatedBmc bmc, int suite, String... question) throws Exception {
        Command.Outcome outcome = run(bmc, PASSWORD, suite, List.of(question));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome;
    }

    private Command.Outcome run(SimulatedBmc bmc, String password, int suite, List<String> question)
            throws Exception {
        var command = new ArrayList<String>();
        command.addAll(List.of(ipmitool.toString(), "-I", "lanplus", "-C", "" + suite));
        command.addAll(List.of("-H", bmc.host(), "-p", "" + bmc.port(), "-U", "monitor", "-E"));
        command.addAll(question);
        return Command.run(folder, Map.of("IPMI_PASSWORD", password), command);
    }
}
