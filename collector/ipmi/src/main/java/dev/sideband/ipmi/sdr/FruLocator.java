package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * FRU device locator (IPMI 2.0 §43.8): where inventory data can be read.
 *
 * @param accessAddress slave address of the controller that gives access; 00h: directly on its bus
 * @param fruId FRU device id of a logical device, slave address of a physical one
 * @param logical read by FRU commands, otherwise an EEPROM on a private bus
 * @param lun of the controller
 * @param privateBus of a physical device
 * @param channel to the controller
 * @param deviceType 10h for a logical FRU; others in table 43-12
 * @param deviceTypeModifier of a logical FRU: 00h and 02h IPMI inventory, 01h the DIMM's own
 *     format, 03h system processor, FFh unspecified
 * @param oem a vendor's own byte
 */
public record FruLocator(
        int id,
        int accessAddress,
        int fruId,
        boolean logical,
        int lun,
        int privateBus,
        int channel,
        int deviceType,
        int deviceTypeModifier,
        Entity entity,
        int oem,
        String name,
        Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x11;

    static FruLocator read(int id, WireReader in, Bytes raw) {
        int accessAddress = in.u8("access address");
        int fruId = in.u8("FRU device id");
        int way = in.u8("LUN and bus");
        int channel = in.u8("channel") >> 4;
        in.skip("reserved", 1);
        return new FruLocator(
                id,
                accessAddress & 0xFE,
                fruId,
                (way & 0x80) != 0,
                way >> 3 & 3,
                way & 7,
                channel,
                in.u8("device type"),
                in.u8("device type modifier"),
                SensorHead.readEntity(in),
                in.u8("OEM"),
                IdString.decode(in.rest()).strip(),
                raw);
    }
}
