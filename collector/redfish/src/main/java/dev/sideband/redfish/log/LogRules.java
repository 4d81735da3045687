package dev.sideband.redfish.log;

import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which logs tell of what. The rules are data: lines of {@code hardware-logs.txt}, the first that
 * fits counts.
 */
final class LogRules {
    private static final String FILE = "hardware-logs.txt";
    private static final List<Rule> RULES =
            RuleFile.read(FILE).stream().map(LogRules::rule).toList();

    private record Rule(String parent, Pattern id, LogKind kind) {}

    private LogRules() {}

    private static Rule rule(List<String> words) {
        if (words.size() != 3) {
            throw new IllegalStateException(
                    FILE + ": a line needs a parent, a pattern and a kind, not " + words);
        }
        return new Rule(
                words.get(0),
                Pattern.compile(words.get(1), Pattern.CASE_INSENSITIVE),
                LogKind.valueOf(words.get(2).toUpperCase(Locale.ROOT)));
    }

    /**
     * What a log tells of.
     *
     * @param parent the collection that its owner is in: Systems, Managers or Chassis
     * @param id its Id, or the end of its path
     */
    static LogKind kind(String parent, String id, Resource service) {
        return RULES.stream()
                .filter(rule -> rule.parent().equals("*") || rule.parent().equals(parent))
                .filter(rule -> rule.id().matcher(id).matches())
                .findFirst()
                .map(Rule::kind)
                .orElseGet(() -> unknown(parent, service));
    }

    /** A log that no rule names: managers keep mostly notes about themselves. */
    private static LogKind unknown(String parent, Resource service) {
        Optional<String> type = service.text("LogEntryType");
        if (type.filter("SEL"::equalsIgnoreCase).isPresent()) {
            return LogKind.HARDWARE;
        }
        return parent.equals("Managers") ? LogKind.MANAGEMENT : LogKind.HARDWARE;
    }
}
