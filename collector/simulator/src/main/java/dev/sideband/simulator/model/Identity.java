package dev.sideband.simulator.model;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.UUID;

/**
 * Who a server says it is, over each protocol.
 *
 * @param guid 16 bytes, the same in Get System GUID and in RAKP 2
 */
public record Identity(Profile profile, Bytes guid, String serial) {
    /** The same server, whose maker has forgotten to give it a GUID. */
    public Identity withoutGuid() {
        return new Identity(profile, Bytes.of(new byte[guid.length()]), serial);
    }

    /** The GUID as text: its first three fields are little-endian, as SMBIOS 2.6 has it. */
    public UUID uuid() {
        WireReader in = guid.reader();
        long high = in.u32("time_low") << 32;
        high |= (long) in.u16("time_mid") << 16 | in.u16("time_hi");
        long low = 0;
        for (byte one : in.bytes("clock_seq and node", 8)) {
            low = low << 8 | (one & 0xFF);
        }
        return new UUID(high, low);
    }

    public static Identity of(Profile profile, long seed) {
        var guid = new WireWriter(16);
        guid.u32(Mix.bits(seed, 50)).u32(Mix.bits(seed, 51));
        guid.u32(Mix.bits(seed, 52)).u32(Mix.bits(seed, 53));
        long digits = Math.floorMod(Mix.bits(seed, 54), 10_000_000L);
        return new Identity(profile, Bytes.of(guid.toByteArray()), "SIM%07d".formatted(digits));
    }
}
