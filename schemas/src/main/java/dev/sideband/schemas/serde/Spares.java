package dev.sideband.schemas.serde;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects to use again, a few for all threads. There are as many virtual threads as BMCs, so each
 * thread its own would be too much.
 */
final class Spares<T> {
    private static final int SLOTS = 16;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<T> supplier;

    Spares(Supplier<T> supplier) {
        this.supplier = supplier;
    }

    /** One for this thread alone until it gives it back. */
    T take() {
        T spare = slots.getAndSet(slot(), null);
        return spare == null ? supplier.get() : spare;
    }

    void giveBack(T used) {
        slots.set(slot(), used);
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() % SLOTS;
    }
}
