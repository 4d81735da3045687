package dev.sideband.redfish.log;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which logs tell again what another log of the machine tells; lines of {@code log-copies.txt}. */
final class LogCopies {
    private static final List<Rule> RULES =
            RuleFile.read("log-copies.txt").stream().map(Rule::of).toList();

    /** What a log has in common with another. */
    enum Relation {
        /** The other has all of it, and says it better. */
        WITHIN,
        /** It shows records of the other, of the same owner, under the same Id and time. */
        REPEATS,
        /** Likewise, whoever the owners are. */
        SHARES,
        /** It tells of the other's events in entries of its own, with the same words. */
        RETELLS,
        /** It tells again what the BMC's SEL tells over IPMI, in entries of its own. */
        ECHOES
    }

    /** The id by which rules know the SEL where it is read over IPMI. */
    private static final String IPMI_SEL = "IPMI-SEL";

    private record Rule(Pattern log, Relation relation, Pattern other) {
        static Rule of(List<String> words) {
            return new Rule(
                    Pattern.compile(words.get(0), Pattern.CASE_INSENSITIVE),
                    Relation.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
                    Pattern.compile(words.get(2), Pattern.CASE_INSENSITIVE));
        }

        boolean fits(HardwareLog one, HardwareLog two) {
            return log.matcher(one.id()).matches() && other.matcher(two.id()).matches();
        }
    }

    private LogCopies() {}

    /** The logs among {@code logs} to which {@code log} stands in {@code relation}. */
    static List<HardwareLog> others(HardwareLog log, Relation relation, List<HardwareLog> logs) {
        return logs.stream()
                .filter(other -> !other.equals(log) && is(log, relation, other))
                .toList();
    }

    /** Whether {@code log} tells again what the SEL tells over IPMI. */
    static boolean echoesIpmi(HardwareLog log) {
        return RULES.stream()
                .anyMatch(rule ->
                        rule.relation() == Relation.ECHOES
                                && rule.log().matcher(log.id()).matches()
                                && rule.other().matcher(IPMI_SEL).matches());
    }

    /** Whether {@code log} stands in {@code relation} to {@code other}. */
    static boolean is(HardwareLog log, Relation relation, HardwareLog other) {
        return RULES.stream()
                .anyMatch(rule -> rule.relation() == relation && rule.fits(log, other));
    }
}
