package dev.sideband.redfish.log;

import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether an entry says that a state began or ended. In this order: that it is resolved, its
 * EntryCode (DSP0268, LogEntry), the direction bit of an IPMI event (IPMI 2.0 §29.7), the message.
 */
final class LogDirections {
    private static final int DEASSERTION = 0x80;

    private static final List<Rule> RULES =
            RuleFile.read("message-directions.txt").stream().map(Rule::of).toList();

    private record Rule(boolean ofId, LogDirection direction, Pattern pattern) {
        static Rule of(List<String> words) {
            return new Rule(
                    words.get(0).equals("id"),
                    LogDirection.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
                    Pattern.compile(words.get(2), Pattern.CASE_INSENSITIVE));
        }

        boolean fits(String id, String text) {
            return pattern.matcher(ofId ? id : text).find();
        }
    }

    private LogDirections() {}

    static LogDirection of(Resource entry, @Nullable String messageId, String text, boolean over) {
        if (over) {
            return LogDirection.DEASSERTED;
        }
        return entry.text("EntryCode")
                .map(LogDirections::ofCode)
                .filter(direction -> direction != LogDirection.NONE)
                .or(() -> ofIpmi(entry))
                .orElseGet(() -> ofMessage(messageId == null ? "" : messageId, text));
    }

    /** The codes of the schema are IPMI's generic events in words. */
    private static LogDirection ofCode(String code) {
        String plain = code.toLowerCase(Locale.ROOT);
        if (plain.startsWith("deassert") || plain.endsWith("deasserted")) {
            return LogDirection.DEASSERTED;
        }
        if (plain.startsWith("assert") || plain.endsWith("asserted")) {
            return LogDirection.ASSERTED;
        }
        boolean lower = plain.startsWith("lower");
        if (lower || plain.startsWith("upper")) {
            return plain.endsWith("going low") == lower
                    ? LogDirection.ASSERTED
                    : LogDirection.DEASSERTED;
        }
        return switch (plain) {
            case "limit exceeded",
                    "performance lags",
                    "redundancy lost",
                    "predictive failure asserted" ->
                    LogDirection.ASSERTED;
            case "limit not exceeded", "performance met", "fully redundant" ->
                    LogDirection.DEASSERTED;
            default -> LogDirection.NONE;
        };
    }

    /** Supermicro tells the event's bytes. */
    private static Optional<LogDirection> ofIpmi(Resource entry) {
        Resource oem = entry.part("Oem");
        for (String vendor : oem.names()) {
            Optional<String> type = oem.part(vendor).part("RawEventData").text("EventDirAndType");
            if (type.filter(text -> text.matches("0[xX][0-9a-fA-F]{1,2}")).isPresent()) {
                int bits = Integer.parseInt(type.get().substring(2), 16);
                return Optional.of(
                        (bits & DEASSERTION) != 0
                                ? LogDirection.DEASSERTED
                                : LogDirection.ASSERTED);
            }
        }
        return Optional.empty();
    }

    private static LogDirection ofMessage(String id, String text) {
        return RULES.stream()
                .filter(rule -> rule.fits(id, text))
                .findFirst()
                .map(Rule::direction)
                .orElse(LogDirection.NONE);
    }
}
