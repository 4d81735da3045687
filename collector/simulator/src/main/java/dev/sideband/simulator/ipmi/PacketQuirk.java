package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.session.PayloadType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Quirks of the packets within a session, and what a network does to them. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold no state
public enum PacketQuirk implements WireQuirk {
    /** Serial-over-LAN packets come between the answers. */
    CONSOLE_BETWEEN_ANSWERS(
            "any with an active console",
            () -> PacketTwist.payloadFirst(PayloadType.SERIAL_OVER_LAN, console())),

    /** An OEM's packets come between the answers. */
    OEM_PAYLOAD_BETWEEN_ANSWERS("several", () -> PacketTwist.payloadFirst(0x20, new byte[11])),

    /** The answer before comes once more before each answer. */
    LAST_ANSWER_AGAIN("several, after a repeated request", PacketTwist::previousFirst),

    /** Each fourth answer comes together with the next, too late. */
    LATE_ANSWERS("any under load", () -> PacketTwist.holds(4, true)),

    /** Each fourth answer comes behind the next. */
    REORDERED_ANSWERS("any network", () -> PacketTwist.holds(4, false)),

    /** Each fourth answer is lost. */
    LOST_ANSWERS("any network", () -> PacketTwist.loses(4)),

    /** Each packet comes twice. */
    DOUBLED_PACKETS("any network", () -> PacketTwist.copyFirst(packet -> packet)),

    /** Each packet comes once more with the next. */
    REPLAYED_PACKETS("any network", PacketTwist::replays),

    /** Sequence numbers are 1, 3, 5: the other network port counts along. */
    SEQUENCE_SKIPS_ONE("ASRock, shared port", () -> PacketTwist.skips(2)),

    /** Sequence numbers go up by seven. */
    SEQUENCE_SKIPS_SIX("several", () -> PacketTwist.skips(7)),

    /** The message's checksum is wrong in each answer. */
    WRONG_CHECKSUM("Supermicro X9", () -> PacketTwist.message(PacketQuirk::withWrongChecksum)),

    /** Answers come from another UDP port of the host, those of the login too. */
    ANSWERS_FROM_OTHER_PORT("Intel Tiger 4", () -> PacketTwist.USUAL),

    /** Numbers of packets may be at most seven above the last, and never below it. */
    NARROW_WINDOW("several", () -> PacketTwist.USUAL),

    /** Encrypted messages that end with a block are padded with another whole one. */
    WHOLE_BLOCK_OF_PADDING("firmware on OpenSSL", () -> PacketTwist.USUAL),

    /** A packet with another session's id comes before each answer. */
    OTHER_SESSION_BETWEEN("several", () -> PacketTwist.copyFirst(packet -> xor(packet, 6, 0x55))),

    /** A packet whose code is wrong comes before each answer. */
    DAMAGED_CODE(
            "any network",
            () -> PacketTwist.copyFirst(packet -> xor(packet, packet.length - 1, 0x01))),

    /** A packet with damaged content comes before each answer. */
    DAMAGED_CONTENT("any network", () -> PacketTwist.copyFirst(packet -> xor(packet, 40, 0x01))),

    /** A packet that is cut off comes before each answer. */
    TRUNCATED_PACKETS(
            "any network",
            () -> PacketTwist.copyFirst(packet -> Arrays.copyOf(packet, packet.length / 2))),

    /** A packet that is longer than it says comes before each answer. */
    OVERSIZED_PACKETS("some", () -> PacketTwist.copyFirst(packet -> Arrays.copyOf(packet, 900))),

    /** A ping comes before each answer, unasked. */
    UNASKED_PINGS(
            "managers on the same wire",
            () -> PacketTwist.copyFirst(_ -> HexFormat.of().parseHex("0600ff06000011be80ff0000"))),

    /** Noise comes before each answer. */
    NOISE("any network", () -> PacketTwist.copyFirst(packet -> xor(packet, 0, 0x5A)));

    private final String firmware;

    private final Supplier<PacketTwist> twist;

    PacketQuirk(String firmware, Supplier<PacketTwist> twist) {
        this.firmware = firmware;
        this.twist = twist;
    }

    @Override
    public String firmware() {
        return firmware;
    }

    PacketTwist twist() {
        return twist.get();
    }

    /** Packet 1 of a console, nothing acknowledged, a few characters. */
    private static byte[] console() {
        return new byte[] {1, 0, 0, 0, 'l', 'o', 'g', 'i', 'n', ':'};
    }

    private static byte[] withWrongChecksum(byte[] message) {
        return xor(message, message.length - 1, 0x01);
    }

    private static byte[] xor(byte[] bytes, int at, int mask) {
        bytes[at] ^= (byte) mask;
        return bytes;
    }
}
