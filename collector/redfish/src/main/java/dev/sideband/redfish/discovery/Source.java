package dev.sideband.redfish.discovery;

/**
 * A document to read sensors from.
 *
 * @param kind what stands in it
 * @param path where it is, with the query that expands it where that was seen to work
 * @param chassis the path of the chassis that it belongs to
 * @param often whether every poll reads it; the others take turns
 * @param place of a power supply among those of its chassis, from 1; 0 for all else
 */
public record Source(Kind kind, String path, String chassis, boolean often, int place) {
    public Source(Kind kind, String path, String chassis, boolean often) {
        this(kind, path, chassis, often, 0);
    }

    /** The kinds of documents that hold readings. */
    public enum Kind {
        /** Temperatures and fans (DSP0268 Thermal). */
        THERMAL,
        /** Consumption, supplies and voltages (Power). */
        POWER,
        /** A collection of Sensors whose members stand in it. */
        SENSORS,
        /** One Sensor. */
        SENSOR,
        /** A Fan of a ThermalSubsystem. */
        FAN,
        /** A PowerSupply of a PowerSubsystem. */
        POWER_SUPPLY,
        /** The PowerSupplyMetrics of one. */
        POWER_SUPPLY_METRICS,
        /** ThermalMetrics of a ThermalSubsystem. */
        THERMAL_METRICS,
        /** EnvironmentMetrics of a chassis, processor or memory module. */
        ENVIRONMENT_METRICS,
        /** A LeakDetector. */
        LEAK_DETECTOR,
        /** A vendor's own list of all sensors in one document, as Huawei's ThresholdSensors. */
        SENSOR_LIST,
        /** A MetricReport with the readings of Sensors that are sources as well. */
        METRIC_REPORT,
        /** Texts such as {@code 11.24 amps} by the sensors' names, as MegaRAC's OemSensors. */
        NAMED_TEXTS
    }
}
