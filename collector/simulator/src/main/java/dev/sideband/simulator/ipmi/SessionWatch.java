package dev.sideband.simulator.ipmi;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sees whether a BMC is asked in two sessions at once: for how long an older session was used after
 * a younger one had become active. The BMC's thread tells, any thread asks.
 */
public final class SessionWatch {
    /** Older ones than that are not looked for any more. */
    private static final int REMEMBERED = 64;

    private final Map<Integer, Integer> order =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final Map<Integer, Instant> besides = new HashMap<>();
    private int opened;
    private @Nullable Opened latest;
    private Duration longest = Duration.ZERO;

    /**
     * When a session became active.
     *
     * @param port the UDP port of who opened it
     */
    public record Opened(Instant at, int port) {}

    synchronized void opened(int session, @Nullable SocketAddress from, Instant now) {
        if (order.containsKey(session)) {
            return;
        }
        order.put(session, ++opened);
        latest = new Opened(now, from instanceof InetSocketAddress inet ? inet.getPort() : 0);
    }

    synchronized void used(int session, Instant now) {
        Integer number = order.get(session);
        if (number == null || number == opened) {
            return;
        }
        if (besides.size() > REMEMBERED) {
            besides.clear();
        }
        Instant first = besides.computeIfAbsent(session, _ -> now);
        Duration beside = Duration.between(first, now);
        longest = beside.compareTo(longest) > 0 ? beside : longest;
    }

    /** The session that was opened last. */
    public synchronized Optional<Opened> latest() {
        return Optional.ofNullable(latest);
    }

    /** How many sessions were opened. */
    public synchronized int count() {
        return opened;
    }

    /** From the first to the last use of one session beside a younger one, at the longest. */
    public synchronized Duration longestBeside() {
        return longest;
    }
}
