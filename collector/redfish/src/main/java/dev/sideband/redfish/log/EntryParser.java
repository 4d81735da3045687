package dev.sideband.redfish.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.log.RedfishEvent.Revision;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** Makes an event of an entry (DSP0268, schema LogEntry), whatever is missing in it. */
final class EntryParser {
    /** Beyond this an entry is passed on without its vendor's part, and then cut. */
    static final int MAX_RAW_CHARS = 16_384;

    private static final int MAX_ID_CHARS = 128;
    private static final int MAX_TEXT_CHARS = 2_048;
    private static final int MAX_OEM_CHARS = 1_024;
    private static final int MAX_ARGS = 32;

    /** What a vendor's part may say anew of an entry that stays (iLO). */
    private static final List<String> CHANGING =
            List.of("Count", "Updated", "Repaired", "Severity");

    private final HardwareLog log;
    private final MessageRegistries registries;

    EntryParser(HardwareLog log, MessageRegistries registries) {
        this.log = log;
        this.registries = registries;
    }

    /** What identifies an entry, without the rest. */
    Fingerprint fingerprint(Resource entry) {
        LogTime time = time(entry);
        return Fingerprint.of(
                id(entry), time.identity(), time.isSet(), content(entry, time), changing(entry));
    }

    /**
     * Makes an event of it; may read a message registry.
     *
     * @throws RedfishException where the BMC is gone meanwhile
     */
    RedfishEvent parse(Resource entry) throws RedfishException, InterruptedException {
        Optional<String> fullId = messageId(entry);
        List<String> args = args(entry);
        Optional<String> said = message(entry);
        boolean rated = entry.has("Severity") || entry.has("MessageSeverity");
        MessageRegistries.Message known =
                fullId.isPresent() && (said.isEmpty() || !rated)
                        ? registries.find(fullId.get())
                        : MessageRegistries.Message.NONE;
        String messageId = fullId.map(EntryParser::withoutVersion).orElse(null);
        String text =
                said.or(() -> known.filledWith(args))
                        .or(() -> Optional.ofNullable(messageId))
                        .or(() -> entry.text("OemLogEntryCode"))
                        .or(() -> entry.text("EntryCode"))
                        .or(() -> entry.text("Name"))
                        .orElse("an entry without a message");
        Revision revision = revision(entry);
        LogDirection direction = LogDirections.of(entry, messageId, text, revision.over());
        Integer sensor = sensorNumber(entry);
        String about = component(entry);
        return new RedfishEvent(
                id(entry),
                time(entry),
                bounded(text, MAX_TEXT_CHARS),
                messageId == null ? null : bounded(messageId, MAX_ID_CHARS),
                args,
                LogSeverities.of(entry, known.severity(), direction),
                direction,
                about,
                sensorName(entry, messageId, args),
                sensor,
                sensorType(entry),
                StateKeys.of(entry, direction, sensor, about, messageId, args),
                revision,
                fingerprint(entry),
                isAudit(entry, messageId),
                oem(entry),
                raw(entry));
    }

    /** When it happened, since 1970; 0 where that is not known. */
    long millis(Resource entry) {
        Instant instant = time(entry).instant();
        return instant == null ? 0 : instant.toEpochMilli();
    }

    static String id(Resource entry) {
        return bounded(
                entry.text("Id").orElseGet(() -> LogServices.lastPart(entry.path())), MAX_ID_CHARS);
    }

    /** When it happened; AMI sets Created anew at each start of the BMC. */
    private LogTime time(Resource entry) {
        LogTime happened = timeOf(entry, "EventTimestamp");
        if (happened.isSet()) {
            return happened;
        }
        LogTime created = timeOf(entry, "Created");
        return created.raw().isEmpty() ? happened : created;
    }

    private LogTime timeOf(Resource entry, String name) {
        return entry.text(name)
                .map(text -> LogTime.of(bounded(text, MAX_ID_CHARS), log.zone()))
                .orElse(LogTime.NONE);
    }

    private List<String> content(Resource entry, LogTime time) {
        List<String> content = new ArrayList<>();
        content.add(time.identity());
        for (String name :
                List.of("Message", "MessageId", "EntryCode", "SensorNumber", "OemLogEntryCode")) {
            content.add(entry.text(name).orElse(""));
        }
        content.addAll(entry.texts("MessageArgs"));
        return content;
    }

    private static List<String> changing(Resource entry) {
        List<String> changing = new ArrayList<>();
        for (String name : List.of("Severity", "MessageSeverity", "Resolved", "Modified")) {
            changing.add(entry.text(name).orElse(""));
        }
        Resource oem = entry.part("Oem");
        for (String vendor : oem.names()) {
            CHANGING.forEach(name -> changing.add(oem.part(vendor).text(name).orElse("")));
        }
        return changing;
    }

