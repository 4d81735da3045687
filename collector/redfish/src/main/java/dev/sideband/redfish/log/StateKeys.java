package dev.sideband.redfish.log;

import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Names for states, equal for the entry with which one begins and that with which it ends. */
final class StateKeys {
    private static final int NO_SENSOR = 0xFF;

    private StateKeys() {}

    static @Nullable String of(
            Resource entry,
            LogDirection direction,
            @Nullable Integer sensor,
            @Nullable String component,
            @Nullable String messageId,
            List<String> args) {
        if (direction == LogDirection.NONE) {
            return null;
        }
        if (entry.has("Resolved") || isRepairable(entry)) {
            // The entry itself says that what it tells of is over.
            return entry.text("Id").map(id -> "entry/" + id).orElse(null);
        }
        String family = family(entry, messageId);
        if (sensor != null && sensor != NO_SENSOR) {
            return "sensor/" + sensor + "/" + family;
        }
        Optional<String> about = Optional.ofNullable(component).or(() -> args.stream().findFirst());
        return about.map(subject -> subject + "/" + family).orElse(null);
    }

    private static boolean isRepairable(Resource entry) {
        Resource oem = entry.part("Oem");
        return oem.names().stream().anyMatch(vendor -> oem.part(vendor).has("Repaired"));
    }

    /** The kind of state: the message without its direction, or the sensor's type. */
    private static String family(Resource entry, @Nullable String messageId) {
        // Others are bytes of an IPMI event, which say how it began too.
        if (messageId == null || !messageId.matches("(?!0x).*[A-Za-z]{4}.*")) {
            return entry.text("SensorType").orElse("state");
        }
        return messageId.replaceFirst(
                "(Going(High|Low)|De-?asserted|Asserted|Cleared|Restored|Lost|Failed|Recovered"
                        + "|Resolved)$",
                "");
    }
}
