package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.simulator.ipmi.BmcSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * ipmitool and FreeIPMI log in to our BMCs with every suite that they know, with and without K_G.
 */
class PeersAtEverySuiteIT {
    private static final String PASSWORD = "open-sesame";
    private static final String BMC_KEY = "twenty-byte-bmc-key!";
    private static final List<String> LOGINS = new ArrayList<>();

    @TempDir private Path folder = Path.of("");
    private SimulatedFleet fleet = start(UnaryOperator.identity());

    private static SimulatedFleet start(UnaryOperator<BmcSettings> change) {
        return SimulatedFleet.start(
                FleetOptions.of(1, 7)
                        .withAccount("monitor", PASSWORD, PrivilegeLevel.ADMINISTRATOR)
                        .withSettings(
                                usual -> change.apply(usual.withSuites(CipherSuite.values()))));
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @AfterAll
    static void count() {
        System.out.printf("logins of peers, program and suite: %d %s%n", LOGINS.size(), LOGINS);
    }

    /** ipmitool 1.8.19 ends itself by an assertion on 11 and 12. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUITE_11", "SUITE_12"})
    void ipmitoolLogsIn(CipherSuite suite) throws Exception {
        assertIpmitoolLogsIn(suite);
    }

    @ParameterizedTest
    @EnumSource
    void freeIpmiLogsIn(CipherSuite suite) throws Exception {
        assertFreeIpmiLogsIn(suite);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUITE_1", "SUITE_3", "SUITE_8", "SUITE_17"})
    void bothLogInWithABmcKey(CipherSuite suite) throws Exception {
        restart(usual -> usual.withBmcKey(RakpKey.of(BMC_KEY.getBytes(StandardCharsets.US_ASCII))));

        assertIpmitoolLogsIn(suite, "-k", BMC_KEY);
        assertIpmitoolLogsIn(suite, "-y", hex(BMC_KEY));
        assertFreeIpmiLogsIn(suite, "-k", BMC_KEY);
    }

    @Test
    void neitherLogsInWithoutTheBmcKey() throws Exception {
        restart(usual -> usual.withBmcKey(RakpKey.of(BMC_KEY.getBytes(StandardCharsets.US_ASCII))));

        assertThat(ipmitool(CipherSuite.SUITE_17).exitCode()).isNotZero();
        assertThat(freeIpmi(CipherSuite.SUITE_17).output()).contains("k_g invalid");
    }

    @ParameterizedTest
    @CsvSource({"SUITE_3, OPERATOR", "SUITE_17, USER"})
    void aSuiteGivesNoMoreThanItsLimit(CipherSuite suite, PrivilegeLevel limit) throws Exception {
        restart(usual -> usual.withSuite(suite, limit));

        assertThat(ipmitool(suite, "-L", "ADMINISTRATOR").exitCode()).isNotZero();
        assertIpmitoolLogsIn(suite, "-L", limit.name());
        assertThat(freeIpmi(suite, "-l", "ADMIN").output()).contains("privilege level");
        assertFreeIpmiLogsIn(suite, "-l", limit.name());
    }

    @Test
    void aSuiteThatIsOffIsRefused() throws Exception {
        restart(usual -> usual.withSuites(CipherSuite.SUITE_17));

        assertThat(ipmitool(CipherSuite.SUITE_0).output()).contains("no matching cipher suite");
        assertThat(freeIpmi(CipherSuite.SUITE_3).output()).contains("cipher suite");
    }

    private void restart(UnaryOperator<BmcSettings> change) {
        fleet.close();
        fleet = start(change);
    }

    private void assertIpmitoolLogsIn(CipherSuite suite, String... more) throws Exception {
        Command.Outcome outcome = ipmitool(suite, more);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Manufacturer ID           : 674");
        LOGINS.add("ipmitool " + suite.id());
    }

    private void assertFreeIpmiLogsIn(CipherSuite suite, String... more) throws Exception {
        Command.Outcome outcome = freeIpmi(suite, more);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("674");
        LOGINS.add("FreeIPMI " + suite.id());
    }

    private Command.Outcome ipmitool(CipherSuite suite, String... more) throws Exception {
        var all = new ArrayList<>(List.of("-I", "lanplus", "-C", "" + suite.id()));
        all.addAll(List.of("-N", "2", "-R", "2"));
        all.addAll(List.of(more));
        all.addAll(List.of("mc", "info"));
        return peers().ipmitool(all);
    }

    private Command.Outcome freeIpmi(CipherSuite suite, String... more) throws Exception {
        var all = new ArrayList<>(List.of("-D", "LAN_2_0", "-I", "" + suite.id()));
        all.addAll(List.of(more));
        return peers().freeIpmi("bmc-info", all);
    }

    private PeerPrograms peers() {
        return new PeerPrograms(fleet.bmcs().getFirst(), "monitor", PASSWORD, folder);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
