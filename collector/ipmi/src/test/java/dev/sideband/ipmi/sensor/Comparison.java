package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.sdr.CompactSensorRecord;
import dev.sideband.ipmi.sdr.EventOnlyRecord;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sdr.FullSensorRecord;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorHead;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.SensorRecord;
import dev.sideband.ipmi.sensor.ForeignView.FreeIpmi;
import dev.sideband.ipmi.sensor.ForeignView.Ipmitool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What we read of a BMC beside what two others print of it. What differs is a difference, or one of
 * their known mistakes.
 */
public final class Comparison {
    /** A known mistake, and which program makes it. */
    public enum Mistake {
        FREEIPMI_READS_NO_SENSOR_OF_ANOTHER_LUN,
        FREEIPMI_TAKES_NO_CUBE_ROOT,
        FREEIPMI_ENDS_EACH_SHARED_NAME_IN_A,
        FREEIPMI_PRINTS_PACKED_NAMES_RAW,
        FREEIPMI_PRINTS_STATES_THAT_NOBODY_HAS_DEFINED,
        IPMITOOL_PRINTS_PACKED_NAMES_RAW,
        IPMITOOL_ASKS_FOR_THRESHOLDS_THAT_THE_RECORD_DENIES
    }

    private static final int CUBE_ROOT = 11;
    private static final double FREEIPMI_STEP = 0.0051;
    private static final double IPMITOOL_STEP = 0.00051;

    private final List<SdrRecord> records;
    private final Map<SensorKey, SensorObservation> seen;
    private final Map<SensorKey, Thresholds> thresholds;
    private final List<String> differences = new ArrayList<>();
    private final Map<Mistake, Integer> mistakes = new TreeMap<>();
    private int compared;

    public Comparison(
            List<SdrRecord> records,
            Map<SensorKey, SensorObservation> seen,
            Map<SensorKey, Thresholds> thresholds) {
        this.records = records;
        this.seen = seen;
        this.thresholds = thresholds;
    }

    public List<String> differences() {
        return differences;
    }

    /** How often each of their mistakes was met. */
    public Map<Mistake, Integer> mistakes() {
        return mistakes;
    }

    /** Names, values, limits and states that are the same. */
    public int compared() {
        return compared;
    }

    /** Record by record; of a record with several sensors they print one after the other. */
    public void withFreeIpmi(List<FreeIpmi> lines) {
        int at = 0;
        for (int id = 1; id <= records.size(); id++) {
            // It leaves out what only sends events.
            if (records.get(id - 1) instanceof SensorRecord record
                    && !(record instanceof EventOnlyRecord)) {
                for (int i = 0; i < record.sharing().count(); i++, at++) {
                    if (at >= lines.size() || lines.get(at).record() != id) {
                        differences.add("FreeIPMI has no line for " + record.key().plus(i));
                        return;
                    }
                    compare(record, record.key().plus(i), lines.get(at));
                }
            }
        }
        same("FreeIPMI's lines", at, lines.size(), "");
    }

    private void compare(SensorRecord record, SensorKey key, FreeIpmi line) {
        String about = key + " " + line;
        SensorObservation ours = seen.get(key);
        if (ours == null) {
            same("not readable, " + about, "N/A", line.reading(), about);
            return;
        }
        name(record, ours.sensor().name(), line, about);
        if (line.reading().equals("N/A") && line.event().equals("N/A") && key.lun() != 0) {
            mistake(Mistake.FREEIPMI_READS_NO_SENSOR_OF_ANOTHER_LUN);
            return;
        }
        if (ours.quality() != Quality.GOOD) {
            same("no value, " + ours.quality(), "N/A", line.reading(), about);
            return;
        }
        if (ours.sensor().hasValue()) {
            if (ours.sensor().conversion().linearization() == CUBE_ROOT) {
                mistake(Mistake.FREEIPMI_TAKES_NO_CUBE_ROOT);
            } else {
                number("value", ours.value(), line.reading(), FREEIPMI_STEP, about);
                limits(
                        thresholds.getOrDefault(key, Thresholds.NONE),
                        line.limits(),
                        "N/A",
                        FREEIPMI_STEP,
                        about);
            }
        }
        states(ours, line.event(), about);
    }

    private void name(SensorRecord record, String ours, FreeIpmi line, String about) {
        if (!printable(record)) {
            mistake(Mistake.FREEIPMI_PRINTS_PACKED_NAMES_RAW);
        } else if (ours.equals(line.name().strip())) {
            compared++;
        } else if (record.sharing().count() > 1 && record.sharing().alphabetic()) {
            mistake(Mistake.FREEIPMI_ENDS_EACH_SHARED_NAME_IN_A);
        } else if (record.sharing().count() > 1) {
            // The same name, but for the blank between it and its number.
            same("name", words(ours), words(line.name()), about);
        } else {
            same("name", ours, line.name().strip(), about);
        }
    }

    /** Packed and BCD-plus names; the bits stand in the byte before the name. */
    private static boolean printable(SensorRecord record) {
        int at =
                switch (record) {
                    case FullSensorRecord _ -> 47;
                    case CompactSensorRecord _ -> 31;
                    case EventOnlyRecord _ -> 16;
                };
        int coding = record.raw().u8(at) >> 6;
        return coding == 3 || coding == 0;
    }

