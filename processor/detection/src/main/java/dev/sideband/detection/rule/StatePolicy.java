package dev.sideband.detection.rule;

import dev.sideband.avro.Severity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a discrete state means: the words of IPMI 2.0 tables 42-2 and 42-3, and of Redfish.
 *
 * @param severity how bad it is; OK where it is no trouble
 * @param momentary whether it happens rather than lasts: a BMC tells of it, but of no end
 */
public record StatePolicy(Severity severity, boolean momentary) {
    private static final StatePolicy HARMLESS = new StatePolicy(Severity.OK, false);
    private static final StatePolicy WARNING = new StatePolicy(Severity.WARNING, false);
    private static final StatePolicy CRITICAL = new StatePolicy(Severity.CRITICAL, false);
    private static final StatePolicy WARNING_ONCE = new StatePolicy(Severity.WARNING, true);
    private static final StatePolicy CRITICAL_ONCE = new StatePolicy(Severity.CRITICAL, true);

    /** The first that matches counts: what is harmless stands before what its words contain. */
    private static final List<Entry> TABLE =
            List.of(
                    entry(HARMLESS, "deasserted|limit not exceeded|performance met"),
                    entry(HARMLESS, "^fully redundant|redundancy regained|device present"),
                    entry(HARMLESS, "transition to ok|presence|slot .*ready|spare"),
                    entry(HARMLESS, "power off|s[0-5][/ ]|soft-off|button"),
                    entry(HARMLESS, "rebuild in progress|consistency check"),
                    entry(HARMLESS, "processor disabled|power supply inactive"),

                    // Memory and processor errors are told once; nothing tells of their end.
                    entry(CRITICAL_ONCE, "uncorrectable|parity|memory scrub failed"),
                    entry(WARNING_ONCE, "correctable"),
                    entry(WARNING_ONCE, "watchdog|timer expired|software nmi"),
                    entry(CRITICAL_ONCE, "machine check|bus fatal|fatal nmi|pci [ps]err"),
                    entry(CRITICAL_ONCE, "diagnostic interrupt|bus timeout|channel check"),
                    entry(CRITICAL_ONCE, "critical stop|os stop|kernel panic|firmware hang"),
                    entry(CRITICAL_ONCE, "post error|no bootable media|240 ?va power down"),

                    // Power
                    entry(CRITICAL, "power supply failure|power unit failure"),
                    entry(CRITICAL, "input lost|ac lost|interlock power|power control fail"),
                    entry(WARNING, "out-of-range"),

                    // Redundancy
                    entry(WARNING, "non-redundant: ?sufficient|redundancy degraded"),
                    entry(CRITICAL, "insufficient resources|redundancy lost"),
                    entry(WARNING, "non-redundant"),

                    // Drives
                    entry(CRITICAL, "drive fault|in failed array|in critical array"),
                    entry(WARNING, "rebuild.*abort"),
                    entry(WARNING, "predictive failure|performance lags"),

                    // Processor and temperature
                    entry(CRITICAL, "ierr|thermal trip|frb[123]|over-?temperature"),
                    entry(WARNING, "throttled|memory device disabled"),

                    // What any sensor may say of itself
                    entry(CRITICAL, "non-recoverable"),
                    entry(WARNING, "transition to non-critical|to severe"),
                    entry(CRITICAL, "transition to critical"),
                    entry(WARNING, "limit exceeded|configuration error|install error"),
                    entry(CRITICAL, "battery failed"),
                    entry(WARNING, "battery low"),
                    entry(WARNING, "sel full|sel almost full|logging disabled"),
                    entry(WARNING, "intrusion|lan leash lost|unplugged from lan"),
                    entry(WARNING, "communication lost|heartbeat lost|not responding"),
                    entry(WARNING, "off[ -]?line|sensor failure|unavailable|degraded"),
                    entry(CRITICAL, "fault|failure|failed"));

    /** Kinds of sensors whose states all happen rather than last. */
    private static final Pattern MOMENTARY_KINDS =
            Pattern.compile(
                    "watchdog|interrupt|os boot|os stop|os critical stop|firmware|boot error"
                            + "|platform security|session|system event|system boot|version change");

    /**
     * Whether the states of sensors of the kind {@code words} happen rather than last: what is read
     * of such a sensor says nothing about what its log records told.
     */
    public static boolean isMomentaryKind(String words) {
        return MOMENTARY_KINDS.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    /** What the state {@code words} means; empty where no table says. */
    public static Optional<StatePolicy> of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return TABLE.stream()
                .filter(entry -> entry.words.matcher(lower).find())
                .map(Entry::policy)
                .findFirst();
    }

    /** Whether it is trouble at all. */
    public boolean isTrouble() {
        return severity != Severity.OK;
    }

    private static Entry entry(StatePolicy policy, String words) {
        return new Entry(policy, Pattern.compile("\\b(?:" + words + ")"));
    }

    private record Entry(StatePolicy policy, Pattern words) {}
}
