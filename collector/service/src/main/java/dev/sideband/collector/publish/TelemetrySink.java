package dev.sideband.collector.publish;

import dev.sideband.avro.Component;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;

import java.util.Collection;
import java.util.List;

/**
 * Takes what is true for a moment: readings, descriptors, parts and status. Never throws and hardly
 * ever waits; what the brokers do not take in time is dropped and counted, as newer values follow.
 */
public interface TelemetrySink {
    void readings(List<Reading> readings);

    /**
     * Says what sensors are.
     *
     * @param onLoss called, on any thread, when one of them was dropped; descriptors are said once,
     *     so they must be said again
     */
    void sensors(List<Sensor> sensors, Runnable onLoss);

    /**
     * Says what parts servers are made of.
     *
     * @param onLoss as with {@link #sensors}
     */
    void inventory(List<Component> parts, Runnable onLoss);

    void status(Status status);

    /** Takes sensors off their topic: the BMC no longer has them. */
    void forgetSensors(String target, Collection<String> sensors);

    /** Takes parts off their topic: the server no longer has them. */
    void forgetParts(String target, Collection<String> parts);

    /** Takes a target's status off its topic: it is polled no more. */
    void forgetStatus(String target);
}
