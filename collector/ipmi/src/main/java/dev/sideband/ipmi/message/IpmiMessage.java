package dev.sideband.ipmi.message;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.Checksum;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

/**
 * An IPMI message as it travels over a LAN (IPMI 2.0 §13.8): addresses, network function, sequence
 * number, command and data between two checksums.
 */
public sealed interface IpmiMessage {
    /** The slave address of every BMC. */
    int BMC_ADDRESS = 0x20;

    /** The software id under which remote consoles send (IPMI 2.0 §5.5). */
    int CONSOLE_ADDRESS = 0x81;

    /** A request's and an answer's fixed part: two addresses, three bytes, two checksums. */
    int OVERHEAD = 7;

    int netFn();

    /** Pairs answers with requests, 0 to 63. */
    int sequence();

    int command();

    Bytes data();

    byte[] toByteArray();

    /**
     * Reads a whole message and verifies both checksums.
     *
     * @throws WireFormatException where the message is cut off or a checksum is wrong
     */
    static IpmiMessage readFrom(WireReader in) {
        int start = in.position();
        byte[] raw = whole(in);
        verify("head checksum", raw, 0, 2, start);
        verify("body checksum", raw, 3, raw.length - 4, start);
        return of(raw, start);
    }

    /**
     * Reads a whole message whatever its checksums say: for what came through a session that signs
     * its packets, from firmware that cannot add.
     *
     * @throws WireFormatException where the message is cut off
     */
    static IpmiMessage readUnchecked(WireReader in) {
        int start = in.position();
        return of(whole(in), start);
    }

    private static byte[] whole(WireReader in) {
        int start = in.position();
        byte[] raw = in.rest();
        if (raw.length < OVERHEAD) {
            throw new WireFormatException(
                    "IPMI message", start, "has %d bytes, needs 7".formatted(raw.length));
        }
        return raw;
    }

    private static IpmiMessage of(byte[] raw, int start) {
        int netFn = u8(raw, 1) >> 2;
        return (netFn & 1) == 0 ? request(raw, netFn) : response(raw, netFn, start);
    }

    private static Request request(byte[] raw, int netFn) {
        return new Request(
                u8(raw, 0),
                netFn,
                u8(raw, 1) & 3,
                u8(raw, 3),
                u8(raw, 4) & 3,
                u8(raw, 4) >> 2,
                u8(raw, 5),
                Bytes.of(raw, 6, raw.length - OVERHEAD));
    }

    private static Response response(byte[] raw, int netFn, int start) {
        if (raw.length == OVERHEAD) {
            throw new WireFormatException("completion code", start + 6, "is missing");
        }
        return new Response(
                u8(raw, 0),
                netFn,
                u8(raw, 1) & 3,
                u8(raw, 3),
                u8(raw, 4) & 3,
                u8(raw, 4) >> 2,
                u8(raw, 5),
                u8(raw, 6),
                Bytes.of(raw, 7, raw.length - OVERHEAD - 1));
    }

    private static void verify(String field, byte[] raw, int offset, int length, int start) {
        int expected = Checksum.of(raw, offset, length);
        int actual = u8(raw, offset + length);
        if (actual != expected) {
            throw new WireFormatException(
                    field,
                    start + offset + length,
                    "is %02Xh, should be %02Xh".formatted(actual, expected));
        }
    }

    private static int u8(byte[] raw, int index) {
        return raw[index] & 0xFF;
    }

    /** Writes the six bytes before the data; the answer's completion code counts as data. */
    private static byte[] framed(
            int to,
            int netFn,
            int toLun,
            int from,
            int sequence,
            int fromLun,
            int command,
            int body) {
        byte[] raw = new byte[OVERHEAD + body];
        raw[0] = (byte) to;
        raw[1] = (byte) (netFn << 2 | toLun);
        raw[2] = (byte) Checksum.of(raw, 0, 2);
        raw[3] = (byte) from;
        raw[4] = (byte) (sequence << 2 | fromLun);
        raw[5] = (byte) command;
        return raw;
    }

    private static byte[] sealed(byte[] raw) {
        raw[raw.length - 1] = (byte) Checksum.of(raw, 3, raw.length - 4);
        return raw;
    }

    /** From a requester (rq) to a responder (rs); the network function is even. */
    record Request(
            int responder,
            int netFn,
            int responderLun,
            int requester,
            int requesterLun,
            int sequence,
            int command,
            Bytes data)
            implements IpmiMessage {

        /** A request of a remote console to the BMC itself. */
        public static Request toBmc(int netFn, int lun, int sequence, int command, Bytes data) {
            return new Request(
                    BMC_ADDRESS, netFn, lun, CONSOLE_ADDRESS, 0, sequence, command, data);
        }

        /** The answer to this request: addresses and units turned round. */
        public Response answer(int completionCode, Bytes answerData) {
            return new Response(
                    requester,
                    netFn + 1,
                    requesterLun,
                    responder,
                    responderLun,
                    sequence,
                    command,
                    completionCode,
                    answerData);
        }

        @Override
        public byte[] toByteArray() {
            byte[] raw =
                    framed(
                            responder,
                            netFn,
                            responderLun,
                            requester,
                            sequence,
                            requesterLun,
                            command,
                            data.length());
            data.copyTo(raw, OVERHEAD - 1);
            return sealed(raw);
        }
    }

    /** From a responder (rs) back to the requester (rq); the network function is odd. */
    record Response(
            int requester,
            int netFn,
            int requesterLun,
            int responder,
            int responderLun,
            int sequence,
            int command,
            int completionCode,
            Bytes data)
            implements IpmiMessage {

        /** Whether this is the answer to {@code request} and to no other. */
        public boolean answers(Request request) {
            return sequence == request.sequence
                    && command == request.command
                    && netFn == request.netFn + 1
                    && responder == request.responder
                    && responderLun == request.responderLun
                    && requester == request.requester
                    && requesterLun == request.requesterLun;
        }

        @Override
        public byte[] toByteArray() {
            byte[] raw =
                    framed(
                            requester,
                            netFn,
                            requesterLun,
                            responder,
                            sequence,
                            responderLun,
                            command,
                            data.length() + 1);
            raw[OVERHEAD - 1] = (byte) completionCode;
            data.copyTo(raw, OVERHEAD);
            return sealed(raw);
        }
    }
}
