package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A console's output on its way to a thread that may wait, such as one that writes to a terminal:
 * bounded, and when it is full the BMC holds the rest.
 */
public final class SolBuffer implements SolSink {
    private final Queue<Bytes> pieces = new ArrayDeque<>();
    private final int capacity;
    private final Consumer<SolNotice> notices;
    private Runnable room = () -> {};
    private int length;
    private boolean refused;
    private boolean finished;

    /**
     * @param capacity bytes that may wait here
     * @param notices told what the BMC says besides, on the session's thread
     */
    public SolBuffer(int capacity, Consumer<SolNotice> notices) {
        if (capacity < SolPacket.MAX_DATA) {
            throw new IllegalArgumentException(
                    "a console's buffer needs room for a packet: 255 bytes, not " + capacity);
        }
        this.capacity = capacity;
        this.notices = notices;
    }

    /** What to do when there is room again after a refusal: {@link SolConsole#resume}. */
    public synchronized void whenRoom(Runnable action) {
        room = action;
    }

    @Override
    public synchronized boolean offer(Bytes characters) {
        // Packets longer than any buffer are nobody's but a fuzzer's.
        if (length > 0 && length + characters.length() > capacity) {
            refused = true;
            return false;
        }
        pieces.add(characters);
        length += characters.length();
        notifyAll();
        return true;
    }

    @Override
    public void notice(SolNotice notice) {
        notices.accept(notice);
    }

    /**
     * Waits for the next characters.
     *
     * @param patience how long; where nothing comes until then, what is given back is empty
     * @return null once there will be nothing more
     */
    public @Nullable Bytes take(Duration patience) throws InterruptedException {
        Bytes next;
        Runnable tell = null;
        synchronized (this) {
            await(patience);
            next = pieces.poll();
            if (next != null) {
                length -= next.length();
            } else if (!finished) {
                return Bytes.EMPTY;
            }
            if (refused && length <= capacity / 2) {
                refused = false;
                tell = room;
            }
        }
        if (tell != null) {
            tell.run();
        }
        return next;
    }

    private void await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (pieces.isEmpty() && !finished) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Nothing comes after what is in here. */
    public synchronized void finish() {
        finished = true;
        notifyAll();
    }
}
