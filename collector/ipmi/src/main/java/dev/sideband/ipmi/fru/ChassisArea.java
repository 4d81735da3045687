package dev.sideband.ipmi.fru;

import java.util.List;

/**
 * The chassis that it is (FRU definition §10).
 *
 * @param typeCode SMBIOS enclosure type
 * @param custom the maker's own fields
 */
public record ChassisArea(
        int typeCode, FruField partNumber, FruField serialNumber, List<FruField> custom) {
    static ChassisArea read(AreaReader in) {
        int type = in.u8();
        return new ChassisArea(type, in.field(0), in.field(0), in.rest(0));
    }

    /** The type in words, as SMBIOS (7.4.1) has them. */
    public String type() {
        return ChassisTypes.text(typeCode);
    }
}
