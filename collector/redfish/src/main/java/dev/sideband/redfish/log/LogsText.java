package dev.sideband.redfish.log;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The logs that a BMC has as text, to be kept: a line for each, fields between tabs. */
public final class LogsText {
    private static final int FIELDS = 9;
    private static final String CLEAN = "\\P{Cntrl}*";

    private LogsText() {}

    /** The logs as text; nothing where they cannot be written so. */
    public static Optional<String> of(List<HardwareLog> logs) {
        List<String> lines =
                logs.stream()
                        .map(log ->
                                String.join(
                                        "\t",
                                        log.name(),
                                        log.id(),
                                        log.owner(),
                                        log.path(),
                                        log.entries(),
                                        log.kind().name(),
                                        Integer.toString(log.maxRecords()),
                                        Boolean.toString(log.stopsWhenFull()),
                                        log.zone() == null ? "" : log.zone().getId()))
                        .toList();
        boolean clean =
                lines.stream()
                        .allMatch(line ->
                                line.split("\t", -1).length == FIELDS
                                        && line.replace("\t", "").matches(CLEAN));
        return clean ? Optional.of(String.join("\n", lines)) : Optional.empty();
    }

    /** The logs that {@code text} is; nothing where they are none that are known here. */
    public static Optional<List<HardwareLog>> parse(String text) {
        List<HardwareLog> logs = new ArrayList<>();
        try {
            for (String line : text.lines().toList()) {
                String[] fields = line.split("\t", -1);
                logs.add(
                        new HardwareLog(
                                fields[0],
                                fields[1],
                                fields[2],
                                fields[3],
                                fields[4],
                                LogKind.valueOf(fields[5]),
                                Integer.parseInt(fields[6]),
                                Boolean.parseBoolean(fields[7]),
                                zone(fields[8])));
            }
        } catch (IllegalArgumentException
                | DateTimeException
                | ArrayIndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(logs));
    }

    private static @Nullable ZoneId zone(String id) {
        return id.isEmpty() ? null : ZoneId.of(id);
    }
}
