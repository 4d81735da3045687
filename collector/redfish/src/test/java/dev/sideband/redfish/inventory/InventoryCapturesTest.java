package dev.sideband.redfish.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.client.RecordedMachine;
import dev.sideband.redfish.inventory.RawParts.RawPart;

import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every recorded machine against its raw documents: no part is missing, none is there twice, none
 * that is absent is there at all.
 */
class InventoryCapturesTest {
    private record Machine(String name, Inventory inventory, RawParts raw) {}

    private static final List<String> RESOURCES =
            List.of(
                    "processor",
                    "memory",
                    "drive",
                    "controller",
                    "adapter",
                    "pcie",
                    "psu",
                    "fan",
                    "port",
                    "firmware");

    private static List<Machine> machines = List.of();

    @BeforeAll
    static void readAll() throws Exception {
        Map<String, Machine> all = new LinkedHashMap<>();
        for (String name : CapturedTree.names()) {
            var recorded = new RecordedMachine(name);
            Inventory inventory = new InventoryReader(recorded).read(recorded.serviceTree());
            RawParts raw = new RawParts(recorded.folder());
            all.put(name, new Machine(name, inventory, raw));
        }
        machines = List.copyOf(all.values());
    }

    @Test
    void missesNoResource() {
        SoftAssertions softly = new SoftAssertions();
        int checked = 0;
        for (Machine machine : machines) {
            Map<String, Component> byPath = byPath(machine, softly);
            for (String type : RESOURCES) {
                for (RawPart part : machine.raw().present(type)) {
                    checked++;
                    softly.assertThat(byPath.keySet())
                            .as("%s: %s", machine.name(), part.path())
                            .contains(RawParts.key(part.path()));
                }
            }
        }
        System.out.printf("inventory: %d resources looked for%n", checked);
        softly.assertAll();
    }

    @Test
    void missesNothingThatOnlyTheOlderModelTellsOf() {
        SoftAssertions softly = new SoftAssertions();
        for (Machine machine : machines) {
            holds(machine, softly, "psu-of-power", "psu", Kind.POWER_SUPPLY);
            holds(machine, softly, "fan-of-thermal", "fan", Kind.FAN);
            holds(machine, softly, "controller-of-storage", "controller", Kind.STORAGE_CONTROLLER);
            holds(machine, softly, "drive-of-simple", "drive", Kind.DRIVE);
        }
        softly.assertAll();
    }

    private static void holds(
            Machine machine, SoftAssertions softly, String older, String newer, Kind kind) {
        int resources = machine.raw().present(newer).size();
        int objects = machine.raw().present(older).size();
        if (resources == 0) {
            softly.assertThat(machine.inventory().of(kind))
                    .as("%s: %s", machine.name(), older)
                    .hasSizeGreaterThanOrEqualTo(objects);
        } else {
            return;
        }
        Set<String> serials =
                machine.inventory().components().stream()
                        .map(each -> String.valueOf(each.marks().serialNumber()))
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        for (RawPart part : machine.raw().present(older)) {
            String serial = part.text("SerialNumber").toUpperCase(Locale.ROOT);
            if (!serial.isEmpty() && !serial.equals("N/A")) {
                softly.assertThat(serials).as("%s: %s", machine.name(), older).contains(serial);
            }
        }
    }

    @Test
    void hasNothingTwice() {
        SoftAssertions softly = new SoftAssertions();
        for (Machine machine : machines) {
            byPath(machine, softly);
            Map<String, Component> bySerial = new HashMap<>();
            for (Component each : machine.inventory().components()) {
                String serial = each.marks().serialNumber();
                if (serial == null
                        || serial.length() < 5
                        || serial.chars().distinct().count() < 3
                        || each.kind().isWhole()
                        || each.kind() == Kind.BATTERY) {
                    continue;
                }
                Component other = bySerial.putIfAbsent(serial.toUpperCase(Locale.ROOT), each);
                softly.assertThat(other == null || areNeighbours(other, each))
                        .as("%s: %s and %s are %s", machine.name(), other, each, serial)
                        .isTrue();
            }
        }
        softly.assertAll();
    }

    /** Two of one list are two, whatever their numbers say. */
    private static boolean areNeighbours(Component one, Component other) {
        return parent(one).equals(parent(other));
    }

    private static String parent(Component component) {
        return component.resource().replaceAll("/+$", "").replaceAll("/[^/]*$", "");
    }

    @Test
    void hasNothingThatIsAbsent() {
        SoftAssertions softly = new SoftAssertions();
        int absent = 0;
        for (Machine machine : machines) {
            Map<String, Component> byPath = byPath(machine, softly);
            for (RawPart part : machine.raw().all()) {
                if (part.isAbsent()) {
                    absent++;
                    softly.assertThat(byPath)
                            .as(machine.name())
                            .doesNotContainKey(RawParts.key(part.path()));
                }
            }
        }
        System.out.printf("inventory: %d absent parts left out%n", absent);
        softly.assertAll();
    }

    @Test
    void saysWhatTheDocumentsSay() {
        SoftAssertions softly = new SoftAssertions();
        int facts = 0;
        for (Machine machine : machines) {
            Map<String, Component> byPath = byPath(machine, softly);
            for (RawPart part : machine.raw().all()) {
                Component component = byPath.get(RawParts.key(part.path()));
                if (component == null
                        || !RawParts.key(component.resource()).equals(RawParts.key(part.path()))) {
                    continue;
                }
                facts +=
                        same(
                                softly,
                                machine,
                                part,
                                "SerialNumber",
                                component.marks().serialNumber());
                facts += same(softly, machine, part, "PartNumber", component.marks().partNumber());
                facts +=
                        same(
                                softly,
                                machine,
                                part,
                                "Manufacturer",
                                component.marks().manufacturer());
            }
        }
        System.out.printf("inventory: %d facts compared%n", facts);
        softly.assertAll();
    }

    private static int same(
            SoftAssertions softly,
            Machine machine,
            RawPart part,
            String name,
            @Nullable String told) {
        String raw = part.text(name);
        if (raw.isEmpty() || told == null) {
            return 0;
        }
        softly.assertThat(told).as("%s %s %s", machine.name(), part.path(), name).isEqualTo(raw);
        return 1;
    }

    private static Map<String, Component> byPath(Machine machine, SoftAssertions softly) {
        Map<String, Component> byPath = new HashMap<>();
        for (Component component : machine.inventory().components()) {
            for (String path : component.resources()) {
                Component other = byPath.put(RawParts.key(path), component);
                softly.assertThat(other == null || other.id().equals(component.id()))
                        .as("%s: %s leads to two", machine.name(), path)
                        .isTrue();
            }
        }
        return byPath;
    }

    @Test
    void givesEveryPartAnIdOfItsOwn() {
        for (Machine machine : machines) {
            assertThat(machine.inventory().components())
                    .as(machine.name())
                    .extracting(Component::id)
                    .doesNotHaveDuplicates();
        }
    }
}
