package dev.sideband.simulator.redfish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Who logged in and out, the last few hundred times. */
final class Trail {
    /** Older ones are forgotten. */
    static final int LIMIT = 300;

    private final Deque<Visit> visits = new ArrayDeque<>();
    private long count;

    /**
     * @param number from 1
     * @param seconds by the BMC's clock
     */
    record Visit(long number, long seconds, String user, String client, boolean in) {
        String kind() {
            return in ? "login" : "logout";
        }

        String message() {
            return "%s: %s from %s by REDFISH.".formatted(in ? "Login" : "Logout", user, client);
        }
    }

    Visit add(long seconds, String user, String client, boolean in) {
        if (visits.size() == LIMIT) {
            visits.removeFirst();
        }
        var visit = new Visit(++count, seconds, user, client, in);
        visits.addLast(visit);
        return visit;
    }

    List<Visit> visits() {
        return List.copyOf(visits);
    }

    void clear() {
        visits.clear();
    }
}
