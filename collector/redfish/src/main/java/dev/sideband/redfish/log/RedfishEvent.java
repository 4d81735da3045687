package dev.sideband.redfish.log;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An entry of a log (schema LogEntry), as it stood there when it was read.
 *
 * @param id its Id, or the end of its path where it has none
 * @param time when it happened, by the BMC's clock
 * @param message what happened, also where only a message registry says it; never empty
 * @param messageId without the registry's version, such as {@code OpenBMC.PowerOn}; null where
 *     there is none
 * @param args the message's arguments
 * @param component the path of what it is about (OriginOfCondition); null where not told
 * @param sensorName the name of the sensor or part that it is about; null where not told
 * @param sensorNumber the IPMI sensor's number; null where not told
 * @param sensorType in words; null where not told
 * @param stateKey equal for the beginning and the end of a state; null where there is none
 * @param revision what can change in an entry that stays
 * @param fingerprint tells it from all others, and its revisions from each other
 * @param audit whether it tells of logins, users and settings rather than of the machine
 * @param oem the vendor's own part, in words; null where there is none
 * @param raw the entry as JSON, at most {@value EntryParser#MAX_RAW_CHARS} characters
 */
public record RedfishEvent(
        String id,
        LogTime time,
        String message,
        @Nullable String messageId,
        List<String> args,
        LogSeverity severity,
        LogDirection direction,
        @Nullable String component,
        @Nullable String sensorName,
        @Nullable Integer sensorNumber,
        @Nullable String sensorType,
        @Nullable String stateKey,
        Revision revision,
        Fingerprint fingerprint,
        boolean audit,
        @Nullable String oem,
        String raw) {

    public RedfishEvent {
        args = List.copyOf(args);
    }

    /**
     * What can change in an entry that stays.
     *
     * @param count how often it happened; 1 where not told
     * @param updated when it changed last, as the BMC writes it; null where not told
     * @param over whether it is resolved or repaired
     */
    public record Revision(long count, @Nullable String updated, boolean over) {}
}
