package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * Management controller device locator (IPMI 2.0 §43.9): another controller and what it can do.
 *
 * @param capabilities bit 0 sensor device, 1 SDR repository, 2 SEL, 3 FRU inventory, as in table
 *     43-9
 */
public record McLocator(
        int id,
        int slaveAddress,
        int channel,
        int capabilities,
        Entity entity,
        String name,
        Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x12;

    static McLocator read(int id, WireReader in, Bytes raw) {
        int slaveAddress = in.u8("slave address") & 0xFE;
        int channel = in.u8("channel") & 0xF;
        in.skip("initialization", 1);
        int capabilities = in.u8("capabilities");
        in.skip("reserved", 3);
        Entity entity = SensorHead.readEntity(in);
        in.skip("OEM", 1);
        String name = IdString.decode(in.rest()).strip();
        return new McLocator(id, slaveAddress, channel, capabilities, entity, name, raw);
    }
}
