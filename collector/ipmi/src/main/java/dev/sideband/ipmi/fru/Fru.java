package dev.sideband.ipmi.fru;

/**
 * A FRU device and what its memory says.
 *
 * @param sizeBytes of the memory as the BMC tells it; 0 where it does not
 */
public record Fru(FruLocation location, int sizeBytes, FruImage image) {}
