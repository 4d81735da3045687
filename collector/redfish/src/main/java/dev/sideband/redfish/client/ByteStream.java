package dev.sideband.redfish.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer without an end, read piece by piece by one thread; any other may close it. No more than
 * one piece waits to be read: who sends more has to wait.
 */
public interface ByteStream extends AutoCloseable {
    /** The stream ended otherwise than by a proper end of the answer. */
    final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        public Broken(String message) {
            super(message);
        }
    }

    /**
     * Waits for the next piece.
     *
     * @return nothing where the answer ended
     * @throws Broken where nothing came for {@code longest}, or the connection broke
     */
    Optional<List<ByteBuffer>> next(Duration longest) throws Broken, InterruptedException;

    /** Hangs up; what waits to be read, and the thread that waits for it, find the end. */
    @Override
    void close();
}
