package dev.sideband.redfish.log;

import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names for states, equal for the entry with which one begins and that with which it ends. */
final class StateKeys {
    private static final int NO_SENSOR = 0xFF;

    /** By what messages differ of which one begins a state and the other ends it. */
    private static final Pattern HOW =
            Pattern.compile(
                    "(Going(High|Low)|De-?asserted|Asserted|Cleared|Exceeded|Restored|Lost|Regained"
                            + "|Failed|Recovered|Resolved|Detected|Corrected|Reset|Normal"
                            + "|(?<=StatusChanged)(OK|Warning|Critical))$");

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
        Optional<String> about = subject(sensor, component, messageId, args);
        boolean isOverInItself =
                isRepairable(entry) || (entry.has("Resolved") && !isOneOfTwo(messageId));
        if (isOverInItself || (about.isEmpty() && entry.has("Resolved"))) {
            // The entry itself says that what it tells of is over.
            return entry.text("Id").map(id -> "entry/" + id).orElse(null);
        }
        return about.map(subject -> subject + "/" + family(entry, messageId)).orElse(null);
    }

    private static Optional<String> subject(
            @Nullable Integer sensor,
            @Nullable String component,
            @Nullable String messageId,
            List<String> args) {
        if (sensor != null && sensor != NO_SENSOR) {
            return Optional.of("sensor/" + sensor);
        }
        if (messageId != null && messageId.contains("ResourceErrors") && args.size() > 1) {
            // One resource may have several errors at once, of which the second argument tells.
            return Optional.of(args.get(0) + "/" + args.get(1));
        }
        return Optional.ofNullable(component).or(() -> args.stream().findFirst());
    }

    /** Whether another message ends what this one begins, or the other way round. */
    private static boolean isOneOfTwo(@Nullable String messageId) {
        return messageId != null && HOW.matcher(messageId).find();
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
        return HOW.matcher(messageId).replaceFirst("");
    }
}
