package dev.sideband.redfish.sensor;

import dev.sideband.redfish.discovery.Source;
import dev.sideband.redfish.resource.ResourcePath;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The sensors of one BMC: gives each quantity that documents tell of its id, and knows which
 * document is to tell of a quantity that several have.
 */
final class SensorTable {
    /** More than any machine has; what a broken BMC invents beyond them is left out. */
    static final int MAX_SENSORS = 20_000;

    private static final Pattern SENSOR =
            Pattern.compile("/sensors/[^/#]+$", Pattern.CASE_INSENSITIVE);

    /** What makes a quantity another document's as well. */
    private record Quantity(String chassis, String key) {}

    /**
     * A sensor that was told of.
     *
     * @param owner the document that is to tell of it
     * @param sure whether that document ever had a value, or says that there is none to be had
     */
    private record Entry(RedfishSensor sensor, Source owner, boolean sure) {}

    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private final Map<Quantity, String> idOf = new HashMap<>();
    private final UnaryOperator<RedfishSensor> shared;

    /**
     * A table without sensors.
     *
     * @param shared one copy for equal sensors
     */
    SensorTable(UnaryOperator<RedfishSensor> shared) {
        this.shared = shared;
    }

    /** All sensors, in the order in which they were first seen. */
    List<RedfishSensor> sensors() {
        return byId.values().stream().map(Entry::sensor).toList();
    }

    /** The sensors that {@code source} tells of. */
    List<RedfishSensor> sensorsOf(Source source) {
        return byId.values().stream()
                .filter(entry -> entry.owner.equals(source))
                .map(Entry::sensor)
                .toList();
    }

    /** The readings of what {@code source} told; those that others tell of are left out. */
    List<RedfishReading> take(Source source, List<Finding> findings) {
        List<RedfishReading> readings = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        List<Finding> best = best(findings);
        for (Finding finding : best) {
            names.merge(SensorIds.plainId(finding), 1, Integer::sum);
        }
        Set<String> taken = new HashSet<>();
        for (Finding finding : best) {
            if (isOfAnotherChassis(source, finding)) {
                continue;
            }
            boolean alone = names.getOrDefault(SensorIds.plainId(finding), 0) == 1;
            RedfishReading reading = take(source, finding, alone, taken);
            if (reading != null) {
                readings.add(reading);
            }
        }
        return readings;
    }

    /** Of a quantity that a document has in two places, the one with a value, else the first. */
    private static List<Finding> best(List<Finding> findings) {
        Map<String, Finding> byRole = new HashMap<>();
        for (Finding finding : findings) {
            String role = finding.role();
            Finding other = role == null ? null : byRole.get(role);
            if (role != null && (other == null || isBetter(finding, other))) {
                byRole.put(role, finding);
            }
        }
        return findings.stream()
                .filter(finding ->
                        finding.role() == null || finding.equals(byRole.get(finding.role())))
                .toList();
    }

    private static boolean isBetter(Finding one, Finding other) {
        return one.quality() == Quality.GOOD && other.quality() != Quality.GOOD;
    }

    private @Nullable RedfishReading take(
            Source source, Finding finding, boolean alone, Set<String> taken) {
        String id = known(finding, alone);
        if (id != null && taken.contains(id)) {
            if (finding.role() != null) {
                return null;
            }
            // Two parts of one document that call themselves the same are still two.
            id = null;
        }
        boolean apart = id != null && isOtherSensor(byId.get(id), finding);
        if (id == null || apart) {
            id = unique(source, SensorIds.id(finding, alone && !apart), taken);
        }
        Entry entry = byId.get(id);
        boolean hasValue = finding.quality() == Quality.GOOD;
        boolean mine = entry == null || entry.owner.equals(source);
        // A document that has a value tells more than one that has none, but for what is absent:
        // iLO has 0 for it elsewhere.
        boolean better = entry != null && !mine && hasValue && !entry.sure;
        boolean full = entry == null && byId.size() >= MAX_SENSORS;
        if (full || (!mine && !better)) {
            return null;
        }
        taken.add(id);
        RedfishSensor sensor = kept(entry, sensor(id, finding));
        boolean sure =
                hasValue
                        || finding.quality() == Quality.ABSENT
                        || (mine && entry != null && entry.sure);
        byId.put(id, new Entry(sensor, source, sure));
        for (Quantity quantity : quantities(finding, alone)) {
            idOf.putIfAbsent(quantity, id);
        }
        return reading(sensor, finding);
    }

