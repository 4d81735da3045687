package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * Management controller confirmation (IPMI 2.0 §43.10): a controller that was found there, as its
 * Get Device ID described it.
 *
 * @param firmwareRevision1 major revision, bits 6 to 0
 * @param firmwareRevision2 minor revision in BCD
 * @param ipmiVersionBcd as in Get Device ID
 * @param manufacturerId IANA enterprise number
 * @param guid of the controller; zeros where it has none
 */
public record McConfirmation(
        int id,
        int slaveAddress,
        int deviceId,
        int channel,
        int deviceRevision,
        int firmwareRevision1,
        int firmwareRevision2,
        int ipmiVersionBcd,
        int manufacturerId,
        int productId,
        Bytes guid,
        Bytes raw)
        implements SdrRecord {
    static final int TYPE = 0x13;

    private static final int GUID_BYTES = 16;

    static McConfirmation read(int id, WireReader in, Bytes raw) {
        int slaveAddress = in.u8("slave address") & 0xFE;
        int deviceId = in.u8("device id");
        int channelRevision = in.u8("channel and revision");
        return new McConfirmation(
                id,
                slaveAddress,
                deviceId,
                channelRevision >> 4,
                channelRevision & 0xF,
                in.u8("firmware revision 1"),
                in.u8("firmware revision 2"),
                in.u8("IPMI version"),
                in.u24("manufacturer id") & 0x0F_FFFF,
                in.u16("product id"),
                Bytes.of(in.bytes("GUID", GUID_BYTES)),
                raw);
    }
}
