package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * Generic device locator (IPMI 2.0 §43.7): a device on a private bus that is neither a FRU nor a
 * controller.
 *
 * @param accessAddress slave address of the controller that has the bus; 00h: directly on its bus
 * @param slaveAddress of the device
 * @param channel to the controller
 * @param lun of the controller for access to the bus
 * @param privateBus on which the device is
 * @param addressSpan how many more slave addresses the device has
 * @param deviceType table 43-12
 * @param deviceTypeModifier says more of the type
 * @param oem a vendor's own byte
 */
public record GenericLocator(
        int id,
        int accessAddress,
        int slaveAddress,
        int channel,
        int lun,
        int privateBus,
        int addressSpan,
        int deviceType,
        int deviceTypeModifier,
        Entity entity,
        int oem,
        String name,
        Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x10;

    static GenericLocator read(int id, WireReader in, Bytes raw) {
        int accessAddress = in.u8("access address") & 0xFE;
        int slave = in.u8("slave address");
        int way = in.u8("channel, LUN and bus");
        int addressSpan = in.u8("address span") & 7;
        in.skip("reserved", 1);
        return new GenericLocator(
                id,
                accessAddress,
                slave & 0xFE,
                (slave & 1) << 3 | way >> 5,
                way >> 3 & 3,
                way & 7,
                addressSpan,
                in.u8("device type"),
                in.u8("device type modifier"),
                SensorHead.readEntity(in),
                in.u8("OEM"),
                IdString.decode(in.rest()).strip(),
                raw);
    }
}
