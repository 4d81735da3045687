package dev.sideband.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.client.DamagedMachine;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.discovery.Source.Kind;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.inventory.Component;
import dev.sideband.redfish.inventory.FruView;
import dev.sideband.redfish.inventory.Inventory;
import dev.sideband.redfish.inventory.InventoryReader;
import dev.sideband.redfish.log.BmcLogs;
import dev.sideband.redfish.log.LogItem;
import dev.sideband.redfish.log.RecordedLogs;
import dev.sideband.redfish.sensor.RedfishReading;
import dev.sideband.redfish.sensor.SensorReader;
import dev.sideband.redfish.sensor.SteppingClock;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Whole machines, of which documents or items of them are damaged: nothing is thrown but what is
 * declared, nothing is there twice, and what stands beside it is there as before. {@code
 * -Dsideband.fuzz=10} makes it ten times as long, {@code -Dsideband.fuzz.seed=7} repeats a run.
 */
class DamagedMachinesTest {
    private static final int ROUNDS = 3;

    /** What a reading says, without where in its document it stands. */
    private record Told(String document, String name, String measured) {
        static Told of(RedfishReading reading) {
            return new Told(
                    reading.sensor().resource().replaceAll("[#?].*", ""),
                    reading.sensor().name(),
                    "%s %s %s %s"
                            .formatted(
                                    reading.sensor().kind(),
                                    reading.sensor().unit(),
                                    reading.value(),
                                    reading.quality()));
        }
    }

    private interface Check {
        int run(DamagedMachine.Documents documents, DamagedMachine damaged, String what)
                throws RedfishException, InterruptedException;
    }

    private static void each(String name, Check check) throws Exception {
        long seed = Long.getLong("sideband.fuzz.seed", System.nanoTime());
        long rounds = ROUNDS * Long.getLong("sideband.fuzz", 1);
        System.out.printf(
                "fuzz: %s of damaged machines: %d rounds from seed %d%n", name, rounds, seed);
        int machines = 0;
        int untouched = 0;
        int refused = 0;
        for (String machine : CapturedTree.names()) {
            var documents = new DamagedMachine.Documents(machine);
            var random = new SplittableRandom(seed + machine.hashCode());
            for (int n = 0; n < rounds; n++) {
                int oneIn = 1 << (1 + random.nextInt(6));
                DamagedMachine damaged =
                        random.nextBoolean()
                                ? DamagedMachine.documents(documents, random.nextLong(), oneIn)
                                : DamagedMachine.items(documents, random.nextLong(), oneIn);
                String what = "%s, round %d of seed %d".formatted(machine, n, seed);
                machines++;
                try {
                    untouched += check.run(documents, damaged, what);
                } catch (RedfishException declared) {
                    refused++;
                } catch (RuntimeException | StackOverflowError unexpected) {
                    throw new AssertionError(what, unexpected);
                }
            }
        }
        System.out.printf(
                "%s: %d damaged machines, %d refused, %d untouched things as before%n",
                name, machines, refused, untouched);
        assertThat(untouched).isPositive();
    }

    @Test
    void sensorsOfUndamagedDocumentsAreReadAsBefore() throws Exception {
        each("sensors", DamagedMachinesTest::sensors);
    }

    private static int sensors(
            DamagedMachine.Documents documents, DamagedMachine damaged, String what)
            throws RedfishException, InterruptedException {
        var whole = new SensorReader(DamagedMachine.whole(documents), new SteppingClock());
        List<RedfishReading> before = whole.read().readings();
        var clock = new SteppingClock();
        var reader = new SensorReader(damaged, clock);
        List<RedfishReading> now = reader.read().readings();
        assertThat(now).as(what).extracting(each -> each.sensor().id()).doesNotHaveDuplicates();
        if (vendor(whole) != vendor(reader)) {
            return 0;
        }
        List<Told> told = new ArrayList<>(now.stream().map(Told::of).toList());
        int untouched = 0;
        for (RedfishReading reading : before) {
            if (reading.value() != null
                    && !damaged.wasCalled(reading.sensor().name())
                    && !isTouched(damaged, whole, reading.sensor().resource())) {
                assertThat(told.remove(Told.of(reading)) || isToldElsewhere(reading, now))
                        .as("%s: %s%ndamaged: %s", what, reading, damaged.damaged())
                        .isTrue();
                untouched++;
            }
        }
        return untouched;
    }

