package dev.sideband.processor.topology;

import dev.sideband.avro.Sensor;
import dev.sideband.detection.Descriptors;

import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The sensors of the servers of one partition, by target/sensor: a store, and those used last. */
final class SensorDescriptors implements Descriptors {
    static final int MAX_IN_USE = 65_536;

    private final KeyValueStore<String, Sensor> store;
    private final RecentlyUsed<Sensor> inUse = new RecentlyUsed<>(MAX_IN_USE, _ -> {});

    SensorDescriptors(KeyValueStore<String, Sensor> store) {
        this.store = store;
    }

    @Override
    public @Nullable Sensor find(String target, String sensor) {
        String key = target + '/' + sensor;
        Sensor known = inUse.get(key);
        if (known == null) {
            known = store.get(key);
            if (known != null) {
                inUse.put(key, known);
            }
        }
        return known;
    }

    void put(String key, Sensor sensor) {
        store.put(key, sensor);
        inUse.put(key, sensor);
    }

    void remove(String key) {
        store.delete(key);
        inUse.remove(key);
    }
}
