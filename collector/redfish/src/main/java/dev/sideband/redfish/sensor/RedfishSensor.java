package dev.sideband.redfish.sensor;

import org.jspecify.annotations.Nullable;

/**
 * One sensor: all that is known of it beside its value.
 *
 * @param id unique in its BMC, and the same over restarts and new firmware: never made of an array
 *     index or a MemberId that firmware counts anew
 * @param name as the BMC has it; need not be unique
 * @param kind what it measures
 * @param unit of its value in UCUM notation, such as {@code Cel}, {@code {rpm}}, {@code %}, {@code
 *     V}, {@code A}, {@code W}, {@code J}; null where it has none
 * @param resource the path that it was read from, with a fragment where it is part of a document
 * @param entity the part of the machine that it watches, in the words of IPMI such as {@code
 *     processor}; null where not told
 * @param entityInstance which of several equal parts; null where not told
 * @param sensorNumber the IPMI sensor number of the same sensor; null where not told
 * @param thresholds its limits, in its unit
 */
public record RedfishSensor(
        String id,
        String name,
        SensorKind kind,
        @Nullable String unit,
        String resource,
        @Nullable String entity,
        @Nullable Integer entityInstance,
        @Nullable Integer sensorNumber,
        Thresholds thresholds) {}
