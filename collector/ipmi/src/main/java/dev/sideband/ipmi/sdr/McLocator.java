package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * Management controller device locator (IPMI 2.0 §43.9): another controller and what it can do.
 *
 * @param powerAndInitialization byte 8: what the controller wants to be told, and how it is set up
 * @param capabilities bit 0 sensor device, 1 SDR repository, 2 SEL, 3 FRU inventory, as in table
 *     43-9
 * @param oem a vendor's own byte
 */
public record McLocator(
        int id,
        int slaveAddress,
        int channel,
        int powerAndInitialization,
        int capabilities,
        Entity entity,
        int oem,
        String name,
        Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x12;

    /** Whether the controller answers sensor commands. */
    public boolean isSensorDevice() {
        return (capabilities & 1) != 0;
    }

    /** Whether the controller has FRU inventory. */
    public boolean hasFruInventory() {
        return (capabilities & 8) != 0;
    }

    static McLocator read(int id, WireReader in, Bytes raw) {
        int slaveAddress = in.u8("slave address") & 0xFE;
        int channel = in.u8("channel") & 0xF;
        int powerAndInitialization = in.u8("initialization");
        int capabilities = in.u8("capabilities");
        in.skip("reserved", 3);
        return new McLocator(
                id,
                slaveAddress,
                channel,
                powerAndInitialization,
                capabilities,
                SensorHead.readEntity(in),
                in.u8("OEM"),
                IdString.decode(in.rest()).strip(),
                raw);
    }
}
