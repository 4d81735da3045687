package dev.sideband.redfish.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes events of the bytes of a stream, in whatever pieces they come (HTML, server-sent events
 * §9.2.5 and §9.2.6): lines end with CR, LF or both, a byte order mark may stand before the first,
 * what has no empty line behind it at the end is no event. Of one thread.
 *
 * <p>Of an event larger than {@link #MAX_EVENT_BYTES} the front is kept.
 */
public final class EventStreamParser {
    /** Far more than an event takes; reports of metrics may take more. */
    public static final int MAX_EVENT_BYTES = 256 << 10;

    /** A stream that goes on for so long without an event will not have one. */
    static final int MAX_ENDLESS_BYTES = 16 << 20;

    private static final int MAX_ID_LENGTH = 1024;
    private static final int FIRST_LINE_BYTES = 256;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** More came than one event can have. */
    public static final class EndlessEvent extends Exception {
        private static final long serialVersionUID = 1L;

        EndlessEvent() {
            super("an event has more than %d bytes".formatted(MAX_ENDLESS_BYTES));
        }
    }

    private byte[] line = new byte[FIRST_LINE_BYTES];
    private int lineLength;
    private boolean afterCarriageReturn;
    private int markBytes;
    private boolean begun;

    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String id;
    private int kept;
    private int came;
    private boolean cut;
    private Optional<Duration> retry = Optional.empty();

    /** A parser of a stream that goes on from the beginning. */
    public EventStreamParser() {
        this("");
    }

    /** A parser of a stream that goes on behind the event with {@code lastId}. */
    public EventStreamParser(String lastId) {
        id = lastId;
    }

    /** The last id that came; empty where none did. */
    public String lastId() {
        return id;
    }

    /** How long the other side asks to wait before one connects again. */
    public Optional<Duration> retry() {
        return retry;
    }

    /**
     * Takes more of the stream.
     *
     * @param sink told of each event that is whole now
     * @throws EndlessEvent where an event does not end; the stream is of no use then
     */
    public void feed(ByteBuffer more, Consumer<ServerSentEvent> sink) throws EndlessEvent {
        while (more.hasRemaining()) {
            byte octet = more.get();
            if (begun || !isMark(octet, sink)) {
                take(octet, sink);
            }
        }
    }

    /** Whether a byte still belongs to a mark before the first line. */
    private boolean isMark(byte octet, Consumer<ServerSentEvent> sink) throws EndlessEvent {
        if (octet == BYTE_ORDER_MARK[markBytes]) {
            markBytes++;
            begun = markBytes == BYTE_ORDER_MARK.length;
            return true;
        }
        begun = true;
        for (int i = 0; i < markBytes; i++) {
            take(BYTE_ORDER_MARK[i], sink);
        }
        return false;
    }

    private void take(byte octet, Consumer<ServerSentEvent> sink) throws EndlessEvent {
        boolean second = afterCarriageReturn && octet == '\n';
        afterCarriageReturn = octet == '\r';
        if (second) {
            return;
        }
        if (octet == '\r' || octet == '\n') {
            endOfLine(sink);
            return;
        }
        came++;
        if (came > MAX_ENDLESS_BYTES) {
            throw new EndlessEvent();
        }
        if (kept == MAX_EVENT_BYTES) {
            cut = true;
            return;
        }
        kept++;
        if (lineLength == line.length) {
            line = Arrays.copyOf(line, line.length * 2);
        }
        line[lineLength++] = octet;
    }

    private void endOfLine(Consumer<ServerSentEvent> sink) {
        if (lineLength == 0) {
            dispatch(sink);
        } else {
            String text = new String(line, 0, lineLength, StandardCharsets.UTF_8);
            lineLength = 0;
            if (line.length > FIRST_LINE_BYTES * 16) {
                line = new byte[FIRST_LINE_BYTES];
            }
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        if (colon == 0) {
            // A comment: somebody is there. It is not part of an event.
            forgetIfNothingBegan();
            return;
        }
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (name) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> {
                if (value.indexOf('\0') < 0 && value.length() <= MAX_ID_LENGTH) {
                    id = value;
                }
            }
            case "retry" -> retry = millis(value).or(() -> retry);
            default -> {
                // The standard has what is not known passed over.
            }
        }
    }

    private void forgetIfNothingBegan() {
        if (data.isEmpty() && type.isEmpty()) {
            kept = 0;
            came = 0;
            cut = false;
        }
    }

    private static Optional<Duration> millis(String digits) {
        return digits.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(digits)))
                : Optional.empty();
    }

    private void dispatch(Consumer<ServerSentEvent> sink) {
        String text = data.isEmpty() ? "" : data.substring(0, data.length() - 1);
        boolean any = !data.isEmpty();
        var event = new ServerSentEvent(type, text, id, cut);
        data.setLength(0);
        if (data.capacity() > FIRST_LINE_BYTES * 16) {
            data.trimToSize();
        }
        type = "";
        kept = 0;
        came = 0;
        cut = false;
        if (any) {
            sink.accept(event);
        }
    }
}