    private static Revision revision(Resource entry) {
        long count = 1;
        boolean over = entry.flag("Resolved").orElse(false);
        String updated = entry.text("Modified").orElse(null);
        Resource oem = entry.part("Oem");
        for (String vendor : oem.names()) {
            Resource part = oem.part(vendor);
            OptionalDouble times = part.number("Count");
            if (times.isPresent()) {
                count = Math.max(1, (long) times.getAsDouble());
            }
            over |= part.flag("Repaired").orElse(false);
            updated = part.text("Updated").orElse(updated);
        }
        return new Revision(count, updated, over);
    }

    /** None for what only stands in for a message, such as AMI's event bytes. */
    private static Optional<String> message(Resource entry) {
        Optional<String> message = entry.text("Message").filter(text -> !text.equals("None"));
        // bmcweb (NVIDIA) has the registry's name for a message of which it knows no more.
        return message.filter(text -> !text.matches("[A-Za-z]+\\.\\d+\\.\\d+"));
    }

    private static Optional<String> messageId(Resource entry) {
        return entry.text("MessageId").filter(text -> !text.equalsIgnoreCase("None"));
    }

    /** {@code IDRAC.2.7.USR0030} is {@code IDRAC.USR0030}; others have no version. */
    static String withoutVersion(String messageId) {
        return messageId.replaceFirst(
                "^([A-Za-z][A-Za-z0-9_-]*)\\.\\d+(?:\\.\\d+){0,2}\\.(?=\\D)", "$1.");
    }

    private static List<String> args(Resource entry) {
        List<String> args = entry.texts("MessageArgs");
        // X10 boards tell the name of the type.
        return args.equals(List.of("ArrayOfMessageArgs"))
                ? List.of()
                : args.stream().limit(MAX_ARGS).map(arg -> bounded(arg, MAX_TEXT_CHARS)).toList();
    }

    private static @Nullable String component(Resource entry) {
        return entry.part("Links")
                .link("OriginOfCondition")
                .or(() -> entry.link("OriginOfCondition"))
                .map(path -> bounded(path, MAX_TEXT_CHARS))
                .orElse(null);
    }

    private static @Nullable Integer sensorNumber(Resource entry) {
        OptionalDouble number = entry.number("SensorNumber");
        boolean told = number.isPresent() && number.getAsDouble() >= 0;
        return told && number.getAsDouble() <= 0xFFFF
                ? Integer.valueOf((int) number.getAsDouble())
                : null;
    }

    private static @Nullable String sensorType(Resource entry) {
        return entry.text("SensorType")
                .filter(type -> !type.equalsIgnoreCase("OEM"))
                .or(() -> entry.text("OemSensorType"))
                .or(() -> entry.text("SensorType"))
                .map(type -> bounded(type, MAX_ID_CHARS))
                .orElse(null);
    }

    private static @Nullable String sensorName(
            Resource entry, @Nullable String messageId, List<String> args) {
        Resource oem = entry.part("Oem");
        for (String vendor : oem.names()) {
            Optional<String> name =
                    oem.part(vendor)
                            .part("RawEventData")
                            .text("SensorName")
                            .or(() -> oem.part(vendor).text("SensorName"));
            if (name.isPresent()) {
                return bounded(name.get(), MAX_ID_CHARS);
            }
        }
        boolean ofSensor = messageId != null && messageId.contains("SensorThreshold");
        return ofSensor && !args.isEmpty() ? bounded(args.getFirst(), MAX_ID_CHARS) : null;
    }

    /** Logins and the like stand between the others in an iDRAC's lifecycle log. */
    private static boolean isAudit(Resource entry, @Nullable String messageId) {
        Optional<String> category = entry.part("Oem").part("Dell").text("Category");
        return category.map("Audit"::equalsIgnoreCase)
                .orElse(messageId != null && messageId.matches("(IDRAC\\.)?USR\\d+"));
    }

    private static @Nullable String oem(Resource entry) {
        StringJoiner words = new StringJoiner(", ");
        Resource oem = entry.part("Oem");
        for (String vendor : oem.names()) {
            Resource part = oem.part(vendor);
            for (String name : part.names()) {
                if (!name.contains("@")) {
                    part.text(name).ifPresent(text -> words.add(name + "=" + text));
                }
            }
        }
        return words.length() == 0 ? null : bounded(words.toString(), MAX_OEM_CHARS);
    }

    private static String raw(Resource entry) {
        String whole = entry.json();
        if (whole.length() <= MAX_RAW_CHARS) {
            return whole;
        }
        ObjectNode less = ((ObjectNode) entry.body()).objectNode();
        for (String name : entry.names()) {
            JsonNode value = entry.body().path(name);
            if (value.isValueNode()
                    && value.asText().length() <= MAX_OEM_CHARS
                    && less.size() < MAX_ARGS / 4) {
                less.set(name, value);
            }
        }
        return less.toString();
    }

    private static String bounded(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(maxChars - 1));
        return text.substring(0, splits ? maxChars - 1 : maxChars);
    }
}
