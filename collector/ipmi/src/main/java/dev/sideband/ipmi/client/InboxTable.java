package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.session.ConsoleSessionId;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which inbox a datagram belongs to, by its sender and the console's session id in it. Event loops
 * look up; the owners of sessions open and close.
 */
final class InboxTable {
    /** More than this nobody needs: one request is in flight, the rest is late or repeated. */
    private static final int INBOX_CAPACITY = 16;

    // A BMC has one inbox but for the moment in which a session is opened anew: arrays are short
    // and never changed, only replaced.
    private final Map<InetSocketAddress, SessionInbox[]> byRemote = new ConcurrentHashMap<>();
    // For answers from another port than the one that was asked (Intel Tiger 4).
    private final Map<Integer, SessionInbox> bySessionId = new ConcurrentHashMap<>();
    private final LongAdder unclaimed = new LongAdder();
    private final LongAdder overflowed = new LongAdder();

    Inbox open(InetSocketAddress remote, int consoleSessionId) {
        var inbox = new SessionInbox(remote, consoleSessionId);
        byRemote.merge(remote, new SessionInbox[] {inbox}, InboxTable::joined);
        if (consoleSessionId != 0) {
            bySessionId.put(consoleSessionId, inbox);
        }
        return inbox;
    }

    void deliver(InetSocketAddress remote, byte[] datagram) {
        SessionInbox[] candidates = byRemote.get(remote);
        if (candidates == null) {
            deliverFromOtherPort(remote, datagram);
            return;
        }
        int id = ConsoleSessionId.of(datagram);
        boolean claimed = false;
        for (SessionInbox inbox : candidates) {
            // Id 0 is in answers outside of sessions and in the shortest refusals.
            if (id == 0 || id == inbox.consoleSessionId) {
                // Decoding spoils the bytes, so no two inboxes may share them.
                inbox.offer(claimed ? datagram.clone() : datagram);
                claimed = true;
            }
        }
        if (!claimed) {
            unclaimed.increment();
        }
    }

    /**
     * Takes a datagram of the same host that names a session, as long as its sender has to prove
     * itself: by a code, or in what follows in the handshake.
     */
    private void deliverFromOtherPort(InetSocketAddress remote, byte[] datagram) {
        SessionInbox inbox = bySessionId.get(ConsoleSessionId.of(datagram));
        if (inbox != null
                && ConsoleSessionId.isProvable(datagram)
                && inbox.remote.getAddress().equals(remote.getAddress())) {
            inbox.offer(datagram);
        } else {
            unclaimed.increment();
        }
    }

    /** Tells all inboxes of {@code remote} that a datagram could not even be sent. */
    void fail(InetSocketAddress remote, Throwable cause) {
        SessionInbox[] candidates = byRemote.get(remote);
        if (candidates != null) {
            for (SessionInbox inbox : candidates) {
                inbox.fail(
                        "%s:%d: the network refuses to send: %s"
                                .formatted(
                                        remote.getHostString(),
                                        remote.getPort(),
                                        cause.getMessage()));
            }
        }
    }

    long unclaimed() {
        return unclaimed.sum();
    }

    long overflowed() {
        return overflowed.sum();
    }

    private static SessionInbox[] joined(SessionInbox[] old, SessionInbox[] more) {
        var all = Arrays.copyOf(old, old.length + 1);
        all[old.length] = more[0];
        return all;
    }

    private static SessionInbox @Nullable [] without(SessionInbox[] old, SessionInbox closed) {
        SessionInbox[] rest =
                Arrays.stream(old).filter(inbox -> inbox != closed).toArray(SessionInbox[]::new);
        return rest.length == 0 ? null : rest;
    }

    /** Filled by an event loop, emptied by the session's thread. */
    private final class SessionInbox implements Inbox {
        private static final byte[] WAKE_UP = new byte[0];

        private final InetSocketAddress remote;
        private final int consoleSessionId;
        private final BlockingQueue<byte[]> datagrams = new ArrayBlockingQueue<>(INBOX_CAPACITY);
        private volatile @Nullable String failure;
        private volatile @Nullable Relay relay;

        SessionInbox(InetSocketAddress remote, int consoleSessionId) {
            this.remote = remote;
            this.consoleSessionId = consoleSessionId;
        }

        @Override
        public boolean relayTo(Relay first) {
            relay = first;
            return true;
        }

        void offer(byte[] datagram) {
            Relay first = relay;
            if (first != null && first.take(datagram)) {
                return;
            }
            if (!datagrams.offer(datagram)) {
                overflowed.increment();
            }
        }

        void fail(String message) {
            failure = message;
            wakeUp();
        }

        @Override
        public void wakeUp() {
            // Where it is full, there is enough to wake up for.
            datagrams.offer(WAKE_UP);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // Only the very array is no datagram.
        public byte @Nullable [] poll(long timeoutNanos)
                throws IpmiException, InterruptedException {
            byte[] datagram = datagrams.poll(timeoutNanos, TimeUnit.NANOSECONDS);
            String problem = failure;
            if (problem != null) {
                failure = null;
                throw new IpmiException.Unreachable(problem);
            }
            return datagram == null || datagram.length == 0 ? null : datagram;
        }

        @Override
        public void close() {
            byRemote.computeIfPresent(remote, (_, old) -> without(old, this));
            bySessionId.remove(consoleSessionId, this);
        }
    }
}
