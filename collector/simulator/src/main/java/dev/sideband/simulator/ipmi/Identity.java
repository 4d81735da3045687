package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Mix;
import dev.sideband.simulator.model.Profile;

/**
 * Who a BMC says it is.
 *
 * @param guid 16 bytes, the same in Get System GUID and in RAKP 2
 */
record Identity(Profile profile, Bytes guid, String serial) {
    /** Chassis, FRU inventory, SEL, SDR repository and sensor device (IPMI 2.0 §20.1). */
    static final int CAPABILITIES = 0x8F;

    BmcSettings.Device device() {
        return new BmcSettings.Device(
                profile.manufacturerId(),
                profile.productId(),
                profile.firmwareMajor(),
                profile.firmwareMinor());
    }

    /** The same BMC, whose maker has forgotten to give it a GUID. */
    Identity withoutGuid() {
        return new Identity(profile, Bytes.of(new byte[guid.length()]), serial);
    }

    static Identity of(Profile profile, long seed) {
        var guid = new WireWriter(16);
        guid.u32(Mix.bits(seed, 50)).u32(Mix.bits(seed, 51));
        guid.u32(Mix.bits(seed, 52)).u32(Mix.bits(seed, 53));
        long digits = Math.floorMod(Mix.bits(seed, 54), 10_000_000L);
        return new Identity(profile, Bytes.of(guid.toByteArray()), "SIM%07d".formatted(digits));
    }
}
