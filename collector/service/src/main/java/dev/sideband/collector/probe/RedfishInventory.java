package dev.sideband.collector.probe;

import dev.sideband.avro.Source;
import dev.sideband.collector.probe.PartDescriptor.Capacity;
import dev.sideband.collector.probe.PartDescriptor.Marks;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.inventory.Component;
import dev.sideband.redfish.inventory.Inventory;
import dev.sideband.redfish.inventory.Inventory.Unread;
import dev.sideband.redfish.inventory.InventoryReading;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Reads the parts of one server over Redfish, as many at a time as there is time for. */
final class RedfishInventory {
    private final InventoryReading reading;

    RedfishInventory(RedfishClient client) {
        this.reading = new InventoryReading(client);
    }

    /**
     * Reads on, at least one resource.
     *
     * @return all parts, after which the next call begins anew; empty where there is more to read
     */
    Optional<ServerParts> readOn(BooleanSupplier enough)
            throws RedfishException, InterruptedException {
        return reading.readOn(enough).map(RedfishInventory::parts);
    }

    private static ServerParts parts(InventoryReading.Whole whole) {
        Inventory inventory = whole.inventory();
        return new ServerParts(
                inventory.components().stream().map(RedfishInventory::part).toList(),
                inventory.unread().stream()
                        .filter(each -> !each.isMissing())
                        .map(Unread::path)
                        .collect(Collectors.toSet()),
                whole.running());
    }

    static PartDescriptor part(Component component) {
        Component.Marks marks = component.marks();
        Component.Capacity capacity = component.capacity();
        return new PartDescriptor(
                component.id(),
                component.kind().text(),
                component.name(),
                new Marks(
                        marks.manufacturer(),
                        marks.model(),
                        marks.partNumber(),
                        marks.serialNumber(),
                        marks.assetTag(),
                        marks.version()),
                component.slot(),
                component.state(),
                component.health(),
                capacity == null ? null : new Capacity(capacity.value(), capacity.unit()),
                component.attributes(),
                Source.REDFISH,
                component.resource(),
                null);
    }
}
