package dev.sideband.collector.probe;

import dev.sideband.avro.Source;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a server, in one shape for both protocols. What is not told is null.
 *
 * @param id stable while the part stays where it is
 * @param kind what it is, in the words of the topic's schema
 * @param slot where in the server, as the label there says
 * @param resource the Redfish resource; null for IPMI
 * @param fruDevice the IPMI FRU device; null where none tells of it
 */
public record PartDescriptor(
        String id,
        String kind,
        String name,
        Marks marks,
        @Nullable String slot,
        @Nullable String state,
        @Nullable String health,
        @Nullable Capacity capacity,
        Map<String, String> attributes,
        Source source,
        @Nullable String resource,
        @Nullable Integer fruDevice) {

    /** What is written on it. */
    public record Marks(
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String partNumber,
            @Nullable String serialNumber,
            @Nullable String assetTag,
            @Nullable String version) {}

    /**
     * How much it holds or gives.
     *
     * @param unit in UCUM notation
     */
    public record Capacity(double value, String unit) {}

    public PartDescriptor {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
