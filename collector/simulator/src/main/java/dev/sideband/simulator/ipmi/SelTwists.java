package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireWriter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What {@link SelQuirk}s do to Get SEL Entry and its company (IPMI 2.0 §31). */
final class SelTwists {
    private static final int GET_SEL_INFO = 0x40;
    private static final int RESERVE_SEL = 0x42;
    private static final int GET_SEL_ENTRY = 0x43;
    private static final int FIRST = 0x0000;
    private static final int LAST = 0xFFFF;

    /** An id that no record of ours has. */
    private static final int GHOST = 0x7FFE;

    private static final int RECORD_LENGTH = 16;
    private static final int RECORD_AT = 2;
    private static final int TYPE_AT = RECORD_AT + 2;
    private static final int TIME_AT = RECORD_AT + 3;
    private static final int GENERATOR_AT = RECORD_AT + 7;
    private static final int LINUX_PANIC = 0xF0;

    private SelTwists() {}

    static Twist get(Twist twist) {
        return twist.of(NetFn.STORAGE, GET_SEL_ENTRY);
    }

    /** Changes the bodies of whole entries: next id and record. */
    static Twist entry(UnaryOperator<byte[]> change) {
        return get(Twist.body(change));
    }

    static Twist info(Twist twist) {
        return twist.of(NetFn.STORAGE, GET_SEL_INFO);
    }

    static Twist reserve(Twist twist) {
        return twist.of(NetFn.STORAGE, RESERVE_SEL);
    }

    static Twist idsTimes(int factor) {
        return (request, usual) -> {
            int id = RecordQuestion.of(request).id();
            boolean named = id != FIRST && id != LAST;
            if (named && id % factor != 0) {
                return Responder.refuse(request, CompletionCode.NOT_PRESENT);
            }
            Request real = named ? RecordQuestion.withId(request, id / factor) : request;
            return Twist.body(
                            body -> {
                                put(body, 0, id(body, 0) == LAST ? LAST : id(body, 0) * factor);
                                return put(body, RECORD_AT, id(body, RECORD_AT) * factor);
                            })
                    .answer(real, usual);
        };
    }

    /** The record of each {@code nth} id is deleted; nothing else in the log knows of it. */
    static Twist withGaps(int nth) {
        return (request, usual) -> {
            int id = RecordQuestion.of(request).id();
            return id != FIRST && id != LAST && id % nth == 0
                    ? Responder.refuse(request, CompletionCode.NOT_PRESENT)
                    : usual.answer(request);
        };
    }

    static Twist lastTwice() {
        return (request, usual) -> {
            if (RecordQuestion.of(request).id() == GHOST) {
                return usual.answer(RecordQuestion.withId(request, LAST));
            }
            return Twist.body(body -> id(body, 0) == LAST ? put(body, 0, GHOST) : body)
                    .answer(request, usual);
        };
    }

    static Twist lastFollowsItself() {
        return Twist.body(body -> id(body, 0) == LAST ? put(body, 0, id(body, RECORD_AT)) : body);
    }

    /** Asked for the first record, the log shows one that is blank before it. */
    static Twist blankFirst() {
        return (request, usual) -> {
            int id = RecordQuestion.of(request).id();
            if (id != FIRST && id != GHOST) {
                return usual.answer(request);
            }
            return Twist.body(
                            body -> {
                                byte[] blank = body.clone();
                                put(blank, 0, id(body, RECORD_AT));
                                Arrays.fill(blank, RECORD_AT, blank.length, (byte) 0xFF);
                                return put(blank, RECORD_AT, GHOST);
                            })
                    .answer(RecordQuestion.withId(request, FIRST), usual);
        };
    }

    static Twist wholeOnly() {
        return (request, usual) ->
                RecordQuestion.of(request).whole()
                        ? usual.answer(request)
                        : Responder.refuse(request, CompletionCode.INVALID_DATA);
    }

    static Twist noWholeRead() {
        return (request, usual) ->
                RecordQuestion.of(request).whole()
                        ? Responder.refuse(request, CompletionCode.CANNOT_RETURN_LENGTH)
                        : usual.answer(request);
    }

    static Twist reserved() {
        return (request, usual) ->
                RecordQuestion.of(request).reservation() == 0
                        ? Responder.refuse(request, CompletionCode.RESERVATION_LOST)
                        : usual.answer(request);
    }

    static Twist operatorOnly() {
        return (request, usual) -> {
            request.require(PrivilegeLevel.OPERATOR);
            return usual.answer(request);
        };
    }

    static UnaryOperator<byte[]> times(long seconds) {
        return body -> {
            byte[] four = new WireWriter().u32(seconds).toByteArray();
            System.arraycopy(four, 0, body, TIME_AT, four.length);
            return body;
        };
    }

    static UnaryOperator<byte[]> type(int type) {
        return body -> {
            body[TYPE_AT] = (byte) type;
            return body;
        };
    }

    static byte[] panic(byte[] body) {
        byte[] text = "Oops: 0002 [".getBytes(StandardCharsets.US_ASCII);
        body[TYPE_AT] = (byte) LINUX_PANIC;
        body[TYPE_AT + 1] = 0x20;
        body[TYPE_AT + 2] = body[RECORD_AT];
        System.arraycopy(text, 0, body, TYPE_AT + 3, RECORD_LENGTH - 5);
        return body;
    }

    static byte[] withoutGenerator(byte[] body) {
        put(body, GENERATOR_AT, 0);
        return body;
    }

    /** Fills one of the times of Get SEL Info. */
    static byte[] time(byte[] body, int at, int filler) {
        Arrays.fill(body, at, at + 4, (byte) filler);
        return body;
    }

    static byte[] noRoom(byte[] body) {
        return put(body, 3, 0xFFFF);
    }

    private static int id(byte[] body, int at) {
        return (body[at] & 0xFF) | (body[at + 1] & 0xFF) << 8;
    }

    private static byte[] put(byte[] body, int at, int id) {
        body[at] = (byte) id;
        body[at + 1] = (byte) (id >> 8);
        return body;
    }
}
