package dev.sideband.cli;

import dev.sideband.ipmi.sol.ConsoleLine;
import dev.sideband.ipmi.sol.SolCapture;
import dev.sideband.ipmi.wire.Bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Where the characters of a console go; used by one thread. */
interface ConsoleOutput extends Closeable {
    void write(Bytes characters) throws IOException;

    /** Nothing came for a while. */
    default void idle() throws IOException {}

    @Override
    default void close() throws IOException {}

    /** As they come, escape sequences and all. */
    static ConsoleOutput raw(OutputStream out) {
        return new ConsoleOutput() {
            @Override
            public void write(Bytes characters) throws IOException {
                out.write(characters.toArray());
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    /** Line by line, with nothing in it that steers a terminal. */
    static ConsoleOutput lines(PrintWriter out, InstantSource clock) {
        return new Lines(clock, line -> print(out, line.text()));
    }

    /** One JSON object a line. */
    static ConsoleOutput json(PrintWriter out, InstantSource clock) {
        return new Lines(
                clock,
                line -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    object.put("time", line.time().toString());
                    object.put("text", line.text());
                    object.put("complete", line.complete());
                    Json.print(out, object);
                    flush(out);
                });
    }

    /** Lines with the time in front, for a file that the caller closes here. */
    static ConsoleOutput stamped(OutputStream file, InstantSource clock) {
        var out = new PrintWriter(file, false, StandardCharsets.UTF_8);
        return new Lines(clock, line -> print(out, line.time() + " " + line.text()));
    }

    private static void print(PrintWriter out, String text) {
        out.println(text);
        flush(out);
    }

    private static void flush(PrintWriter out) {
        out.flush();
        if (out.checkError()) {
            throw new UncheckedIOException(
                    new IOException("the output cannot be written any more"));
        }
    }

    /** Cuts the stream into lines; a prompt counts as one when nothing follows it. */
    final class Lines implements ConsoleOutput {
        private final SolCapture capture;

        private Lines(InstantSource clock, Consumer<ConsoleLine> lines) {
            this.capture = new SolCapture(clock, lines);
        }

        @Override
        public void write(Bytes characters) throws IOException {
            try {
                capture.offer(characters);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        @Override
        public void idle() throws IOException {
            try {
                capture.flush();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        @Override
        public void close() throws IOException {
            idle();
        }
    }
}
