package dev.sideband.redfish.sensor;

import dev.sideband.redfish.discovery.Source;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.resource.Resource;

import java.util.List;

/** Reads the quantities out of a document of any kind. */
final class Documents {
    private Documents() {}

    static List<Finding> read(Source source, Resource document, Vendor vendor) {
        String chassis = source.chassis();
        // iLO 6 and 7 list temperatures as Sensors with neither a type nor a unit.
        boolean bare = vendor == Vendor.HPE;
        return switch (source.kind()) {
            case THERMAL -> ThermalDocument.read(document, chassis);
            case POWER -> PowerDocument.read(document, chassis);
            case SENSORS -> SensorDocument.readAll(document, chassis, bare);
            case SENSOR -> List.of(SensorDocument.read(document, chassis, bare));
            case FAN -> SubsystemDocuments.fan(document, chassis);
            case POWER_SUPPLY -> SubsystemDocuments.supply(document, chassis, source.place());
            case POWER_SUPPLY_METRICS ->
                    SubsystemDocuments.supplyMetrics(document, chassis, source.place());
            case THERMAL_METRICS ->
                    MetricsDocuments.thermal(document, chassis, vendor == Vendor.HPE);
            case ENVIRONMENT_METRICS -> MetricsDocuments.environment(document, chassis);
            case LEAK_DETECTOR -> SubsystemDocuments.leakDetector(document, chassis);
            case NAMED_TEXTS -> NamedTextsDocument.read(document, chassis);
            // Its values are the Sensors'.
            case METRIC_REPORT -> List.of();
            case SENSOR_LIST -> SensorListDocument.read(document, chassis);
        };
    }
}
