package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

/** One sensor data record (IPMI 2.0 §43). */
public sealed interface SdrRecord
        permits SensorRecord,
                EntityAssociation,
                GenericLocator,
                FruLocator,
                McLocator,
                McConfirmation,
                ChannelInfoRecord,
                OemRecord,
                UnknownRecord {
    /** Id, version, type and length. */
    int HEADER_BYTES = 5;

    /** The record's id as its own bytes have it; a BMC may answer to others too. */
    int id();

    /** All bytes of the record, header included. */
    Bytes raw();

    /** Decodes a record; one that makes no sense becomes an {@link UnknownRecord}. */
    static SdrRecord decode(Bytes raw) {
        int id = raw.length() >= 2 ? raw.u8(0) | raw.u8(1) << 8 : 0;
        int type = raw.length() > 3 ? raw.u8(3) : UnknownRecord.NO_TYPE;
        try {
            WireReader in = raw.reader();
            in.skip("record header", HEADER_BYTES);
            return switch (type) {
                case FullSensorRecord.TYPE -> FullSensorRecord.read(id, in, raw);
                case CompactSensorRecord.TYPE -> CompactSensorRecord.read(id, in, raw);
                case EventOnlyRecord.TYPE -> EventOnlyRecord.read(id, in, raw);
                case EntityAssociation.TYPE -> EntityAssociation.read(id, in, raw);
                case EntityAssociation.DEVICE_RELATIVE_TYPE ->
                        EntityAssociation.readDeviceRelative(id, in, raw);
                case GenericLocator.TYPE -> GenericLocator.read(id, in, raw);
                case FruLocator.TYPE -> FruLocator.read(id, in, raw);
                case McLocator.TYPE -> McLocator.read(id, in, raw);
                case McConfirmation.TYPE -> McConfirmation.read(id, in, raw);
                case ChannelInfoRecord.TYPE -> ChannelInfoRecord.read(id, in, raw);
                case OemRecord.TYPE -> OemRecord.read(id, in, raw);
                default -> new UnknownRecord(id, type, "", raw);
            };
        } catch (WireFormatException damaged) {
            String problem = String.valueOf(damaged.getMessage());
            return new UnknownRecord(id, type, problem, raw);
        }
    }
}
