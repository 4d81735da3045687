package dev.sideband.processor.topology;

import dev.sideband.avro.ServerState;
import dev.sideband.detection.ServerMemory;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.function.Consumer;

/**
 * What is remembered of the servers of one partition: a store, and before it the memories in use as
 * objects, since a poll brings a hundred readings of the same server and few of them change
 * anything.
 */
final class ServerMemories {
    /** About 20 kB each with 100 sensors. */
    static final int MAX_IN_USE = 4096;

    private final KeyValueStore<String, ServerState> store;
    private final RecentlyUsed<ServerMemory> inUse;

    ServerMemories(KeyValueStore<String, ServerState> store) {
        this.store = store;
        this.inUse = new RecentlyUsed<>(MAX_IN_USE, this::write);
    }

    ServerMemory get(String target) {
        ServerMemory memory = inUse.get(target);
        if (memory == null) {
            ServerState state = store.get(target);
            memory = state == null ? ServerMemory.of(target) : ServerMemory.of(target, state);
            inUse.put(target, memory);
        }
        return memory;
    }

    /** Writes {@code memory} where something changed that decides; whether it did. */
    boolean save(ServerMemory memory) {
        if (!memory.takeChanged()) {
            return false;
        }
        write(memory);
        return true;
    }

    /** Forgets what has not been saved. */
    void drop(String target) {
        inUse.remove(target);
    }

    void forEach(Consumer<ServerMemory> action) {
        try (KeyValueIterator<String, ServerState> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, ServerState> next = all.next();
                action.accept(ServerMemory.of(next.key, next.value));
            }
        }
    }

    private void write(ServerMemory memory) {
        store.put(memory.target(), memory.toState());
    }
}
