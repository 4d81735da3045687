package dev.sideband.redfish.inventory;

import dev.sideband.redfish.resource.Resource;

import java.util.LinkedHashMap;
import java.util.Map;

/** What else a resource tells of a part that somebody may look for; by kind of part. */
final class Attributes {
    private static final Map<String, String> ALWAYS =
            names("SKU", "sku", "SparePartNumber", "spare_part_number", "UUID", "uuid");

    private Attributes() {}

    static Map<String, String> of(Kind kind, Resource resource) {
        Map<String, String> all = new LinkedHashMap<>(Description.told(resource, ALWAYS));
        all.putAll(Description.told(resource, names(kind)));
        if (kind == Kind.SYSTEM) {
            all.putAll(
                    Description.told(
                            resource.part("ProcessorSummary"),
                            names("Count", "processors", "Model", "processor_model")));
        }
        return all;
    }

    private static Map<String, String> names(Kind kind) {
        return switch (kind) {
            case SYSTEM ->
                    names("SystemType", "type", "HostName", "host_name", "SubModel", "sub_model");
            case CHASSIS -> names("ChassisType", "type");
            case BOARD, MODULE -> names("ProductionDate", "produced", "PhysicalContext", "context");
            case BMC -> names("ManagerType", "type");
            case PROCESSOR, ACCELERATOR ->
                    names(
                            "ProcessorType", "type",
                            "ProcessorArchitecture", "architecture",
                            "TotalThreads", "threads",
                            "MaxSpeedMHz", "max_mhz",
                            "MaxTDPWatts", "max_tdp_w");
            case MEMORY ->
                    names(
                            "MemoryDeviceType", "type",
                            "BaseModuleType", "module",
                            "OperatingSpeedMhz", "speed_mhz",
                            "RankCount", "ranks",
                            "ErrorCorrection", "error_correction");
            case STORAGE_CONTROLLER -> names("SpeedGbps", "speed_gbps");
            case DRIVE ->
                    names(
                            "MediaType", "media",
                            "Protocol", "protocol",
                            "InterfaceType", "protocol",
                            "RotationSpeedRPM", "rpm",
                            "PredictedMediaLifeLeftPercent", "life_left_percent",
                            "FailurePredicted", "failure_predicted",
                            "DriveFormFactor", "form_factor");
            case POWER_SUPPLY ->
                    names(
                            "PowerSupplyType", "type",
                            "LineInputVoltageType", "input",
                            "InputNominalVoltageType", "input",
                            "HotPluggable", "hot_pluggable");
            case FAN -> names("PhysicalContext", "context", "HotPluggable", "hot_pluggable");
            case NETWORK_INTERFACE ->
                    names(
                            "PermanentMACAddress", "permanent_mac",
                            "MACAddress", "mac",
                            "SpeedMbps", "speed_mbps",
                            "LinkStatus", "link",
                            "InterfaceEnabled", "enabled");
            case PCIE_DEVICE -> names("DeviceType", "type");
            case FIRMWARE ->
                    names(
                            "SoftwareId", "software_id",
                            "ReleaseDate", "released",
                            "Updateable", "updateable");
            case NETWORK_ADAPTER, BATTERY -> Map.of();
        };
    }

    /** Property, key, property, key …, in this order. */
    private static Map<String, String> names(String... pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}
