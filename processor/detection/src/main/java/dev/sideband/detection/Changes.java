package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Health;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one observation changed.
 *
 * @param alerts the changes of alerts, in order
 * @param health the server's health where it changed; null where it did not
 * @param gone whether the server is no longer watched
 */
public record Changes(List<Alert> alerts, @Nullable Health health, boolean gone) {
    public static final Changes NONE = new Changes(List.of(), null, false);

    public boolean isEmpty() {
        return alerts.isEmpty() && health == null && !gone;
    }
}
