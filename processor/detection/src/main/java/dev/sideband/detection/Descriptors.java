package dev.sideband.detection;

import dev.sideband.avro.Sensor;

import org.jspecify.annotations.Nullable;

/** What is known of the sensors themselves. */
public interface Descriptors {
    /** The descriptor of a server's sensor; null where there is none (yet). */
    @Nullable Sensor find(String target, String sensor);
}
