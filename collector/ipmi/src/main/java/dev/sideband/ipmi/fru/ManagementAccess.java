package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * How the system or a component is managed (FRU definition §18.4).
 *
 * @param value text, or the identifier as hexadecimal digits
 */
public record ManagementAccess(int subType, String value) implements MultiRecord {
    static final int TYPE = 0x03;

    private static final int UNIQUE_ID = 7;

    static ManagementAccess read(WireReader in) {
        int subType = in.u8("sub-type");
        byte[] bytes = in.rest();
        return new ManagementAccess(
                subType, subType == UNIQUE_ID ? Bytes.of(bytes).toHex() : MultiRecord.text(bytes));
    }

    @Override
    public int type() {
        return TYPE;
    }

    /** What the value is. */
    public String kind() {
        return switch (subType) {
            case 1 -> "system management URL";
            case 2 -> "system name";
            case 3 -> "system ping address";
            case 4 -> "component management URL";
            case 5 -> "component name";
            case 6 -> "component ping address";
            case UNIQUE_ID -> "system unique id";
            default -> "sub-type %02Xh".formatted(subType);
        };
    }
}
