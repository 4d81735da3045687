package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * A packet of serial over LAN, of either direction (IPMI 2.0 table 15-2). The bits of {@code flags}
 * are called an operation where the console sends them, and a status where the BMC does.
 *
 * @param sequence 1 to 15 where the packet wants an acknowledgement, 0 where it does not
 * @param acked the other side's packet that this one acknowledges or refuses, 0 for none
 * @param accepted how many characters of that packet were taken, 0 to 255
 * @param flags of this class's constants, those that hold
 * @param data the characters
 */
public record SolPacket(int sequence, int acked, int accepted, int flags, Bytes data) {
    /** Bytes before the characters. */
    public static final int HEADER_LENGTH = 4;

    /** After this number comes 1 again. */
    public static final int LAST_SEQUENCE = 15;

    /** The count of accepted characters is one byte. */
    public static final int MAX_DATA = 255;

    /** Either way: the packet that {@code acked} names was not, or not wholly, taken. */
    public static final int NACK = 0x40;

    /** Console: let the ring signal wake the system. */
    public static final int RING_WOR = 0x20;

    /** Console: send a break, before the characters. */
    public static final int BREAK = 0x10;

    /** Console: take CTS away, so that the system sends no more for now. */
    public static final int CTS_PAUSE = 0x08;

    /** Console: take DCD and DSR away, as a modem that hangs up. */
    public static final int DROP_DCD_DSR = 0x04;

    /** Console: forget what is on its way to the system. */
    public static final int FLUSH_INBOUND = 0x02;

    /** Console: forget what is on its way to the console. */
    public static final int FLUSH_OUTBOUND = 0x01;

    /** BMC: no characters can pass, as the system is off or resets. */
    public static final int UNAVAILABLE = 0x20;

    /** BMC: serial over LAN ends here. */
    public static final int DEACTIVATED = 0x10;

    /** BMC: characters of the system were lost before this packet. */
    public static final int OVERRUN = 0x08;

    /** BMC: the system sent a break. */
    public static final int BREAK_DETECTED = 0x04;

    public SolPacket {
        if ((sequence | acked) < 0 || sequence > LAST_SEQUENCE || acked > LAST_SEQUENCE) {
            throw new IllegalArgumentException(
                    "numbers of SOL packets are 0 to 15, not %d and %d".formatted(sequence, acked));
        }
        if (accepted < 0 || accepted > MAX_DATA) {
            throw new IllegalArgumentException(
                    "a SOL packet accepts 0 to 255 characters, not %d".formatted(accepted));
        }
    }

    /** An answer that wants none itself. */
    public static SolPacket ack(int sequence, int accepted, int flags) {
        return new SolPacket(0, sequence, accepted, flags, Bytes.EMPTY);
    }

    /** The number after {@code sequence}. */
    public static int next(int sequence) {
        return sequence % LAST_SEQUENCE + 1;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /**
     * Reads a payload; bits that mean nothing are let go.
     *
     * @throws dev.sideband.ipmi.wire.WireFormatException where it is shorter than its header
     */
    public static SolPacket readFrom(WireReader in) {
        return new SolPacket(
                in.u8("SOL sequence number") & 0x0F,
                in.u8("SOL acknowledged number") & 0x0F,
                in.u8("SOL accepted characters"),
                in.u8("SOL status"),
                Bytes.of(in.rest()));
    }

    public byte[] toByteArray() {
        return new WireWriter(HEADER_LENGTH + data.length())
                .u8(sequence)
                .u8(acked)
                .u8(accepted)
                .u8(flags)
                .bytes(data.toArray())
                .toByteArray();
    }
}
