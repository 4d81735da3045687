package dev.sideband.processor.view;

import dev.sideband.avro.Alert;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What changed since one listener last asked. What changes more than once is told once, so that a
 * slow listener costs no more memory than the fleet has servers.
 */
public final class Subscriber {
    /** Alert changes that wait for a slow listener; beyond them it has to look at all anew. */
    static final int MAX_ALERTS = 1000;

    private final @Nullable String watched;
    private final Set<String> servers = new HashSet<>();
    private final Set<String> sensors = new HashSet<>();
    private final List<Alert> alerts = new ArrayList<>();
    private boolean lost;

    /**
     * @param watched the server whose readings are wanted; null: none
     */
    Subscriber(@Nullable String watched) {
        this.watched = watched;
    }

    /**
     * What there is to tell.
     *
     * @param servers those whose state changed
     * @param sensors those of the watched server that were read
     * @param alerts each change, in order
     * @param lost whether alert changes were dropped
     */
    public record News(Set<String> servers, Set<String> sensors, List<Alert> alerts, boolean lost) {
        public boolean isEmpty() {
            return servers.isEmpty() && sensors.isEmpty() && alerts.isEmpty() && !lost;
        }
    }

    /** Waits for an alert, or for {@code atMost}, and takes what there is. */
    public synchronized News await(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (alerts.isEmpty() && !lost && left > 0) {
            wait(left);
            left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        var news = new News(Set.copyOf(servers), Set.copyOf(sensors), List.copyOf(alerts), lost);
        servers.clear();
        sensors.clear();
        alerts.clear();
        lost = false;
        return news;
    }

    synchronized void changed(String server) {
        servers.add(server);
    }

    synchronized void read(String server, String sensor) {
        if (server.equals(watched)) {
            sensors.add(sensor);
        }
    }

    synchronized void alert(Alert alert) {
        if (alerts.size() >= MAX_ALERTS) {
            alerts.clear();
            lost = true;
        } else if (!lost) {
            alerts.add(alert);
        }
        notifyAll();
    }
}