    /** The same object while nothing changes: whoever keeps it has no other copy than this. */
    private RedfishSensor kept(@Nullable Entry known, RedfishSensor told) {
        return known != null && known.sensor.equals(told) ? known.sensor : shared.apply(told);
    }

    /**
     * Whether the metrics of a chassis tell of a fan that is a Sensor of another: NVIDIA's boards
     * list the fans of the whole machine, each at a path of its own that is not there.
     */
    private boolean isOfAnotherChassis(Source source, Finding finding) {
        if (source.kind() != Source.Kind.ENVIRONMENT_METRICS
                || finding.kind() != SensorKind.FAN
                || !isSensor(finding.resource())) {
            return false;
        }
        String path = ResourcePath.of(finding.resource()).key();
        String end = path.substring(path.lastIndexOf('/'));
        return byId.values().stream()
                .filter(entry -> entry.sensor.kind() == SensorKind.FAN)
                .filter(entry ->
                        entry.owner.kind() == Source.Kind.SENSOR
                                || entry.owner.kind() == Source.Kind.SENSORS)
                .map(entry -> ResourcePath.of(entry.sensor.resource()).key())
                .anyMatch(known -> known.endsWith(end) && !known.equals(path));
    }

    /** Two Sensors of one service are two sensors, whatever they are called. */
    private static boolean isOtherSensor(@Nullable Entry known, Finding finding) {
        if (known == null || !isSensor(known.sensor.resource()) || !isSensor(finding.resource())) {
            return false;
        }
        return !ResourcePath.of(known.sensor.resource())
                .equals(ResourcePath.of(finding.resource()));
    }

    private static boolean isSensor(String resource) {
        return SENSOR.matcher(resource).find();
    }

    /** The id of the quantity where it is one that is known already. */
    private @Nullable String known(Finding finding, boolean alone) {
        for (Quantity quantity : quantities(finding, alone)) {
            String id = idOf.get(quantity);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private String unique(Source source, String id, Set<String> taken) {
        String free = id;
        for (int n = 2; isTaken(free, source, taken); n++) {
            free = id + "-" + n;
        }
        return free;
    }

    private boolean isTaken(String id, Source source, Set<String> taken) {
        Entry entry = byId.get(id);
        return taken.contains(id) || (entry != null && !entry.owner.equals(source));
    }

    /** What tells that two findings are the same quantity, the surest first. */
    private static List<Quantity> quantities(Finding finding, boolean alone) {
        String chassis = ResourcePath.of(finding.chassis()).key();
        String resource = ResourcePath.of(finding.resource()).key();
        String unit = finding.kind() == SensorKind.FAN ? "|" + finding.measure().unit() : "";
        List<Quantity> quantities = new ArrayList<>();
        if (isSensor(resource)) {
            quantities.add(new Quantity("", resource + "|" + finding.kind() + unit));
        }
        if (finding.role() != null) {
            quantities.add(new Quantity(chassis, finding.role()));
        }
        if (alone) {
            quantities.add(
                    new Quantity(chassis, finding.kind() + unit + "|" + SensorIds.spoken(finding)));
        }
        return quantities;
    }

    private static RedfishSensor sensor(String id, Finding finding) {
        Entities.Entity entity = Entities.of(finding.name(), finding.context());
        return new RedfishSensor(
                id,
                finding.name(),
                finding.kind(),
                finding.measure().unit(),
                finding.resource(),
                entity.text(),
                entity.instance(),
                finding.sensorNumber(),
                finding.thresholds());
    }

    private static RedfishReading reading(RedfishSensor sensor, Finding finding) {
        boolean good = finding.quality() == Quality.GOOD && finding.value().isPresent();
        double value = finding.value().orElse(Double.NaN);
        return new RedfishReading(
                sensor,
                finding.value().isPresent() ? (Double) value : null,
                finding.quality(),
                good ? finding.thresholds().status(value) : ThresholdStatus.UNKNOWN,
                good ? finding.thresholds().side(value) : Side.NONE,
                finding.states(),
                finding.health());
    }

    /** A sensor whose value alone was heard. */
    static RedfishReading measured(RedfishSensor sensor, double value, @Nullable String health) {
        return new RedfishReading(
                sensor,
                value,
                Quality.GOOD,
                sensor.thresholds().status(value),
                sensor.thresholds().side(value),
                List.of(),
                health);
    }

    /** A sensor of which nothing was heard. */
    static RedfishReading missing(RedfishSensor sensor, Quality why) {
        return new RedfishReading(
                sensor, null, why, ThresholdStatus.UNKNOWN, Side.NONE, List.of(), null);
    }
}
