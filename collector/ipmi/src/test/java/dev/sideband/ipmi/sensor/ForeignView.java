package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.testing.Peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What FreeIPMI and ipmitool print of the sensors of one BMC. */
public record ForeignView(BmcAddress bmc, String user, String password, Path folder) {
    private static final long LIMIT_SECONDS = 120;

    /**
     * A line of {@code ipmi-sensors}.
     *
     * @param record id of its SDR
     * @param limits lnr, lcr, lnc, unc, ucr, unr
     */
    public record FreeIpmi(
            int record,
            String name,
            String type,
            String reading,
            String units,
            List<String> limits,
            String event) {
        private static final int CELLS = 12;

        static FreeIpmi parse(String line) {
            String[] cells = line.split(",", CELLS);
            return new FreeIpmi(
                    Integer.parseInt(cells[0]),
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    List.of(cells).subList(5, 11),
                    cells[11]);
        }
    }

    /**
     * A line of {@code ipmitool sensor}, which has none for records of several sensors.
     *
     * @param limits lnr, lcr, lnc, unc, ucr, unr
     */
    public record Ipmitool(
            String name, String value, String unit, String status, List<String> limits) {
        static Ipmitool parse(String line) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Ipmitool(
                    cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.subList(4, 10));
        }
    }

    /** All sensors as FreeIPMI reads them, those of shared records one by one. */
    public List<FreeIpmi> freeIpmi() throws IOException, InterruptedException {
        Path config =
                Files.writeString(
                        folder.resolve("freeipmi.conf"),
                        "username %s%npassword %s%n".formatted(user, password));
        // The simulator hashes what Open Session says, whence the workaround.
        return run(
                        Peers.require("ipmi-sensors").toString(),
                        "--config-file=" + config,
                        "--driver-type=LAN_2_0",
                        "--hostname=" + bmc.host() + ':' + bmc.port(),
                        "--cipher-suite-id=3",
                        "--workaround-flags=opensesspriv",
                        "--quiet-cache",
                        "--sdr-cache-directory=" + folder,
                        "--sdr-cache-recreate",
                        "--shared-sensors",
                        "--output-sensor-thresholds",
                        "--comma-separated-output",
                        "--no-header-output")
                .stream()
                .map(FreeIpmi::parse)
                .toList();
    }

    /** Full and compact records as ipmitool reads them, the first sensor of shared ones. */
    public List<Ipmitool> ipmitool() throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("password"), password);
        return run(
                        Peers.require("ipmitool").toString(),
                        "-I",
                        "lanplus",
                        "-C",
                        "3",
                        "-H",
                        bmc.host(),
                        "-p",
                        Integer.toString(bmc.port()),
                        "-U",
                        user,
                        "-f",
                        secret.toString(),
                        "sensor")
                .stream()
                .filter(line -> line.indexOf('|') > 0)
                .map(Ipmitool::parse)
                .toList();
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .redirectOutput(output.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " did not end");
        }
        return Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    }
}
