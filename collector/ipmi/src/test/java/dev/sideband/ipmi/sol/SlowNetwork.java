package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.client.DatagramPort;
import dev.sideband.ipmi.client.Inbox;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A network and all that goes on in it, on one thread and a clock of its own: datagrams take their
 * time, and once it is {@link #spoil spoilt} some get lost, come twice or overtake each other.
 */
final class SlowNetwork implements DatagramPort {
    private static final long LATENCY_NANOS = Duration.ofMillis(1).toNanos();
    private static final long DETOUR_NANOS = Duration.ofMillis(40).toNanos();

    private final RandomGenerator random;
    private final Function<byte[], List<byte[]>> peer;
    private final Queue<byte[]> arrived = new ArrayDeque<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private double loss;
    private double repetition;
    private double detour;
    private long now;
    private long order;
    private int lost;

    private record Event(long at, long order, Runnable action) {}

    SlowNetwork(RandomGenerator random, Function<byte[], List<byte[]>> peer) {
        this.random = random;
        this.peer = peer;
    }

    void spoil(double lossRate, double repetitionRate, double detourRate) {
        loss = lossRate;
        repetition = repetitionRate;
        detour = detourRate;
    }

    int lost() {
        return lost;
    }

    /** Lets something happen later. */
    void after(Duration delay, Runnable action) {
        events.add(new Event(now + delay.toNanos(), order++, action));
    }

    /** A datagram that the peer sends of its own accord. */
    void toConsole(byte[] datagram) {
        carry(datagram, arrived::add);
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        carry(datagram, one -> peer.apply(one).forEach(this::toConsole));
    }

    private void carry(byte[] datagram, java.util.function.Consumer<byte[]> receiver) {
        if (random.nextDouble() < loss) {
            lost++;
            return;
        }
        int copies = random.nextDouble() < repetition ? 2 : 1;
        for (int n = 0; n < copies; n++) {
            long late = random.nextDouble() < detour ? random.nextLong(DETOUR_NANOS) : 0;
            events.add(
                    new Event(
                            now + LATENCY_NANOS + late,
                            order++,
                            () -> receiver.accept(datagram.clone())));
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        return new Inbox() {
            private boolean woken;

            @Override
            public byte @Nullable [] poll(long timeoutNanos) {
                if (woken) {
                    woken = false;
                    return null;
                }
                long end = now + Math.min(timeoutNanos, Duration.ofHours(1).toNanos());
                while (arrived.isEmpty() && !events.isEmpty() && events.element().at() <= end) {
                    Event next = events.remove();
                    now = next.at();
                    next.action().run();
                }
                byte[] datagram = arrived.poll();
                if (datagram == null) {
                    now = end;
                }
                return datagram;
            }

            @Override
            public void wakeUp() {
                woken = true;
            }

            @Override
            public void close() {
                arrived.clear();
            }
        };
    }
}
