package dev.sideband.simulator.fault;

import dev.sideband.simulator.fault.Fault.Delay;
import dev.sideband.simulator.fault.Fault.Hang;
import dev.sideband.simulator.fault.Fault.LinkFault;
import dev.sideband.simulator.fault.Fault.Loss;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The way to one BMC and what is wrong with it at which time. Any thread may ask or change it; time
 * does not go back.
 */
public final class Link {
    /** Faults that are present or wait for their time. */
    public static final int FAULT_LIMIT = 100_000;

    private final SplittableRandom random;
    private final PriorityQueue<Window> coming =
            new PriorityQueue<>(Comparator.comparing(Window::from));
    private final List<Window> present = new ArrayList<>();
    private volatile Set<Integer> unheard = Set.of();

    private record Window(LinkFault fault, Instant from, Instant until) {}

    public Link(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Lays a fault on the way from {@code from} (inclusive) to {@code until} (exclusive). */
    public synchronized void add(LinkFault fault, Instant from, Instant until) {
        if (coming.size() + present.size() >= FAULT_LIMIT) {
            throw new IllegalStateException(
                    "more than %d faults wait for their time".formatted(FAULT_LIMIT));
        }
        coming.add(new Window(fault, from, until));
    }

    /** Takes away, at {@code now}, every fault of the kind of {@code fault} that is present. */
    public synchronized void end(LinkFault fault, Instant now) {
        advanceTo(now);
        present.removeIf(window -> window.fault().getClass() == fault.getClass());
    }

    /** Cuts off whoever sends from these UDP ports; none cuts off nobody. */
    public void cutOff(Set<Integer> ports) {
        unheard = Set.copyOf(ports);
    }

    /** Whether somebody is not cut off. */
    public boolean isHeard(SocketAddress from) {
        return !(from instanceof InetSocketAddress inet) || !unheard.contains(inet.getPort());
    }

    /** Whether the next datagram, in either direction, gets through. */
    public synchronized boolean passes(Instant now) {
        advanceTo(now);
        for (Window window : present) {
            if (swallows(window.fault())) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is answered at all; what is lost otherwise, TCP sends again. */
    public synchronized boolean hangs(Instant now) {
        advanceTo(now);
        return present.stream().anyMatch(window -> window.fault() instanceof Hang);
    }

    /** How much later the next answer leaves. */
    public synchronized Duration delay(Instant now) {
        advanceTo(now);
        Duration longest = Duration.ZERO;
        for (Window window : present) {
            if (window.fault() instanceof Delay(Duration delay) && delay.compareTo(longest) > 0) {
                longest = delay;
            }
        }
        return longest;
    }

    /** The faults of this time. */
    public synchronized List<LinkFault> present(Instant now) {
        advanceTo(now);
        return present.stream().map(Window::fault).toList();
    }

    private boolean swallows(LinkFault fault) {
        return switch (fault) {
            case Hang _ -> true;
            case Loss(double rate) -> random.nextDouble() < rate;
            case Delay _ -> false;
        };
    }

    private void advanceTo(Instant now) {
        while (!coming.isEmpty() && !coming.element().from().isAfter(now)) {
            present.add(coming.remove());
        }
        if (!present.isEmpty()) {
            present.removeIf(window -> !now.isBefore(window.until()));
        }
    }
}
