package dev.sideband.simulator.fault;

import dev.sideband.simulator.fault.Fault.Delay;
import dev.sideband.simulator.fault.Fault.Hang;
import dev.sideband.simulator.fault.Fault.LinkFault;
import dev.sideband.simulator.fault.Fault.Loss;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The way to one BMC and what is wrong with it at which time. Any thread may ask or change it. */
public final class Link {
    /** Faults that are present or wait for their time. */
    public static final int FAULT_LIMIT = 10_000;

    private final SplittableRandom random;
    private List<Window> windows = List.of();

    private record Window(LinkFault fault, Instant from, Instant until) {
        boolean contains(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    public Link(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Lays a fault on the way from {@code from} (inclusive) to {@code until} (exclusive). */
    public synchronized void add(LinkFault fault, Instant from, Instant until) {
        if (windows.size() >= FAULT_LIMIT) {
            throw new IllegalStateException("more than 10000 faults wait for their time");
        }
        windows =
                Stream.concat(windows.stream(), Stream.of(new Window(fault, from, until))).toList();
    }

    /** Takes away, at {@code now}, every fault of the kind of {@code fault} that is present. */
    public synchronized void end(LinkFault fault, Instant now) {
        windows =
                windows.stream()
                        .filter(window ->
                                window.fault().getClass() != fault.getClass()
                                        || !window.contains(now))
                        .toList();
    }

    /** Whether the next datagram, in either direction, gets through. */
    public synchronized boolean passes(Instant now) {
        if (windows.isEmpty()) {
            return true;
        }
        forget(now);
        for (Window window : windows) {
            if (window.contains(now) && swallows(window.fault())) {
                return false;
            }
        }
        return true;
    }

    /** How much later the next answer leaves. */
    public synchronized Duration delay(Instant now) {
        Duration longest = Duration.ZERO;
        for (Window window : windows) {
            if (window.contains(now)
                    && window.fault() instanceof Delay(Duration delay)
                    && delay.compareTo(longest) > 0) {
                longest = delay;
            }
        }
        return longest;
    }

    /** The faults of this time. */
    public synchronized List<LinkFault> present(Instant now) {
        return windows.stream().filter(window -> window.contains(now)).map(Window::fault).toList();
    }

    private boolean swallows(LinkFault fault) {
        return switch (fault) {
            case Hang _ -> true;
            case Loss(double rate) -> random.nextDouble() < rate;
            case Delay _ -> false;
        };
    }

    private void forget(Instant now) {
        if (windows.stream().anyMatch(window -> !now.isBefore(window.until()))) {
            windows = windows.stream().filter(window -> now.isBefore(window.until())).toList();
        }
    }
}
