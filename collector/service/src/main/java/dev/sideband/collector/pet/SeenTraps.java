package dev.sideband.collector.pet;

import dev.sideband.ipmi.pet.PlatformEventTrap;
import dev.sideband.ipmi.wire.Bytes;

import java.net.InetAddress;
import java.util.LinkedHashSet;

/** The traps of late, so that a repeat is known. One thread. */
final class SeenTraps {
    /** What is older is forgotten; a repeat of it costs one more look. */
    private static final int MAX_TRAPS = 4096;

    private final LinkedHashSet<Key> seen = new LinkedHashSet<>();

    private record Key(InetAddress from, Bytes guid, int sequence, long time) {}

    /** Whether {@code trap} is new. */
    boolean add(InetAddress from, PlatformEventTrap trap) {
        boolean fresh = seen.add(new Key(from, trap.guid(), trap.sequence(), trap.timeSeconds()));
        if (seen.size() > MAX_TRAPS) {
            seen.removeFirst();
        }
        return fresh;
    }
}
