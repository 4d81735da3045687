package dev.sideband.collector.probe;

import org.jspecify.annotations.Nullable;

/**
 * What a BMC says of itself.
 *
 * @param manufacturerId an IANA enterprise number; null where not told
 * @param productId the manufacturer's number; null where not told
 * @param firmware the firmware's revision; null where not told
 */
public record BmcIdentity(
        @Nullable Integer manufacturerId, @Nullable Integer productId, @Nullable String firmware) {
    public static final BmcIdentity NOT_TOLD = new BmcIdentity(null, null, null);
}
