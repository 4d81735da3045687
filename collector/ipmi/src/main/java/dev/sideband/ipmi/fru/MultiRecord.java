package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

import java.nio.charset.StandardCharsets;

/** One record of the multirecord area (FRU definition §16 to §18). */
public sealed interface MultiRecord
        permits PowerSupplyInfo,
                DcOutput,
                DcLoad,
                ManagementAccess,
                CompatibilityInfo,
                OemMultiRecord,
                UnknownMultiRecord {
    int FIRST_OEM = 0xC0;

    /** The record type, 0 to 255. */
    int type();

    /**
     * Decodes a record's data.
     *
     * @throws WireFormatException where the body of a known type is too short
     */
    static MultiRecord decode(int type, Bytes data) {
        WireReader in = data.reader();
        return switch (type) {
            case PowerSupplyInfo.TYPE -> PowerSupplyInfo.read(in);
            case DcOutput.TYPE, DcOutput.EXTENDED_TYPE -> DcOutput.read(type, in);
            case DcLoad.TYPE, DcLoad.EXTENDED_TYPE -> DcLoad.read(type, in);
            case ManagementAccess.TYPE -> ManagementAccess.read(in);
            case CompatibilityInfo.BASE_TYPE, CompatibilityInfo.EXTENDED_TYPE ->
                    CompatibilityInfo.read(type, in);
            default ->
                    type >= FIRST_OEM
                            ? OemMultiRecord.read(type, in)
                            : new UnknownMultiRecord(type, data);
        };
    }

    /** Text of a record: Latin-1, without what fills it up. */
    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int nul = text.indexOf('\0');
        return (nul < 0 ? text : text.substring(0, nul)).strip();
    }
}
