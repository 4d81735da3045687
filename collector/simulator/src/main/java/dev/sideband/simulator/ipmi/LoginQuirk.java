package dev.sideband.simulator.ipmi;

import static dev.sideband.ipmi.crypto.CipherSuite.SUITE_17;
import static dev.sideband.ipmi.crypto.CipherSuite.SUITE_3;

import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.wire.Bytes;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Quirks on the way to a session (IPMI 2.0 §13.17 to §13.24). */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum LoginQuirk implements WireQuirk {
    /** A refused Open Session is answered by tag and status alone. */
    SHORT_REFUSALS("Supermicro", LoginTwist.USUAL, LoginQuirk::shortened),

    /** Only suite 17 is enabled; for any other "no session is free". */
    NO_ROOM_FOR_OTHER_SUITES_THAN_17(
            "Intel M50CYP", LoginTwist.only(SUITE_17, HandshakeStatus.NO_FREE_SESSION)),

    /** Suite 3 is the best there is. */
    NOTHING_BETTER_THAN_3("HPE iLO 4", LoginTwist.only(SUITE_3, HandshakeStatus.NO_MATCHING_SUITE)),

    /** A suite that is not there is refused as a level that the user may not have. */
    SUITE_REFUSED_AS_LEVEL("several", LoginTwist.only(SUITE_3, HandshakeStatus.UNAUTHORIZED_ROLE)),

    /** A suite that is not there is refused as an illegal parameter. */
    SUITE_REFUSED_AS_PARAMETER(
            "several", LoginTwist.only(SUITE_3, HandshakeStatus.ILLEGAL_PARAMETER)),

    /** The level "highest" is refused. */
    LEVEL_ZERO_REFUSED(
            "Intel SE7520",
            LoginTwist.refuseOpening(open -> open.privilege() == 0, HandshakeStatus.INVALID_ROLE)),

    /** A user who may not have a level is called unknown. */
    LEVEL_TOO_HIGH_IS_UNKNOWN_USER(
            "several",
            LoginTwist.sayInstead(
                    HandshakeStatus.UNAUTHORIZED_ROLE, HandshakeStatus.UNAUTHORIZED_NAME)),

    /** A user who may not have a level is refused by an invalid role. */
    LEVEL_TOO_HIGH_IS_INVALID_ROLE(
            "several",
            LoginTwist.sayInstead(HandshakeStatus.UNAUTHORIZED_ROLE, HandshakeStatus.INVALID_ROLE)),

    /** Only the level "highest" may be asked for in Open Session. */
    ONLY_LEVEL_ZERO(
            "Tyan, early",
            LoginTwist.refuseOpening(open -> open.privilege() != 0, HandshakeStatus.INVALID_ROLE)),

    /** A name alone finds no user: name and level together must be asked for. */
    NO_LOOKUP_BY_NAME_ALONE(
            "Intel SE7520",
            LoginTwist.refuseName(
                    rakp1 -> (rakp1.role() & Rakp1.NAME_ONLY) != 0,
                    HandshakeStatus.UNAUTHORIZED_NAME)),

    /** Codes and keys have the level of Open Session in them, not that of RAKP 1. */
    HASHES_LEVEL_OF_OPEN_SESSION("Sun, Supermicro X8, Intel S5500WBV, Quanta, Dell C5220"),

    /** Codes and keys lack the bit for the lookup by name. */
    HASHES_LEVEL_WITHOUT_LOOKUP("Intel SE7520"),

    /** A user is found by a name of sixteen bytes alone, filled up with zeros. */
    NAME_MUST_BE_PADDED(
            "Intel",
            LoginTwist.refuseName(
                    rakp1 -> rakp1.username().length() < Rakp1.USERNAME_MAX_LENGTH,
                    HandshakeStatus.UNAUTHORIZED_NAME)),

    /** The header of RAKP 2 counts one byte more than there is. */
    RAKP_2_COUNTS_ONE_TOO_MANY("Supermicro H8QME", LoginTwist.USUAL, LoginQuirk::countedUp),

    /** The code in RAKP 2 is followed by one byte more. */
    RAKP_2_HAS_ONE_MORE("Sun Fire 4100", LoginTwist.rakp2(Bytes.of((byte) 0))),

    /** The code in RAKP 2 is that of no password. */
    RAKP_2_CODE_WRONG("Sun", LoginTwist.rakp2CodeOfZeros()),

    /** RAKP 4 is signed as packets are, and not at all where those are not. */
    RAKP_4_SIGNED_LIKE_PACKETS("Intel SE7520"),

    /** RAKP 2 and 4 of suite 0 have codes, which mean nothing. */
    SUITE_0_HAS_CODES(
            "Supermicro X8DTG, Intel S5500WBV",
            LoginTwist.rakp2(Bytes.fromHex("0123456789abcdef0123456789abcdef01234567"))),

    /** Each RAKP 1 gets another challenge, also one that is only repeated. */
    NEW_CHALLENGE_EACH_TIME("many"),

    /** All sessions have the same id, so that a new one ends the one before. */
    ONE_SESSION_ID_FOR_ALL("Tyan"),

    /** Sessions have the id 0, which belongs to what is outside of sessions. */
    SESSION_ID_ZERO("Tyan"),

    /** The GUID in RAKP 2, and in Get System GUID, is all zeros. */
    ZERO_GUID("Supermicro X10"),

    /** No answer to a ping. */
    NO_PONG("several"),

    /** Questions outside of sessions are heard in IPMI 1.5 framing alone. */
    DEAF_TO_RMCP_PLUS_OUTSIDE_SESSIONS("OpenIPMI's ipmi_sim"),

    /** Questions outside of sessions are heard in RMCP+ framing alone. */
    DEAF_TO_15_OUTSIDE_SESSIONS("Dell iDRAC 9"),

    /** An Open Session with more than one proposal of a kind is not answered. */
    ONE_PROPOSAL_ONLY("many");

    private static final int PAYLOAD_TYPE_AT = 5;
    private static final int PAYLOAD_LENGTH_AT = 14;
    private static final int PAYLOAD_AT = 16;

    private final String firmware;
    private final LoginTwist twist;
    private final UnaryOperator<byte[]> datagram;

    LoginQuirk(String firmware) {
        this(firmware, LoginTwist.USUAL);
    }

    LoginQuirk(String firmware, LoginTwist twist) {
        this(firmware, twist, UnaryOperator.identity());
    }

    LoginQuirk(String firmware, LoginTwist twist, UnaryOperator<byte[]> datagram) {
        this.firmware = firmware;
        this.twist = twist;
        this.datagram = datagram;
    }

    @Override
    public String firmware() {
        return firmware;
    }

    LoginTwist twist() {
        return twist;
    }

    /** The datagram of an answer as this firmware sends it. */
    byte[] datagram(byte[] usual) {
        return datagram.apply(usual);
    }

    private static byte[] countedUp(byte[] datagram) {
        if (datagram[PAYLOAD_TYPE_AT] == PayloadType.RAKP_2) {
            datagram[PAYLOAD_LENGTH_AT]++;
        }
        return datagram;
    }

    /** The role byte that goes into codes and keys. */
    static int hashedRole(Quirks quirks, int sent, int level) {
        if (quirks.has(HASHES_LEVEL_OF_OPEN_SESSION)) {
            return (sent & Rakp1.NAME_ONLY) | level;
        }
        return quirks.has(HASHES_LEVEL_WITHOUT_LOOKUP) ? sent & ~Rakp1.NAME_ONLY : sent;
    }

    private static byte[] shortened(byte[] datagram) {
        boolean refusal =
                datagram[PAYLOAD_TYPE_AT] == PayloadType.OPEN_SESSION_RESPONSE
                        && datagram[PAYLOAD_AT + 1] != HandshakeStatus.OK;
        if (!refusal) {
            return datagram;
        }
        byte[] two = Arrays.copyOf(datagram, PAYLOAD_AT + 2);
        two[PAYLOAD_LENGTH_AT] = 2;
        return two;
    }
}
