package dev.sideband.redfish.inventory;

import dev.sideband.redfish.resource.Resource;

/** Whether a resource stands for a part that is there, or for an empty place. */
final class Presence {
    private Presence() {}

    static boolean isThere(Kind kind, Resource resource) {
        if (resource.isEmpty() || resource.isAbsent()) {
            return false;
        }
        return switch (kind) {
            // Slots without a module, told of by firmware that knows no state Absent.
            case MEMORY -> !(isZero(resource, "CapacityMiB") && isUnnamed(resource));
            case DRIVE -> !(isZero(resource, "CapacityBytes") && isUnnamed(resource));
            case PROCESSOR, ACCELERATOR -> !(isZero(resource, "TotalCores") && isUnnamed(resource));
            case SYSTEM,
                    CHASSIS,
                    BOARD,
                    BMC,
                    STORAGE_CONTROLLER,
                    POWER_SUPPLY,
                    BATTERY,
                    FAN,
                    NETWORK_ADAPTER,
                    NETWORK_INTERFACE,
                    PCIE_DEVICE,
                    FIRMWARE,
                    MODULE ->
                    true;
        };
    }

    private static boolean isZero(Resource resource, String name) {
        var number = resource.number(name);
        return number.isPresent() && number.getAsDouble() == 0;
    }

    private static boolean isUnnamed(Resource resource) {
        return Description.text(resource, "SerialNumber").isEmpty()
                && Description.text(resource, "Model").isEmpty()
                && Description.text(resource, "PartNumber").isEmpty();
    }
}
