package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Optional;

/** The parts of one Chassis: supplies, batteries, fans, drives and network adapters. */
final class ChassisParts {
    private final Documents documents;
    private final Parts parts;

    ChassisParts(Documents documents, Parts parts) {
        this.documents = documents;
        this.parts = parts;
    }

    void read(Resource chassis) throws RedfishException, InterruptedException {
        parts.addAll(Lists.described(Kind.DRIVE, documents.members(chassis, "Drives")));
        parts.addAll(Lists.described(Kind.DRIVE, documents.array(chassis.part("Links"), "Drives")));
        List<Resource> adapters = documents.members(chassis, "NetworkAdapters");
        parts.addAll(Lists.described(Kind.NETWORK_ADAPTER, adapters));
        PcieFaces.note(parts, adapters);
        readPower(chassis);
        readFans(chassis);
    }

    /** In the new model, and where that lists none in the old one; not from both. */
    private void readPower(Resource chassis) throws RedfishException, InterruptedException {
        Optional<Resource> subsystem = documents.linked(chassis, "PowerSubsystem");
        List<Component> supplies = List.of();
        if (subsystem.isPresent()) {
            List<Resource> members = documents.members(subsystem.get(), "PowerSupplies");
            supplies = Lists.described(Kind.POWER_SUPPLY, members);
            List<Resource> batteries = documents.members(subsystem.get(), "Batteries");
            parts.addAll(Lists.described(Kind.BATTERY, batteries));
        }
        if (supplies.isEmpty()) {
            // A power shelf's stand directly below it.
            supplies =
                    Lists.described(Kind.POWER_SUPPLY, documents.members(chassis, "PowerSupplies"));
        }
        if (supplies.isEmpty()) {
            supplies =
                    documents
                            .linked(chassis, "Power")
                            .map(power -> Lists.embedded(Kind.POWER_SUPPLY, power, "PowerSupplies"))
                            .orElse(List.of());
        }
        parts.addAll(supplies);
    }

    private void readFans(Resource chassis) throws RedfishException, InterruptedException {
        Optional<Resource> subsystem = documents.linked(chassis, "ThermalSubsystem");
        List<Component> fans = List.of();
        if (subsystem.isPresent()) {
            fans = Lists.described(Kind.FAN, documents.members(subsystem.get(), "Fans"));
        }
        if (fans.isEmpty()) {
            fans =
                    documents
                            .linked(chassis, "Thermal")
                            .map(thermal -> Lists.embedded(Kind.FAN, thermal, "Fans"))
                            .orElse(List.of());
        }
        parts.addAll(fans);
    }
}
