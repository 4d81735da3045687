package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Loses the first answer of a kind; for one session. */
public final class DeafOncePort implements DatagramPort {
    private final DatagramPort port;
    private final Predicate<byte[]> kind;
    private final AtomicBoolean isLost = new AtomicBoolean();

    public DeafOncePort(DatagramPort port, Predicate<byte[]> kind) {
        this.port = port;
        this.kind = kind;
    }

    /** Of the answers, how many were lost: 0 or 1. */
    public int lost() {
        return isLost.get() ? 1 : 0;
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        port.send(remote, datagram);
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        Inbox inbox = port.open(remote, consoleSessionId);
        return new Inbox() {
            @Override
            public byte @Nullable [] poll(long timeoutNanos)
                    throws IpmiException, InterruptedException {
                byte[] datagram = inbox.poll(timeoutNanos);
                return datagram == null || loses(datagram) ? null : datagram;
            }

            @Override
            public boolean relayTo(Relay relay) {
                return inbox.relayTo(datagram -> loses(datagram) || relay.take(datagram));
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

    private boolean loses(byte[] datagram) {
        return kind.test(datagram) && isLost.compareAndSet(false, true);
    }
}
