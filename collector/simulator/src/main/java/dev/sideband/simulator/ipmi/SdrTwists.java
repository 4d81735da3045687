package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.NetFn;

import java.util.Arrays;
import java.util.Optional;

/** What {@link SdrQuirk}s do to Get SDR and its company (IPMI 2.0 §33). */
final class SdrTwists {
    private static final int GET_SDR_REPOSITORY_INFO = 0x20;
    private static final int RESERVE_SDR_REPOSITORY = 0x22;
    private static final int GET_SDR = 0x23;
    private static final int MOST = 16;
    private static final int LAST = 0xFFFF;

    /** An id that no record of ours has. */
    private static final int GHOST = 0x7FFE;

    private static final int NEXT_ID = 2;
    private static final int UNKNOWN = 0xFF;

    private SdrTwists() {}

    static Twist get(Twist twist) {
        return twist.of(NetFn.STORAGE, GET_SDR);
    }

    static Twist info(Twist twist) {
        return twist.of(NetFn.STORAGE, GET_SDR_REPOSITORY_INFO);
    }

    static Twist reserve(Twist twist) {
        return twist.of(NetFn.STORAGE, RESERVE_SDR_REPOSITORY);
    }

    /** Both, the first one outside. */
    static Twist each(Twist outer, Twist inner) {
        return (request, usual) -> outer.answer(request, one -> inner.answer(one, usual));
    }

    static Twist wholeRead(int completionCode) {
        return (request, usual) ->
                RecordQuestion.of(request).count() > MOST
                        ? Responder.refuse(request, completionCode)
                        : usual.answer(request);
    }

    static Twist wholeReadSwallowed() {
        return (request, usual) ->
                RecordQuestion.of(request).whole() ? Optional.empty() : usual.answer(request);
    }

    static Twist wholeReadEmpty() {
        return (request, usual) ->
                RecordQuestion.of(request).whole() ? Responder.ok(request) : usual.answer(request);
    }

    static Twist wholeReadCut(int length) {
        Twist cut =
                Twist.body(body -> Arrays.copyOf(body, Math.min(body.length, NEXT_ID + length)));
        return (request, usual) ->
                RecordQuestion.of(request).whole()
                        ? cut.answer(request, usual)
                        : usual.answer(request);
    }

    static byte[] withExcess(byte[] body) {
        byte[] more = Arrays.copyOf(body, body.length + 3);
        Arrays.fill(more, body.length, more.length, (byte) 0xA5);
        return more;
    }

    static Twist reserved() {
        return (request, usual) ->
                RecordQuestion.of(request).reservation() == 0
                        ? Responder.refuse(request, CompletionCode.RESERVATION_LOST)
                        : usual.answer(request);
    }

    /** The last record has a successor, which is the last record again. */
    static Twist lastTwice() {
        return (request, usual) -> {
            if (RecordQuestion.of(request).id() == GHOST) {
                return usual.answer(RecordQuestion.withId(request, LAST));
            }
            return lastNames(GHOST).answer(request, usual);
        };
    }

    static Twist lastNames(int id) {
        return Twist.body(body -> next(body) == LAST ? withNext(body, id) : body);
    }

    static Twist lastFollowsItself() {
        return (request, usual) ->
                Twist.body(body ->
                                next(body) == LAST
                                        ? withNext(body, RecordQuestion.of(request).id())
                                        : body)
                        .answer(request, usual);
    }

    static Twist lastRefused() {
        return (request, usual) ->
                usual.answer(request)
                        .flatMap(answer ->
                                answer.data().length() > 0 && next(answer.data().toArray()) == LAST
                                        ? Responder.refuse(request, CompletionCode.TIMEOUT)
                                        : Optional.of(answer));
    }

    static Twist otherId() {
        return (request, usual) ->
                RecordQuestion.of(request).offset() == 0
                        ? Twist.body(SdrTwists::withOtherId).answer(request, usual)
                        : usual.answer(request);
    }

    private static byte[] withOtherId(byte[] body) {
        body[NEXT_ID] = 0;
        body[NEXT_ID + 1] = 0;
        return body;
    }

    static byte[] count(byte[] body, int more) {
        body[1] = (byte) (body[1] + more);
        return body;
    }

    static byte[] noCount(byte[] body) {
        body[1] = 0;
        body[2] = 0;
        return body;
    }

    static byte[] withoutTimes(byte[] body) {
        Arrays.fill(body, 5, 13, (byte) UNKNOWN);
        return body;
    }

    private static int next(byte[] body) {
        return (body[0] & 0xFF) | (body[1] & 0xFF) << 8;
    }

    private static byte[] withNext(byte[] body, int id) {
        body[0] = (byte) id;
        body[1] = (byte) (id >> 8);
        return body;
    }
}
