package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

class InternerTest {
    private final Interner<List<String>> interner = new Interner<>();

    @Test
    void givesOneCopyOfEqualValues() {
        List<String> first = interner.intern(List.of("a", "b"));
        assertThat(interner.intern(new ArrayList<>(List.of("a", "b")))).isSameAs(first);
        assertThat(interner.intern(List.of("a", "c"))).isNotSameAs(first);
        assertThat(interner.size()).isEqualTo(2);
    }

    @Test
    void forgetsWhatNobodyHolds() {
        var gone = new WeakReference<>(interner.intern(new ArrayList<>(List.of("short-lived"))));
        long end = System.nanoTime() + 10_000_000_000L;
        while (gone.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
        while (interner.size() > 1 && System.nanoTime() < end) {
            interner.intern(List.of("kept"));
        }
        assertThat(interner.size()).isEqualTo(1);
    }
}
