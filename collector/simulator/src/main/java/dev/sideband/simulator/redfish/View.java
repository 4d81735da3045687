package dev.sideband.simulator.redfish;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.Server.Reading;
import dev.sideband.simulator.model.Shape;
import dev.sideband.simulator.model.Threshold;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** One BMC at one moment, for those who write its documents. */
record View(Server server, Dialect dialect, Identity identity, Desk desk, Instant now) {
    /** How bad something is, as the standard says it. */
    enum Health {
        OK("OK"),
        WARNING("Warning"),
        CRITICAL("Critical");

        private final String text;

        Health(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        Health worse(Health other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    Blueprint blueprint() {
        return server.blueprint();
    }

    Shape shape() {
        return blueprint().profile().shape();
    }

    <T> T machine(Function<Physics, T> question) {
        return server.machine(now, question);
    }

    /** The time by the BMC's clock. */
    Instant clock() {
        return Instant.ofEpochSecond(server.clock(now));
    }

    boolean running() {
        return machine(Physics::running);
    }

    Reading reading(Slot slot) {
        return server.reading(now, slot);
    }

    /** What an analog sensor shows, in its unit; nothing while there is nothing to measure. */
    OptionalDouble value(Slot slot) {
        Reading reading = reading(slot);
        return switch (slot.sensor()) {
            case Analog analog when reading.available() ->
                    OptionalDouble.of(analog.conversion().toValue(reading.count()));
            case Analog _, Discrete _ -> OptionalDouble.empty();
        };
    }

    /** How bad the states of a sensor with thresholds are. */
    Health health(Slot slot) {
        int states = reading(slot).states();
        int warning = Threshold.LNC.bit() | Threshold.UNC.bit();
        if ((states & ~warning) != 0) {
            return Health.CRITICAL;
        }
        return states == 0 ? Health.OK : Health.WARNING;
    }

    Health healthOfSupply(int psu) {
        return machine(m -> m.hasInput(psu)) ? Health.OK : Health.CRITICAL;
    }

    Health healthOfDrive(int slot) {
        return machine(m -> m.driveFailed(slot)) ? Health.CRITICAL : Health.OK;
    }

    /** The worst of all parts. */
    Health rollup() {
        Health worst = Health.OK;
        for (Slot slot : analog()) {
            worst = worst.worse(health(slot));
        }
        for (int psu = 0; psu < Shape.PSUS; psu++) {
            worst = worst.worse(healthOfSupply(psu));
        }
        for (int drive = 0; drive < shape().driveSlots(); drive++) {
            worst = worst.worse(healthOfDrive(drive));
        }
        return worst;
    }

    List<Slot> analog() {
        return blueprint().slots().stream()
                .filter(slot -> slot.sensor() instanceof Analog)
                .toList();
    }
}
