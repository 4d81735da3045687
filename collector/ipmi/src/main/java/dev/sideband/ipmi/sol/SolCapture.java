package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Makes lines of a console's output. Escape sequences go; those that put the cursor elsewhere end
 * the line, so that a firmware's full-screen menus come as readable pieces. Owned by one thread.
 */
public final class SolCapture implements SolSink {
    /** A longer line is cut into several. */
    public static final int MAX_LINE_BYTES = 4096;

    private static final int CONTINUATION_BYTES = 3;

    private final InstantSource clock;
    private final Consumer<ConsoleLine> lines;
    private final TerminalParser parser = new TerminalParser(new Content());
    private final byte[] line = new byte[MAX_LINE_BYTES + CONTINUATION_BYTES];
    private int length;
    private @Nullable Instant begun;

    public SolCapture(InstantSource clock, Consumer<ConsoleLine> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public boolean offer(Bytes characters) {
        for (int i = 0; i < characters.length(); i++) {
            parser.accept(characters.u8(i));
        }
        return true;
    }

    /** Gives out what there is of a line, such as a prompt; nothing where there is none. */
    public void flush() {
        if (length > 0) {
            emit(false);
        }
    }

    /** Whether a line has begun and not ended. */
    public boolean hasUnfinishedLine() {
        return length > 0;
    }

    private void emit(boolean complete) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        Instant time = begun == null ? clock.instant() : begun;
        length = 0;
        begun = null;
        lines.accept(new ConsoleLine(time, harmless(text), complete));
    }

    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\t]]", "\uFFFD");
    }

    /** What of the stream is a line's content. */
    private final class Content implements TerminalParser.Handler {
        @Override
        public void character(int u8) {
            boolean continuation = (u8 & 0xC0) == 0x80;
            if (length == line.length || (length >= MAX_LINE_BYTES && !continuation)) {
                emit(false);
            }
            if (length == 0) {
                begun = clock.instant();
            }
            line[length++] = (byte) u8;
        }

        @Override
        public void backspace() {
            while (length > 0 && (line[--length] & 0xC0) == 0x80) {
                // A character of several bytes goes as a whole.
            }
        }

        @Override
        public void lineEnd() {
            emit(true);
        }

        @Override
        public void moved() {
            if (length > 0) {
                emit(true);
            }
        }
    }
}
