package dev.sideband.ipmi.session;

import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * RAKP message 1 (IPMI 2.0 §13.20): the console's random number, its user and the level it wants.
 *
 * @param role the byte as it stands on the wire, for both sides hash it: the level in bits 3 to 0,
 *     and {@link #NAME_ONLY}
 */
public record Rakp1(int tag, int bmcSessionId, Bytes consoleRandom, int role, Bytes username)
        implements Handshake {
    /** Look the user up by name alone, not by name and privilege level. */
    public static final int NAME_ONLY = 0x10;

    public static final int RANDOM_LENGTH = 16;
    public static final int USERNAME_MAX_LENGTH = 16;

    public static int role(PrivilegeLevel level) {
        return NAME_ONLY | level.number();
    }

    /** The role byte of a user who is looked up by name and level. */
    public static int roleWithLookupByLevel(PrivilegeLevel level) {
        return level.number();
    }

    /** The level in {@link #role}, 0 to 15. */
    public int privilege() {
        return role & 0x0F;
    }

    @Override
    public int payloadType() {
        return PayloadType.RAKP_1;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(tag).u24(0).u32(bmcSessionId).bytes(consoleRandom.toArray());
        out.u8(role).u16(0).u8(username.length()).bytes(username.toArray());
    }

    static Rakp1 readFrom(WireReader in) {
        int tag = in.u8("tag");
        in.skip("reserved bytes", 3);
        int bmcSessionId = in.i32("BMC session id");
        Bytes consoleRandom = Bytes.of(in.bytes("console random number", RANDOM_LENGTH));
        int role = in.u8("role");
        in.skip("reserved bytes", 2);
        int length = in.u8("user name length");
        return new Rakp1(
                tag, bmcSessionId, consoleRandom, role, Bytes.of(in.bytes("user name", length)));
    }
}