    /** Metrics may have the number of a Sensor to which the way is lost. */
    private static boolean isToldElsewhere(RedfishReading reading, List<RedfishReading> now) {
        return now.stream()
                .anyMatch(other ->
                        other.value() != null
                                && other.sensor().kind() == reading.sensor().kind()
                                && other.sensor().resource().equals(reading.sensor().resource()));
    }

    /** Items of Thermal and Power may have paths that do not tell of the document they are in. */
    private static boolean isTouched(DamagedMachine damaged, SensorReader whole, String resource) {
        return damaged.isTouched(resource)
                || whole.plan().sources().stream()
                        .filter(source -> damaged.isTouched(source.path()))
                        .filter(source ->
                                source.kind() == Kind.THERMAL || source.kind() == Kind.POWER)
                        .anyMatch(source -> resource.startsWith(source.chassis()));
    }

    private static Vendor vendor(SensorReader reader) {
        return reader.plan().vendor();
    }

    @Test
    void entriesOfUndamagedLogsAreToldAsBefore() throws Exception {
        each("logs", DamagedMachinesTest::logs);
    }

    private static int logs(DamagedMachine.Documents documents, DamagedMachine damaged, String what)
            throws RedfishException, InterruptedException {
        RecordedLogs whole = new RecordedLogs(DamagedMachine.whole(documents));
        List<BmcLogs.Item> before = whole.told();
        List<BmcLogs.Item> now = new RecordedLogs(damaged).told();
        Set<String> raw = new HashSet<>();
        Set<Object> seen = new HashSet<>();
        for (BmcLogs.Item item : now) {
            if (item.item() instanceof LogItem.Entry entry) {
                raw.add(entry.event().raw());
                assertThat(seen.add(List.of(item.log(), entry.event().fingerprint())))
                        .as("%s: twice: %s", what, item)
                        .isTrue();
            }
        }
        int untouched = 0;
        for (BmcLogs.Item item : before) {
            if (item.item() instanceof LogItem.Entry entry
                    && !damaged.isTouched(path(entry.event().raw()))
                    && whole.paths(item.log()).stream().noneMatch(damaged::isTouched)) {
                assertThat(raw.contains(entry.event().raw()))
                        .as("%s: %s%ndamaged: %s", what, item, damaged.damaged())
                        .isTrue();
                untouched++;
            }
        }
        return untouched;
    }

    private static String path(String raw) {
        return raw.replaceFirst("(?s).*?\"@odata.id\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void partsOfUndamagedDocumentsAreListedAsBefore() throws Exception {
        each("parts", DamagedMachinesTest::parts);
    }

    private static int parts(
            DamagedMachine.Documents documents, DamagedMachine damaged, String what)
            throws RedfishException, InterruptedException {
        Inventory before = inventory(DamagedMachine.whole(documents));
        Inventory now = inventory(damaged);
        assertThat(now.components()).as(what).extracting(Component::id).doesNotHaveDuplicates();
        assertThat(FruView.of(now)).as(what).hasSameSizeAs(now.components());
        Set<String> paths = new HashSet<>();
        now.components().forEach(part -> paths.addAll(part.resources()));
        int untouched = 0;
        for (Component part : before.components()) {
            if (!damaged.isTouched(part.resource())
                    && !damaged.isTouched("/redfish/v1/" + part.id())) {
                assertThat(paths.contains(part.resource()))
                        .as("%s: %s%ndamaged: %s", what, part, damaged.damaged())
                        .isTrue();
                untouched++;
            }
        }
        return untouched;
    }

    private static Inventory inventory(RedfishClient client)
            throws RedfishException, InterruptedException {
        return new InventoryReader(client).read(ServiceTree.read(client));
    }
}