    private void states(SensorObservation ours, String event, String about) {
        if (ours.sensor().hasThresholdStates()) {
            same("status", thresholdEvent(ours), event, about);
        } else if (!event.contains("OEM") && !event.equals("N/A")) {
            List<String> theirs = new ArrayList<>(texts(event));
            if (theirs.removeIf(text -> text.startsWith("unrecognizedevent"))) {
                mistake(Mistake.FREEIPMI_PRINTS_STATES_THAT_NOBODY_HAS_DEFINED);
            }
            List<String> mine = ours.stateTexts().stream().map(Comparison::words).toList();
            // FreeIPMI gives both words where the standard has two for one state.
            boolean equal = mine.size() == theirs.size();
            for (int i = 0; equal && i < mine.size(); i++) {
                equal = theirs.get(i).endsWith(mine.get(i));
            }
            same("states " + mine + " and " + theirs, true, equal, about);
        }
    }

    /** Full and compact records in their order; of several sensors in a record the first. */
    public void withIpmitool(List<Ipmitool> lines) {
        int at = 0;
        for (SdrRecord sdr : records) {
            if (sdr instanceof FullSensorRecord || sdr instanceof CompactSensorRecord) {
                if (at >= lines.size()) {
                    differences.add("ipmitool has no line for " + sdr);
                    return;
                }
                compare((SensorRecord) sdr, lines.get(at++));
            }
        }
        same("ipmitool's lines", at, lines.size(), "");
    }

    private void compare(SensorRecord record, Ipmitool line) {
        String about = record.key() + " " + line;
        SensorObservation ours = seen.get(record.key());
        if (!printable(record)) {
            mistake(Mistake.IPMITOOL_PRINTS_PACKED_NAMES_RAW);
        } else {
            same("name", words(record.name()), words(line.name()), about);
        }
        if (ours == null
                || ours.quality() != Quality.GOOD
                || !EventType.threshold(record.eventType())) {
            return;
        }
        if (ours.sensor().hasValue() && !line.value().startsWith("0x")) {
            number("value", ours.value(), line.value(), IPMITOOL_STEP, about);
            if (denied(record)) {
                mistake(Mistake.IPMITOOL_ASKS_FOR_THRESHOLDS_THAT_THE_RECORD_DENIES);
            } else {
                limits(
                        thresholds.getOrDefault(record.key(), Thresholds.NONE),
                        line.limits(),
                        "na",
                        IPMITOOL_STEP,
                        about);
            }
            if (ours.status() != ThresholdStatus.UNKNOWN) {
                same("status", word(ours.status()), line.status(), about);
            }
        }
    }

    private static boolean denied(SensorRecord record) {
        return record instanceof FullSensorRecord full
                && full.head().thresholdAccess() == SensorHead.Access.NONE;
    }

    private void limits(
            Thresholds ours, List<String> theirs, String none, double step, String about) {
        List<OptionalDouble> mine =
                List.of(ours.lnr(), ours.lcr(), ours.lnc(), ours.unc(), ours.ucr(), ours.unr());
        for (int i = 0; i < mine.size(); i++) {
            if (theirs.get(i).equals(none)) {
                same("limit " + i, true, mine.get(i).isEmpty(), about);
            } else {
                number("limit " + i, mine.get(i), theirs.get(i), step, about);
            }
        }
    }

    private void number(
            String what, OptionalDouble ours, String theirs, double step, String about) {
        double number;
        try {
            number = Double.parseDouble(theirs);
        } catch (NumberFormatException none) {
            differences.add("%s: %s, not %s: %s".formatted(what, ours, theirs, about));
            return;
        }
        double mine = ours.orElse(Double.NaN);
        // They print so many decimals and no more.
        boolean equal = Math.abs(mine - number) <= step + Math.ulp((float) mine);
        same(what + " " + mine, true, equal, about);
    }

    private void same(String what, Object ours, Object theirs, String about) {
        if (ours.equals(theirs)) {
            compared++;
        } else {
            differences.add("%s: %s, not %s: %s".formatted(what, ours, theirs, about));
        }
    }

    private void mistake(Mistake mistake) {
        mistakes.merge(mistake, 1, Integer::sum);
    }

    private static String word(ThresholdStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The quoted texts of FreeIPMI; 'OK' means that no state is set. */
    static List<String> texts(String event) {
        return Stream.of(event.split("'"))
                .filter(text -> !text.isBlank() && !text.equals("OK"))
                .map(Comparison::words)
                .toList();
    }

    static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    static String thresholdEvent(SensorObservation observation) {
        String level =
                switch (observation.status()) {
                    case OK -> "";
                    case NC -> "Non-Critical";
                    case CR -> "Critical";
                    case NR -> "Non-Recoverable";
                    case UNKNOWN -> "unknown";
                };
        return switch (observation.side()) {
            case NONE -> "'OK'";
            case LOW -> "'At or Below (<=) Lower " + level + " Threshold'";
            case HIGH -> "'At or Above (>=) Upper " + level + " Threshold'";
        };
    }
}
