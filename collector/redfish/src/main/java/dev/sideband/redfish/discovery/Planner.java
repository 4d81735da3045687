package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.Source.Kind;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a {@link ReadingPlan}, chassis by chassis: Thermal and Power where they hold anything, and
 * what they lack from the newer model behind them; else that model alone.
 */
final class Planner {
    /** Single Sensors that every poll reads; the others take turns. */
    private static final int MAX_OFTEN = 32;

    /** Single Sensors from which on reports of them are looked for. */
    private static final int WORTH_A_REPORT = 16;

    private static final Pattern URGENT =
            Pattern.compile(
                    "inlet|intake|ambient|cpu|fan|tach|ps[u0-9]|supply|power",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern FAN = Pattern.compile("fan|tach|rotor", Pattern.CASE_INSENSITIVE);

    private final ServiceTree tree;
    private final Looking looking;
    private final Expansion expansion;
    private final Vendor vendor;
    private final List<Source> sources = new ArrayList<>();

    /** What repeats numbers of Sensors, which may be another chassis'. */
    private final List<Source> excerpts = new ArrayList<>();

    private int often;

    /** Sensors that are read one by one, and that nothing else tells of. */
    private int single;

    Planner(RedfishClient client, ServiceTree tree, Set<String> unanswered) {
        this.tree = tree;
        this.looking = new Looking(client, unanswered);
        this.expansion = Expansion.claimedBy(tree.root());
        this.vendor = Vendor.of(tree);
    }

    ReadingPlan plan() throws RedfishException, InterruptedException {
        for (Resource chassis : tree.chassis()) {
            plan(chassis);
        }
        sources.addAll(excerpts);
        if (sources.isEmpty()) {
            managerLists();
        }
        if (single >= WORTH_A_REPORT) {
            Set<ResourcePath> sensors =
                    sources.stream()
                            .filter(source -> source.kind() == Kind.SENSOR)
                            .map(source -> ResourcePath.of(source.path()))
                            .collect(Collectors.toSet());
            sources.addAll(0, new MetricReports(looking).of(sensors, tree.root()));
        }
        return new ReadingPlan(vendor, sources, looking.denied(), looking.problems());
    }

    private void plan(Resource chassis) throws RedfishException, InterruptedException {
        Resource thermal = document(chassis, "Thermal", Kind.THERMAL, "Temperatures", "Fans");
        Resource power =
                document(chassis, "Power", Kind.POWER, "PowerControl", "PowerSupplies", "Voltages");
        boolean one = !thermal.isEmpty() || !power.isEmpty();
        boolean both = !thermal.isEmpty() && !power.isEmpty();
        // A Thermal of fans alone leaves the temperatures to the Sensors.
        boolean lacks = !thermal.isEmpty() && thermal.parts("Temperatures").isEmpty();
        boolean list = vendorLists(chassis, both && !lacks);
        List<Resource> sensors = sensors(chassis, one && !lacks);
        if (chassis.has("ThermalSubsystem")) {
            thermalSubsystem(chassis, thermal, sensors);
        }
        if (power.parts("PowerSupplies").isEmpty()) {
            // A power shelf has them without a subsystem.
            Resource subsystem = looking.at(chassis.link("PowerSubsystem"));
            supplies(chassis, subsystem.link("PowerSupplies"));
            supplies(chassis, chassis.link("PowerSupplies"));
        }
        if (!one && !list && sensors.isEmpty()) {
            chassis.link("EnvironmentMetrics")
                    .ifPresent(path ->
                            excerpts.add(
                                    new Source(
                                            Kind.ENVIRONMENT_METRICS, path, chassis.path(), true)));
        }
    }

    /** Takes a document that holds at least one item; stock images have empty shells. */
    private Resource document(Resource chassis, String name, Kind kind, String... arrays)
            throws RedfishException, InterruptedException {
        Optional<String> path = chassis.link(name);
        Resource document = looking.at(path);
        for (String array : arrays) {
            if (!document.parts(array).isEmpty() && isTelling(document, array)) {
                sources.add(new Source(kind, path.orElseThrow(), chassis.path(), true));
                return document;
            }
        }
        return Resource.NONE;
    }

    /** A PowerControl may be there for its limit alone. */
    private static boolean isTelling(Resource document, String array) {
        return !array.equals("PowerControl")
                || document.parts(array).stream().anyMatch(item -> item.has("PowerConsumedWatts"));
    }

    /**
     * Documents with all sensors, as iBMC and openUBMC have them; Huawei's are there though nothing
     * links to them.
     */
    private boolean vendorLists(Resource chassis, boolean behindOthers)
            throws RedfishException, InterruptedException {
        boolean found = false;
        for (String name : List.of("ThresholdSensors", "DiscreteSensors")) {
            Optional<String> path = chassis.link(name).or(() -> vendorLink(chassis, name));
            if (path.isEmpty() && vendor == Vendor.HUAWEI) {
                path = Optional.of(chassis.path().replaceAll("/+$", "") + "/" + name);
            }
            if (!looking.at(path).parts("Sensors").isEmpty()) {
                sources.add(
                        new Source(
                                Kind.SENSOR_LIST,
                                path.orElseThrow(),
                                chassis.path(),
                                !behindOthers));
                found = true;
            }
        }
        return found;
    }

    private static Optional<String> vendorLink(Resource chassis, String name) {
        Resource oem = chassis.part("Oem");
        return oem.names().stream()
                .flatMap(vendor -> oem.part(vendor).link(name).stream())
                .findFirst();
    }

    /** MegaRAC keeps the sensors with the manager where a chassis has none. */
    private void managerLists() throws RedfishException, InterruptedException {
        for (Resource manager : managers()) {
            Optional<String> path =
                    manager.link("OemSensors")
                            .or(() -> manager.part("Links").part("Oem").link("Sensors"));
            if (!looking.at(path).part("Sensors").isEmpty()) {
                String chassis =
                        tree.chassis().isEmpty()
                                ? manager.path()
                                : tree.chassis().getFirst().path();
                sources.add(new Source(Kind.NAMED_TEXTS, path.orElseThrow(), chassis, true));
            }
        }
    }

    /** The managers; where their collection is missing, those that the chassis name. */
    private List<Resource> managers() throws RedfishException, InterruptedException {
        if (!tree.managers().isEmpty()) {
            return tree.managers();
        }
        List<Resource> managers = new ArrayList<>();
        for (Resource chassis : tree.chassis()) {
            for (String path : chassis.part("Links").links("ManagedBy")) {
                managers.add(looking.at(path));
            }
        }
        return managers;
    }

    /** The chassis' Sensors: in one document where that works, else each by itself. */
    private List<Resource> sensors(Resource chassis, boolean behindOthers)
            throws RedfishException, InterruptedException {
        Optional<String> path = chassis.link("Sensors");
        List<Resource> entries = looking.entries(path);
        if (entries.isEmpty()) {
            return entries;
        }
        String collection = path.orElseThrow();
        Optional<Resource> expanded =
                entries.stream().anyMatch(Resource::isReference)
                        ? expanded(collection)
                        : Optional.empty();
        List<Resource> members = expanded.map(e -> e.parts("Members")).orElse(entries);
        List<Resource> references = members.stream().filter(Resource::isReference).toList();
        if (references.size() < members.size()) {
            String whole = expanded.map(Resource::path).orElse(collection);
            sources.add(new Source(Kind.SENSORS, whole, chassis.path(), !behindOthers));
        }
        for (Resource entry : references) {
            boolean urgent =
                    !behindOthers && often < MAX_OFTEN && URGENT.matcher(last(entry.path())).find();
            often += urgent ? 1 : 0;
            single += behindOthers ? 0 : 1;
            sources.add(new Source(Kind.SENSOR, entry.path(), chassis.path(), urgent));
        }
        return entries;
    }

    private Optional<Resource> expanded(String collection)
            throws RedfishException, InterruptedException {
        if (!expansion.isUsable()) {
            return Optional.empty();
        }
        Resource whole = looking.at(expansion.of(collection));
        return expansion.holds(whole.parts("Members")) ? Optional.of(whole) : Optional.empty();
    }

    private void thermalSubsystem(Resource chassis, Resource thermal, List<Resource> sensors)
            throws RedfishException, InterruptedException {
        Resource subsystem = looking.at(chassis.link("ThermalSubsystem"));
        boolean fansKnown =
                !thermal.parts("Fans").isEmpty()
                        || sensors.stream().anyMatch(s -> FAN.matcher(last(s.path())).find());
        if (!fansKnown) {
            each(subsystem.link("Fans"), Kind.FAN, chassis, true);
        }
        if (thermal.parts("Temperatures").isEmpty() && sensors.isEmpty()) {
            metrics(subsystem.link("ThermalMetrics"), Kind.THERMAL_METRICS, chassis, 0);
        }
        if (subsystem.has("LeakDetection")) {
            Resource detection = looking.at(subsystem.link("LeakDetection"));
            each(detection.link("LeakDetectors"), Kind.LEAK_DETECTOR, chassis, true);
        }
    }

    private void supplies(Resource chassis, Optional<String> collection)
            throws RedfishException, InterruptedException {
        int place = 0;
        for (Resource entry : looking.entries(collection)) {
            place++;
            Resource supply = entry.isReference() ? looking.at(entry.path()) : entry;
            if (!supply.isEmpty() && entry.link().isPresent()) {
                sources.add(
                        new Source(Kind.POWER_SUPPLY, entry.path(), chassis.path(), false, place));
                metrics(supply.link("Metrics"), Kind.POWER_SUPPLY_METRICS, chassis, place);
            }
        }
    }

    private void each(Optional<String> collection, Kind kind, Resource chassis, boolean always)
            throws RedfishException, InterruptedException {
        for (Resource entry : looking.entries(collection)) {
            entry.link()
                    .ifPresent(path -> sources.add(new Source(kind, path, chassis.path(), always)));
        }
    }

    private void metrics(Optional<String> path, Kind kind, Resource chassis, int place) {
        path.ifPresent(found -> sources.add(new Source(kind, found, chassis.path(), true, place)));
    }

    private static String last(String path) {
        String plain = path.replaceAll("/+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
