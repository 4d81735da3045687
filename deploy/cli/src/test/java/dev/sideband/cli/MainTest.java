package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class MainTest {
    @TempDir private Path folder;

    static Stream<String> wrongUsages() {
        return Stream.of(
                "",
                "unknown",
                "bmc",
                "bmc sensors",
                "bmc sensors ipmi://127.0.0.1",
                "bmc sensors http://127.0.0.1 --user u",
                "bmc sensors ipmi://127.0.0.1:99999 --user u",
                "bmc info some-id",
                "bmc power ipmi://127.0.0.1 --user u",
                "bmc power ipmi://127.0.0.1 fly --user u",
                "bmc power ipmi://127.0.0.1 off --user u",
                "bmc power ipmi://127.0.0.1 reset --user u",
                "bmc bootdev ipmi://127.0.0.1 --uefi --user u",
                "bmc identify ipmi://127.0.0.1 256 --user u",
                "bmc identify ipmi://127.0.0.1 blink --user u",
                "bmc bootdev ipmi://127.0.0.1 tape --user u",
                "bmc bootdev ipmi://127.0.0.1 pxe --uefi --legacy --user u",
                "bmc sensors ipmi://127.0.0.1 --type smell --user u",
                "bmc events ipmi://127.0.0.1 --since soon --user u",
                "bmc console",
                "bmc console ipmi://127.0.0.1 --user u --for soon",
                "demo --bmcs 0",
                "demo --bmcs many",
                "demo --for soon",
                "standalone",
                "standalone --targets none.yaml --pet-port 65536",
                "standalone --targets none.yaml --metrics-port 65536",
                "standalone --targets none.yaml --webhook-port 65536 --webhook-url https://a",
                "standalone --targets none.yaml --webhook-port 8444",
                "standalone --targets none.yaml --webhook-url https://a:8444",
                "standalone --targets none.yaml --webhook-port 8444 --webhook-url ftp://a",
                "standalone --targets none.yaml --webhook-port 0 --webhook-url https://a"
                        + " --webhook-cert cert.pem",
                "tail",
                "tail nothing",
                "targets",
                "targets publish",
                "targets publish none.yaml --config none.yaml",
                "collector",
                "collector --config none.yaml",
                "collector --config none.yaml --check",
                "command",
                "command power",
                "command power r1",
                "command power r1 on",
                "command power r1 fly --reason test",
                "command identify r1 blink --reason test",
                "command bootdev r1 pxe --uefi --legacy --reason test",
                "command console --reason test",
                "command console r1 --seconds soon --reason test",
                "simulate",
                "simulate --targets-out x --address 10.0.0.1");
    }

    @ParameterizedTest
    @MethodSource("wrongUsages")
    void endsWrongUsageWithTwoAndOneLine(String line) {
        Shell shell = Shell.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).singleElement().asString().startsWith("sideband: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bmc",
                "bmc info",
                "bmc fru",
                "bmc power",
                "bmc identify",
                "bmc bootdev",
                "bmc sensors",
                "bmc events",
                "bmc console",
                "demo",
                "standalone",
                "command",
                "command power",
                "command identify",
                "command bootdev",
                "command clear-log",
                "command console",
                "tail",
                "targets",
                "targets check",
                "targets publish",
                "collector",
                "simulate"
            })
    void explainsEachCommand(String command) {
        Shell shell = Shell.run((command + " --help").strip().split(" "));
        assertThat(shell.exitCode()).isZero();
        assertThat(String.join("\n", shell.out())).contains("Usage: sideband", "-h, --help");
        assertThat(shell.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "power r1 r2 cycle",
                "identify r1 60",
                "bootdev r1 pxe --uefi --persistent",
                "clear-log r1 --log SEL",
                "console r1 --seconds 5 --kilobytes 1",
            })
    void readsWhatACommandAsksForBeforeItLooksForBrokers(String command) {
        String line = "command " + command + " --reason test --dry-run --json --config none.yaml";
        Shell shell = Shell.run(line.split(" "));
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains("none.yaml");
    }

    @Test
    void namesPlaceAndKeyOfABrokenTargetsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("targets.yaml"), "targets:\n  - idd: x\n");
        Shell shell = Shell.run("targets", "check", file.toString());
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains(file + ":2:").contains("idd");
    }

    @Test
    void refusesABrokenTargetsFileBeforeItStartsAnything() throws IOException {
        Path file = Files.writeString(folder.resolve("targets.yaml"), "targets: [");
        Shell shell =
                Shell.run(
                        "standalone",
                        "--targets",
                        file.toString(),
                        "--data",
                        folder.resolve("data").toString());
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains(file.toString());
    }

    @Test
    void saysThatNoBmcListens() throws IOException {
        Shell shell = info(Files.writeString(folder.resolve("password"), "secret"));
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err())
                .singleElement()
                .asString()
                .contains("127.0.0.1:1")
                .contains("nobody listens");
    }

    @Test
    void refusesACipherSuiteThatDoesNotExist() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "secret");
        Shell shell = info(password, "--cipher-suite", "99");
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains("cipher suite 99");
    }

    @Test
    void namesTheMissingPasswordFile() {
        Path missing = folder.resolve("missing");
        Shell shell = info(missing);
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).singleElement().asString().contains(missing.toString());
    }

    @Test
    void saysThatTheFolderForTheTargetsFileIsNotThere() {
        Path file = folder.resolve("nowhere").resolve("fleet.yaml");
        Shell shell = Shell.run("simulate", "--bmcs", "1", "--targets-out", file.toString());
        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).singleElement().asString().contains("nowhere", "no such");
    }

    private static Shell info(Path password, String... more) {
        var args = new ArrayList<>(List.of("bmc", "info", "ipmi://127.0.0.1:1", "--user", "u"));
        args.addAll(List.of("--password-file", password.toString()));
        args.addAll(List.of(more));
        return Shell.run(args.toArray(String[]::new));
    }
}
