package dev.sideband.redfish.discovery;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.Source.Kind;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a {@link ReadingPlan}, chassis by chassis: Thermal and Power where they hold anything, and
 * what they lack from the newer model behind them; else that model alone.
 */
final class Planner {
    /** Single Sensors that every poll reads; the others take turns. */
    private static final int MAX_OFTEN = 32;

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
    private int often;

    Planner(RedfishClient client, ServiceTree tree) {
        this.tree = tree;
        this.looking = new Looking(client);
        this.expansion = new Expansion(tree.root());
        this.vendor = Vendor.of(tree);
    }

    ReadingPlan plan() throws RedfishException, InterruptedException {
        for (Resource chassis : tree.chassis()) {
            plan(chassis);
        }
        if (sources.isEmpty()) {
            managerLists();
        }
        return new ReadingPlan(vendor, sources, looking.denied(), looking.problems());
    }

    private void plan(Resource chassis) throws RedfishException, InterruptedException {
        boolean thermal = document(chassis, "Thermal", Kind.THERMAL, "Temperatures", "Fans");
        boolean power =
                document(chassis, "Power", Kind.POWER, "PowerControl", "PowerSupplies", "Voltages");
        boolean list = vendorLists(chassis, thermal && power);
        List<Resource> sensors = sensors(chassis, thermal || power);
        if (chassis.has("ThermalSubsystem")) {
            thermalSubsystem(chassis, thermal, sensors);
        }
        if (!power && chassis.has("PowerSubsystem")) {
            powerSubsystem(chassis);
        }
        if (!thermal && !power && !list && sensors.isEmpty()) {
            metrics(chassis.link("EnvironmentMetrics"), Kind.ENVIRONMENT_METRICS, chassis);
        }
    }

    /** Takes a document that holds at least one item; stock images have empty shells. */
    private boolean document(Resource chassis, String name, Kind kind, String... arrays)
            throws RedfishException, InterruptedException {
        Optional<String> path = chassis.link(name);
        Resource document = looking.at(path);
        for (String array : arrays) {
            if (!document.parts(array).isEmpty() && isTelling(document, array)) {
                sources.add(new Source(kind, path.orElseThrow(), chassis.path(), true));
                return true;
            }
        }
        return false;
    }

    /** A PowerControl may be there for its limit alone. */
    private static boolean isTelling(Resource document, String array) {
        return !array.equals("PowerControl")
                || document.parts(array).stream().anyMatch(item -> item.has("PowerConsumedWatts"));
    }

    /** Huawei's documents with all sensors (iBMC, openUBMC), which nothing links to. */
    private boolean vendorLists(Resource chassis, boolean behindOthers)
            throws RedfishException, InterruptedException {
        boolean found = false;
        if (vendor == Vendor.HUAWEI) {
            for (String name : List.of("ThresholdSensors", "DiscreteSensors")) {
                String path =
                        chassis.link(name)
                                .or(() -> chassis.part("Oem").part("Huawei").link(name))
                                .orElse(chassis.path().replaceAll("/+$", "") + "/" + name);
                if (!looking.at(path).parts("Sensors").isEmpty()) {
                    sources.add(new Source(Kind.SENSOR_LIST, path, chassis.path(), !behindOthers));
                    found = true;
                }
            }
        }
        return found;
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
                        ? expansion.of(collection, looking)
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
            sources.add(new Source(Kind.SENSOR, entry.path(), chassis.path(), urgent));
        }
        return entries;
    }

    private void thermalSubsystem(Resource chassis, boolean thermal, List<Resource> sensors)
            throws RedfishException, InterruptedException {
        Resource subsystem = looking.at(chassis.link("ThermalSubsystem"));
        boolean fansKnown =
                thermal || sensors.stream().anyMatch(s -> FAN.matcher(last(s.path())).find());
        if (!fansKnown) {
            each(subsystem.link("Fans"), Kind.FAN, chassis, true);
        }
        if (!thermal && sensors.isEmpty()) {
            metrics(subsystem.link("ThermalMetrics"), Kind.THERMAL_METRICS, chassis);
        }
        if (subsystem.has("LeakDetection")) {
            Resource detection = looking.at(subsystem.link("LeakDetection"));
            each(detection.link("LeakDetectors"), Kind.LEAK_DETECTOR, chassis, true);
        }
    }

    private void powerSubsystem(Resource chassis) throws RedfishException, InterruptedException {
        Resource subsystem = looking.at(chassis.link("PowerSubsystem"));
        for (Resource entry : looking.entries(subsystem.link("PowerSupplies"))) {
            Resource supply = entry.isReference() ? looking.at(entry.path()) : entry;
            if (!supply.isEmpty()) {
                sources.add(new Source(Kind.POWER_SUPPLY, entry.path(), chassis.path(), false));
                metrics(supply.link("Metrics"), Kind.POWER_SUPPLY_METRICS, chassis);
            }
        }
    }

    private void each(Optional<String> collection, Kind kind, Resource chassis, boolean always)
            throws RedfishException, InterruptedException {
        for (Resource entry : looking.entries(collection)) {
            sources.add(new Source(kind, entry.path(), chassis.path(), always));
        }
    }

    private void metrics(Optional<String> path, Kind kind, Resource chassis) {
        path.ifPresent(found -> sources.add(new Source(kind, found, chassis.path(), true)));
    }

    private static String last(String path) {
        String plain = path.replaceAll("/+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
