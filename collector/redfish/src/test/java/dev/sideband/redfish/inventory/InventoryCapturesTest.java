package dev.sideband.redfish.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.discovery.ServiceTree;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

class InventoryCapturesTest {
    @Test
    void readsThePartsOfEveryRecordedMachine() throws Exception {
        int machines = 0;
        for (String name : CapturedTree.names()) {
            var machine = CapturedTree.of(name);
            if (!machine.hasRoot()) {
                continue;
            }
            machines++;
            Inventory inventory = new InventoryReader(machine).read(ServiceTree.read(machine));
            Map<Kind, Integer> counts = new TreeMap<>();
            inventory
                    .components()
                    .forEach(component -> counts.merge(component.kind(), 1, Integer::sum));
            System.out.printf(
                    "%s: %d parts, %d requests, %d unread: %s%n",
                    name,
                    inventory.components().size(),
                    machine.asked().size(),
                    inventory.unread().size(),
                    counts);
            var ids = new HashSet<String>();
            assertThat(inventory.components()).allMatch(component -> ids.add(component.id()));
        }
        assertThat(machines).isPositive();
    }
}
