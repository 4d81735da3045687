package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertMemory;
import dev.sideband.detection.lifecycle.AlertLifecycle;
import dev.sideband.detection.lifecycle.AlertLifecycle.Subject;
import dev.sideband.detection.lifecycle.Signal;
import dev.sideband.detection.lifecycle.Step;

import java.util.ArrayList;
import java.util.List;

/** The alerts of one server while one observation is worked on: memory, and what changed. */
final class AlertBook {
    private final AlertLifecycle lifecycle;
    private final ServerMemory memory;
    private final List<Alert> changes = new ArrayList<>(2);

    AlertBook(AlertLifecycle lifecycle, ServerMemory memory) {
        this.lifecycle = lifecycle;
        this.memory = memory;
    }

    ServerMemory memory() {
        return memory;
    }

    List<Alert> changes() {
        return changes;
    }

    /** The alert id of a rule and a component of this server. */
    String id(String rule, String component) {
        return memory.target() + '/' + rule + '/' + component;
    }

    AlertMemory alert(String alertId) {
        return memory.alert(alertId);
    }

    void tell(String alertId, Signal signal) {
        AlertMemory before = memory.alert(alertId);
        var subject = new Subject(alertId, memory.target(), memory.location());
        Step step = lifecycle.step(subject, before, signal);
        memory.remember(alertId, before, step.memory());
        if (step.change() != null) {
            changes.add(step.change());
        }
    }

    void tellAllFiring(Signal signal) {
        memory.firingIds().forEach(id -> tell(id, signal));
    }
}
