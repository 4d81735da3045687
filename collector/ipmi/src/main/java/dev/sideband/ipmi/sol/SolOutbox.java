package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was typed and not sent yet, in order: characters and breaks. For any threads. */
final class SolOutbox {
    /** Who types more than this ahead of the BMC waits. */
    static final int CAPACITY_BYTES = 16 * 1024;

    private static final int PIECE_BYTES = 1024;

    private final Deque<Item> items = new ArrayDeque<>();
    private int length;
    private boolean closed;

    /** One thing to send. */
    sealed interface Item {}

    record Characters(Bytes bytes) implements Item {}

    record Break() implements Item {}

    /**
     * Waits for room and adds characters.
     *
     * @param full told before each wait, so that somebody makes room
     * @return false where the console has ended, and they go nowhere
     */
    boolean put(byte[] characters, int offset, int count, Runnable full)
            throws InterruptedException {
        for (int done = 0; done < count; ) {
            int piece = Math.min(PIECE_BYTES, count - done);
            if (!hasRoom(piece)) {
                full.run();
            }
            if (!put(new Characters(Bytes.of(characters, offset + done, piece)), piece)) {
                return false;
            }
            done += piece;
        }
        return true;
    }

    private synchronized boolean hasRoom(int size) {
        return length + size <= CAPACITY_BYTES;
    }

    boolean putBreak() throws InterruptedException {
        return put(new Break(), 1);
    }

    private synchronized boolean put(Item item, int size) throws InterruptedException {
        while (!closed && length + size > CAPACITY_BYTES) {
            wait();
        }
        if (closed) {
            return false;
        }
        items.add(item);
        length += size;
        return true;
    }

    /** The next thing to send, characters up to {@code limit} of them; null where there is none. */
    synchronized @Nullable Item take(int limit) {
        Item first = items.peek();
        return switch (first) {
            case null -> null;
            case Break _ -> {
                items.remove();
                shrink(1);
                yield first;
            }
            case Characters _ -> takeCharacters(limit);
        };
    }

    private synchronized Characters takeCharacters(int limit) {
        byte[] taken = new byte[Math.min(limit, length)];
        int count = 0;
        while (count < limit && items.peek() instanceof Characters(Bytes bytes)) {
            items.remove();
            int part = Math.min(limit - count, bytes.length());
            System.arraycopy(bytes.toArray(), 0, taken, count, part);
            count += part;
            if (part < bytes.length()) {
                items.addFirst(
                        new Characters(Bytes.of(bytes.toArray(), part, bytes.length() - part)));
            }
        }
        shrink(count);
        return new Characters(Bytes.of(taken, 0, count));
    }

    private synchronized void shrink(int count) {
        length -= count;
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    /** Frees whoever waits; nothing is taken any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
