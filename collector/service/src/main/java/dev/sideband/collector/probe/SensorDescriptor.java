package dev.sideband.collector.probe;

import dev.sideband.avro.Source;

import org.jspecify.annotations.Nullable;

/**
 * What a sensor is.
 *
 * @param id stable over restarts and firmware updates, unique in its BMC
 * @param name as the BMC has it; neither unique nor stable
 * @param type temperature, fan, voltage and so on, or discrete
 * @param unit in UCUM notation; null where it has none
 * @param address where the BMC keeps it; null where it has no number, as what DCMI tells
 * @param entity the part of the server that it watches; null where not told
 * @param entityInstance which of several equal parts; null where not told
 * @param thresholds its limits, in its unit
 * @param resource of Redfish, where it was read; null for IPMI
 */
public record SensorDescriptor(
        String id,
        String name,
        String type,
        @Nullable String unit,
        @Nullable Address address,
        @Nullable String entity,
        @Nullable Integer entityInstance,
        Thresholds thresholds,
        @Nullable String resource) {

    /** A sensor that is known by IPMI. */
    public SensorDescriptor(
            String id,
            String name,
            String type,
            @Nullable String unit,
            @Nullable Address address,
            @Nullable String entity,
            @Nullable Integer entityInstance,
            Thresholds thresholds) {
        this(id, name, type, unit, address, entity, entityInstance, thresholds, null);
    }

    /** The protocol that tells of it. */
    public Source source() {
        return resource == null ? Source.IPMI : Source.REDFISH;
    }

    /** A sensor's place in IPMI: its owner's address and channel, logical unit and number. */
    public record Address(int owner, int channel, int lun, int number) {}

    /** Limits and hystereses, each null where the sensor has none. */
    public record Thresholds(
            @Nullable Double lnr,
            @Nullable Double lcr,
            @Nullable Double lnc,
            @Nullable Double unc,
            @Nullable Double ucr,
            @Nullable Double unr,
            @Nullable Double hysteresisUpper,
            @Nullable Double hysteresisLower) {
        public static final Thresholds NONE =
                new Thresholds(null, null, null, null, null, null, null, null);
    }
}
