package dev.sideband.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Writes a fleet as a targets file, the password in a file of its own. */
final class TargetsFileWriter {
    private final SimulatedFleet fleet;
    private final Duration interval;

    TargetsFileWriter(SimulatedFleet fleet, Duration interval) {
        this.fleet = fleet;
        this.interval = interval;
    }

    void write(Path file) throws IOException {
        Path passwordFile = file.resolveSibling(file.getFileName() + ".password");
        writePassword(passwordFile);
        var text = new StringBuilder(fleet.bmcs().size() * 320);
        text.append("credentials:\n  default: { username: ")
                .append(quoted(fleet.options().username()))
                .append(", password-file: ")
                .append(quoted(passwordFile.toAbsolutePath().toString()))
                .append(" }\ndefaults: { credentials: default, interval: ")
                .append(interval.toMillis())
                .append("ms }\ntargets:\n");
        String fingerprint = fleet.redfishFingerprint().orElse("");
        fleet.bmcs().forEach(bmc -> append(text, bmc, fingerprint));
        Files.writeString(file, text);
    }

    private static void append(StringBuilder text, SimulatedBmc bmc, String fingerprint) {
        Location place = bmc.location();
        text.append("  - id: %s\n".formatted(bmc.id()));
        bmc.ipmi()
                .ifPresent(at -> text.append("    ipmi: %s\n".formatted(quoted(hostAndPort(at)))));
        bmc.redfish()
                .ifPresent(at ->
                        text.append(
                                        "    redfish: %s\n"
                                                .formatted(quoted("https://" + hostAndPort(at))))
                                .append(
                                        "    tls: { fingerprint: %s }\n"
                                                .formatted(quoted(fingerprint))));
        text.append(
                "    location: { site: %s, room: %s, row: %s, rack: %s, unit: %d }\n"
                        .formatted(
                                quoted(place.site()),
                                quoted(place.room()),
                                quoted(place.row()),
                                quoted(place.rack()),
                                place.unit()));
        text.append("    power-feeds: [%s]\n".formatted(String.join(", ", place.powerFeeds())));
        text.append(
                "    labels: { vendor: %s, model: %s }\n"
                        .formatted(quoted(bmc.vendor()), quoted(bmc.model())));
    }

    private static String hostAndPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void writePassword(Path file) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        Files.writeString(file, fleet.options().password() + "\n");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
