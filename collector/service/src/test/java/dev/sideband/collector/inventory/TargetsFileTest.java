package dev.sideband.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.avro.Location;
import dev.sideband.avro.Target;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.probe.SessionSettings;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class TargetsFileTest {
    private static final String LOGIN =
            "credentials:\n  default: { username: monitor, password-file: bmc.password }\n";

    @TempDir Path dir;
    private Path file;

    @BeforeEach
    void writePassword() throws Exception {
        file = dir.resolve("targets.yaml");
        Files.writeString(dir.resolve("bmc.password"), "s3cret\n");
    }

    private TargetsFile read(String yaml) throws Exception {
        Files.writeString(file, yaml);
        return TargetsFile.read(file);
    }

    private void refuses(String yaml, String place, String... parts) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(yaml))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage())
                                .startsWith(file + ":" + place + ": ")
                                .hasLineCount(1)
                                .contains(parts));
    }

    @Test
    void readsAllThatATargetMayHave() throws Exception {
        TargetsFile read =
                read(
                        LOGIN
                                + """
                                defaults: { credentials: default, interval: 30s }
                                targets:
                                  - id: r12-u07
                                    ipmi: 10.0.12.7
                                    redfish: https://10.0.12.7
                                    cipher-suite: 17
                                    privilege: operator
                                    interval: 5s
                                    location: { site: dc1, room: a, row: "3", rack: r12, unit: 7, chassis: c3 }
                                    power-feeds: [pdu-a12, pdu-b12]
                                    labels: { owner: payments, model: r750 }
                                    tls: insecure
                                """);

        assertThat(read.targets())
                .containsExactly(
                        new Target(
                                "r12-u07",
                                "10.0.12.7",
                                "https://10.0.12.7",
                                "default",
                                5_000L,
                                17,
                                "operator",
                                new Location("dc1", "a", "3", "r12", 7, "c3"),
                                List.of("pdu-a12", "pdu-b12"),
                                Map.of("owner", "payments", "model", "r750"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                true));
        assertThat(read.credentials())
                .containsEntry("default", new Credentials("monitor", Secret.of("s3cret")));
    }

    @Test
    void fillsInWhatATargetDoesNotSay() throws Exception {
        Target target =
                read(LOGIN + "targets: [{ id: a, ipmi: host.example:6230 }]\n")
                        .targets()
                        .getFirst();

        assertThat(target.getCredentials()).isEqualTo("default");
        assertThat(target.getIntervalMs()).isEqualTo(30_000);
        assertThat(target.getLocation()).isNull();
        assertThat(target.getPowerFeeds()).isEmpty();
    }

    @Test
    void takesBareNumbersForTexts() throws Exception {
        Target target =
                read(LOGIN + "targets: [{ id: 17, ipmi: 10.0.0.1, location: { row: 3 } }]\n")
                        .targets()
                        .getFirst();

        assertThat(target.getTarget()).isEqualTo("17");
        assertThat(target.getLocation().getRow()).isEqualTo("3");
    }

    @Test
    void showsNoSecret() throws Exception {
        assertThat(read(LOGIN + "targets: [{ id: a, ipmi: 10.0.0.1 }]\n").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void takesAnotherBmcKeyAndTheLimitsOfSessions() throws Exception {
        Files.writeString(dir.resolve("kg"), "0x" + "a1".repeat(20));

        TargetsFile read =
                read(
                        """
                        credentials:
                          default: { username: monitor, password-file: bmc.password }
                          rack-key: { kg-file: kg }
                        targets:
                          - { id: a, ipmi: 10.0.0.1, kg: rack-key, minimum-cipher-suite: 17 }
                          - { id: b, ipmi: 10.0.0.2, ipmi-1.5: true }
                          - { id: c, ipmi: 10.0.0.3, ipmi-1.5: password }
                          - { id: d, ipmi: 10.0.0.4, ipmi-1.5: false }
                        """);

        Target a = read.targets().getFirst();
        assertThat(a.getKg()).isEqualTo("rack-key");
        assertThat(a.getMinimumCipherSuite()).isEqualTo(17);
        assertThat(read.targets())
                .extracting(Target::getIpmi15)
                .containsExactly(null, "digest", "password", null);
        assertThat(Credentials.of(a, read.credentials()))
                .isEqualTo(
                        new Credentials(
                                "monitor", Secret.of("s3cret"), Secret.of("0x" + "a1".repeat(20))));
        assertThat(
                        SessionSettings.of(
                                        a,
                                        Objects.requireNonNull(
                                                Credentials.of(a, read.credentials())))
                                .bmcKey())
                .isPresent();
    }

    /** Somebody who puts the key here must not find it in a log. */
    @Test
    void wantsNoBmcKeyItselfAndDoesNotRepeatIt() {
        String key = "0123456789abcdef0123456789abcdef01234567";
        assertThatThrownBy(() ->
                        read(LOGIN + "targets: [{ id: a, ipmi: 10.0.0.1, kg: \"" + key + "\" }]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a key itself does not belong here")
                .hasMessageNotContaining(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kg: default | have neither kg-file nor kg-env",
                "minimum-cipher-suite: 2 | write 17 or 3",
                "cipher-suite: 3, minimum-cipher-suite: 3 | sets the one suite to use",
                "cipher-suite: 5 | is not supported",
                "ipmi-1.5: md4 | write true",
                "ipmi-1.5: true, minimum-cipher-suite: 17 | weaker than any",
                "ipmi-1.5: true, cipher-suite: 17 | has no cipher suites"
            })
    void refusesWhatMakesNoSession(String keys, String problem) {
        assertThatThrownBy(
                        () -> read(LOGIN + "targets: [{ id: a, ipmi: 10.0.0.1, " + keys + " }]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesALoginThatIsOnlyAKey() throws Exception {
        Files.writeString(dir.resolve("kg"), "sesame");
        assertThatThrownBy(() ->
                        read(
                                """
                                credentials: { default: { kg-file: kg } }
                                targets: [{ id: a, ipmi: 10.0.0.1 }]
                                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("hold only a BMC's key");
    }

    @Test
    void takesTheBmcKeyOfCredentials() throws Exception {
        Files.writeString(dir.resolve("kg"), "sesame");

        TargetsFile read =
                read(
                        """
                        credentials:
                          default: { username: monitor, password-file: bmc.password, kg-file: kg }
                        targets: [{ id: a, ipmi: 10.0.0.1 }]
                        """);

        assertThat(read.credentials().values())
                .containsExactly(
                        new Credentials("monitor", Secret.of("s3cret"), Secret.of("sesame")));
        assertThat(read.sources()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.12.7",
                "10.0.12.7:623",
                "bmc-7.example.org",
                "[fd00::7]:6230",
                "fd00::7"
            })
    void takesHostsAndPorts(String address) throws Exception {
        assertThat(read(LOGIN + "targets: [{ id: a, ipmi: \"" + address + "\" }]\n").targets())
                .extracting(Target::getIpmi)
                .containsExactly(address);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.12.7:0,port",
        "10.0.12.7:70000,port",
        "10.0.12.7:ipmi,port",
        "not a host,no host",
        "ipmi://10.0.12.7,port"
    })
    void refusesWhatIsNoAddress(String address, String why) {
        refuses(LOGIN + "targets:\n  - id: a\n    ipmi: \"" + address + "\"\n", "5:5", "ipmi", why);
    }

    @Test
    void refusesUnknownKeys() {
        refuses(
                LOGIN + "targets:\n  - id: a\n    impi: 10.0.0.1\n",
                "5:5",
                "unknown key \"impi\"",
                "ipmi");
    }

    @Test
    void refusesASecondTargetWithTheSameId() {
        refuses(
                LOGIN
                        + """
                        targets:
                          - id: a
                            ipmi: 10.0.0.1
                          - id: a
                            ipmi: 10.0.0.2
                        """,
                "6:5",
                "id \"a\" is also that of target 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", ""})
    void refusesIdsThatMakeNoKey(String id) {
        refuses(LOGIN + "targets:\n  - id: \"" + id + "\"\n    ipmi: 10.0.0.1\n", "4:5", "id");
    }

    @Test
    void refusesATargetWithoutAnAddress() {
        refuses(LOGIN + "targets:\n  - id: a\n", "4:5", "ipmi or redfish is missing");
    }

    @Test
    void refusesCredentialsThatAreNotThere() {
        refuses(
                LOGIN + "targets:\n  - id: a\n    ipmi: 10.0.0.1\n    credentials: ipmi\n",
                "6:5",
                "\"ipmi\"",
                "known here: default");
    }

    @Test
    void refusesAPasswordFileThatIsNotThere() {
        refuses(
                """
                credentials:
                  default:
                    username: monitor
                    password-file: nowhere
                targets: []
                """,
                "4:5",
                "password-file",
                "nowhere: no such file");
    }

    @Test
    void refusesAVariableThatIsNotSet() {
        refuses(
                """
                credentials:
                  default: { username: monitor, password-env: SIDEBAND_NOT_SET }
                targets: []
                """,
                "2:33",
                "SIDEBAND_NOT_SET is not set");
    }

    @Test
    void refusesCredentialsWithoutAPassword() {
        refuses(
                "credentials:\n  default: { username: monitor }\ntargets: []\n",
                "2:3",
                "password-file or password-env is missing");
    }

    @Test
    void refusesAPasswordThatIpmiCannotCarry() throws Exception {
        Files.writeString(dir.resolve("bmc.password"), "123456789012345678901");

        refuses(
                LOGIN + "targets:\n  - id: a\n    ipmi: 10.0.0.1\n",
                "4:5",
                "passwords of at most 20 bytes");
    }

    @Test
    void refusesAnIntervalThatLeavesNoTime() {
        refuses(
                LOGIN + "targets:\n  - id: a\n    ipmi: 10.0.0.1\n    interval: 10ms\n",
                "6:5",
                "interval",
                "100ms");
    }

    @Test
    void refusesASuiteThatItDoesNotSpeak() {
        refuses(
                LOGIN + "targets:\n  - id: a\n    ipmi: 10.0.0.1\n    cipher-suite: 5\n",
                "6:5",
                "cipher suite 5 is not supported");
    }

    @Test
    void refusesAPrivilegeThatDoesNotExist() {
        refuses(
                LOGIN + "targets:\n  - id: a\n    ipmi: 10.0.0.1\n    privilege: root\n",
                "6:5",
                "user, operator or administrator");
    }

    @Test
    void refusesTrustWithoutRedfish() {
        refuses(
                LOGIN + "targets:\n  - id: a\n    ipmi: 10.0.0.1\n    tls: insecure\n",
                "6:5",
                "tls is for redfish");
    }

    @Test
    void refusesAFileWithoutTargets() {
        refuses(LOGIN, "1:1", "targets is missing");
    }
}
