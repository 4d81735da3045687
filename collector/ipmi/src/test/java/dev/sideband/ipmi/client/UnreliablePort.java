package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Loses and doubles datagrams on their way, both ways, as its seed says; for one session. */
public final class UnreliablePort implements DatagramPort {
    private static final double LOSS = 0.1;
    private static final double REPETITION = 0.1;

    private final DatagramPort port;
    private final RandomGenerator random;
    private final int mostLost;
    private int lost;

    public UnreliablePort(DatagramPort port, long seed) {
        this(port, seed, Integer.MAX_VALUE);
    }

    /** Loses no more than {@code mostLost} datagrams. */
    public UnreliablePort(DatagramPort port, long seed, int mostLost) {
        this.port = port;
        this.mostLost = mostLost;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public synchronized int lost() {
        return lost;
    }

    @Override
    public synchronized void send(InetSocketAddress remote, byte[] datagram) {
        if (isRepeated()) {
            port.send(remote, datagram);
        }
        if (!isLost()) {
            port.send(remote, datagram);
        }
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        Inbox inbox = port.open(remote, consoleSessionId);
        Queue<byte[]> repeated = new ArrayDeque<>();
        return new Inbox() {
            @Override
            public byte @Nullable [] poll(long timeoutNanos)
                    throws IpmiException, InterruptedException {
                byte[] again = repeated.poll();
                if (again != null) {
                    return again;
                }
                byte[] datagram = inbox.poll(timeoutNanos);
                if (datagram == null || isLost()) {
                    return null;
                }
                if (isRepeated()) {
                    repeated.add(datagram.clone());
                }
                return datagram;
            }

            @Override
            public boolean relayTo(Relay relay) {
                return inbox.relayTo(datagram -> isLost() || relay.take(datagram));
            }

            @Override
            public void wakeUp() {
                inbox.wakeUp();
            }

            @Override
            public void close() {
                inbox.close();
            }
        };
    }

    private synchronized boolean isRepeated() {
        return random.nextDouble() < REPETITION;
    }

    private synchronized boolean isLost() {
        boolean isLost = random.nextDouble() < LOSS && lost < mostLost;
        lost += isLost ? 1 : 0;
        return isLost;
    }
}
