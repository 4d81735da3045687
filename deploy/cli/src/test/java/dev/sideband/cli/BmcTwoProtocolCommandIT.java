package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A target of a file that has both protocols, and systems that are named. */
class BmcTwoProtocolCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static SimulatedFleet fleet;
    private static SimulatedBmc bmc;
    private static Path targets;

    @BeforeAll
    static void simulate() throws IOException {
        fleet = SimulatedFleet.start(FleetOptions.of(1, 5).withProtocols(Protocols.BOTH));
        bmc = fleet.bmcs().getFirst();
        targets = folder.resolve("targets.yaml");
        fleet.writeTargets(targets);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void isAskedByIpmiUnlessTheOtherIsNamed() throws IOException {
        assertThat(protocol(ask(targets, "info", "--json"))).isEqualTo("ipmi");
        assertThat(protocol(ask(targets, "info", "--json", "--protocol", "ipmi")))
                .isEqualTo("ipmi");
        assertThat(protocol(ask(targets, "info", "--json", "--protocol", "redfish")))
                .isEqualTo("redfish");
        assertThat(bmc.redfishSessions()).isZero();
    }

    @Test
    void isAskedOverRedfishWhereIpmiIsNotThere() throws IOException {
        Path half = withoutIpmi();
        Shell shell = ask(half, "info", "--json");
        assertThat(protocol(shell)).isEqualTo("redfish");
        assertThat(shell.err()).singleElement().asString().contains("asking over Redfish");

        Shell byIpmi = run(half, "info", "--protocol", "ipmi");
        assertThat(byIpmi.exitCode()).isEqualTo(1);
        assertThat(bmc.redfishSessions()).isZero();
    }

    @Test
    void aSystemIsNamedOverRedfishAlone() {
        Shell none = run(targets, "power", "status", "--protocol", "redfish", "--system", "nope");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).singleElement().asString().contains("no system \"nope\", there is:");

        String there = none.err().getFirst().replaceAll(".*there is: ([^,\\s]+).*", "$1");
        Shell named = ask(targets, "power", "status", "--protocol", "redfish", "--system", there);
        assertThat(named.out()).containsExactly("on");

        Shell byIpmi = run(targets, "power", "status", "--system", there);
        assertThat(byIpmi.exitCode()).isEqualTo(2);
        assertThat(byIpmi.err()).singleElement().asString().contains("--system is for redfish://");
    }

    @Test
    void anAddressNamesItsProtocolItself() {
        Shell shell =
                Shell.run(
                        "bmc",
                        "info",
                        "ipmi://127.0.0.1",
                        "--user",
                        "monitor",
                        "--protocol",
                        "redfish");
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains("--protocol is for a target");
    }

    private static Path withoutIpmi() throws IOException {
        int port = bmc.ipmi().orElseThrow().getPort();
        // Nothing listens at port 1, and the kernel says so.
        String changed = Files.readString(targets).replace(":" + port, ":1");
        return Files.writeString(folder.resolve("half.yaml"), changed);
    }

    private static String protocol(Shell shell) throws IOException {
        return JSON.readTree(shell.out().getFirst()).get("protocols").get(0).asText();
    }

    private static Shell ask(Path file, String command, String... more) {
        Shell shell = run(file, command, more);
        assertThat(shell.exitCode()).as(shell.toString()).isZero();
        return shell;
    }

    private static Shell run(Path file, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("bmc", command, bmc.id()));
        args.addAll(List.of(more));
        args.addAll(List.of("--targets", file.toString()));
        return Shell.run(args.toArray(String[]::new));
    }
}
