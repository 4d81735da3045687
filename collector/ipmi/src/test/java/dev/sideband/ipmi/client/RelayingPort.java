package dev.sideband.ipmi.client;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A port without sockets whose BMC answers at once, on the thread that asks. */
final class RelayingPort implements DatagramPort {
    private final Function<byte[], List<byte[]>> peer;
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private @Nullable Relay relay;
    int leftToTheInbox;

    RelayingPort(Function<byte[], List<byte[]>> peer) {
        this.peer = peer;
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        for (byte[] answer : peer.apply(datagram.clone())) {
            if (relay == null || !relay.take(answer)) {
                leftToTheInbox++;
                arrived.add(answer);
            }
        }
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        return new Inbox() {
            @Override
            public boolean relayTo(Relay first) {
                relay = first;
                return true;
            }

            @Override
            public byte @Nullable [] poll(long timeoutNanos) throws InterruptedException {
                return arrived.poll(timeoutNanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void close() {
                relay = null;
            }
        };
    }
}
