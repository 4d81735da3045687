package dev.sideband.redfish.log;

import dev.sideband.redfish.resource.Resource;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How bad an entry is. In this order: Severity, MessageSeverity (DSP0268, LogEntry), what the
 * vendor's part says (HPE, Huawei, Lenovo, NVIDIA), the message registry; nothing else is guessed.
 */
final class LogSeverities {
    private LogSeverities() {}

    static LogSeverity of(Resource entry, String ofRegistry, LogDirection direction) {
        LogSeverity said =
                Stream.of(
                                entry.text("Severity"),
                                entry.text("MessageSeverity"),
                                ofVendor(entry),
                                Optional.of(ofRegistry))
                        .flatMap(Optional::stream)
                        .map(LogSeverities::ofWord)
                        .filter(severity -> severity != LogSeverity.UNKNOWN)
                        .findFirst()
                        .orElse(LogSeverity.UNKNOWN);
        // Redfish's OK is also for what is only worth knowing.
        boolean recovery = direction == LogDirection.DEASSERTED;
        return said == LogSeverity.INFO && recovery ? LogSeverity.OK : said;
    }

    private static Optional<String> ofVendor(Resource entry) {
        Resource oem = entry.part("Oem");
        return oem.names().stream()
                .map(oem::part)
                .flatMap(vendor ->
                        Stream.of("Severity", "Level", "EventSeverity")
                                .flatMap(name -> vendor.text(name).stream()))
                .findFirst();
    }

    private static LogSeverity ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ok", "informational", "information", "info", "normal" -> LogSeverity.INFO;
            case "repaired", "resolved" -> LogSeverity.OK;
            case "warning", "caution", "minor", "degraded" -> LogSeverity.WARNING;
            case "critical", "major", "error", "fatal", "emergency", "failed" ->
                    LogSeverity.CRITICAL;
            default -> LogSeverity.UNKNOWN;
        };
    }
}
