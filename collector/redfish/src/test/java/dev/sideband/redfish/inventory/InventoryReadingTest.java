package dev.sideband.redfish.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.discovery.ServiceTree;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class InventoryReadingTest {
    @Test
    void readsInManyGoesWhatOneGoReads() throws Exception {
        for (String name : CapturedTree.names()) {
            var machine = CapturedTree.of(name);
            if (!machine.hasRoot()) {
                continue;
            }
            Inventory whole = new InventoryReader(machine).read(ServiceTree.read(machine));
            int requests = machine.asked().size();
            var again = CapturedTree.of(name);
            var reading = new InventoryReading(again);
            Optional<InventoryReading.Whole> read = Optional.empty();
            int goes = 0;
            while (read.isEmpty()) {
                assertThat(goes++).as(name).isLessThanOrEqualTo(requests);
                read = reading.readOn(() -> true);
            }
            assertThat(read.get().inventory().components()).as(name).isEqualTo(whole.components());
            assertThat(again.asked()).as(name).doesNotHaveDuplicates();
        }
    }

    @Test
    void knowsThatAServerIsOff() throws Exception {
        var service =
                new ServedTree()
                        .with("/redfish/v1/", "{'Systems':{'@odata.id':'/s'}}")
                        .with("/s", "{'Members':[{'@odata.id':'/s/1'}]}")
                        .with("/s/1", "{'Id':'1','PowerState':'Off'}");
        assertThat(new InventoryReading(service).readOn(() -> false))
                .hasValueSatisfying(whole -> assertThat(whole.running()).isFalse());
    }
}
