package dev.sideband.detection.lifecycle;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertMemory;

import org.jspecify.annotations.Nullable;

/**
 * What follows from a signal.
 *
 * @param memory what to remember from now on
 * @param change the change to publish; null where there is none
 */
public record Step(AlertMemory memory, @Nullable Alert change) {
    static Step quiet(AlertMemory memory) {
        return new Step(memory, null);
    }
}
