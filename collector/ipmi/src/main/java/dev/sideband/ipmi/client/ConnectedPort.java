package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/**
 * One socket for one BMC, without threads or Netty: quick to open, for programs that ask a BMC and
 * end. Whoever waits for its inbox receives for all of them, so one thread at a time may wait; any
 * thread may send. Connected, so that the system reports a closed port at once.
 */
public final class ConnectedPort implements DatagramPort, AutoCloseable {
    private static final int MAX_DATAGRAM_BYTES = 1024;

    private final DatagramChannel channel;
    private final Selector selector;
    private final InboxTable inboxes = new InboxTable();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private volatile @Nullable IOException refusal;

    private ConnectedPort(DatagramChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Opens the socket on an ephemeral port; the first inbox decides which BMC it is for.
     *
     * @throws IOException where the system does not give one
     */
    public static ConnectedPort open() throws IOException {
        var port = new ConnectedPort(DatagramChannel.open(), Selector.open());
        port.channel.configureBlocking(false);
        port.channel.register(port.selector, SelectionKey.OP_READ);
        return port;
    }

    @Override
    public Inbox open(InetSocketAddress remote, int consoleSessionId) {
        try {
            if (!channel.isConnected()) {
                channel.connect(remote);
            } else if (!remote.equals(channel.getRemoteAddress())) {
                throw new IllegalArgumentException(
                        "this port is for %s, not for %s"
                                .formatted(channel.getRemoteAddress(), remote));
            }
        } catch (IOException e) {
            refusal = e;
        }
        return new ReceivingInbox(inboxes.open(remote, consoleSessionId), remote);
    }

    @Override
    public void send(InetSocketAddress remote, byte[] datagram) {
        try {
            channel.send(ByteBuffer.wrap(datagram), remote);
        } catch (IOException e) {
            refusal = e;
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }

    /** Waits for what comes, and gives it to its inbox; comes back early where it is woken up. */
    private void receive(InetSocketAddress remote, long timeoutNanos)
            throws IpmiException, InterruptedException {
        try {
            IOException problem = refusal;
            if (problem != null) {
                refusal = null;
                throw problem;
            }
            selector.select(TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + 1);
            selector.selectedKeys().clear();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            while (channel.receive(buffer.clear()) != null) {
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                inboxes.deliver(remote, datagram);
            }
        } catch (IOException e) {
            throw ClosedPortProbe.explained(
                    new BmcAddress(remote.getHostString(), remote.getPort()), e);
        }
    }

    /** An inbox that is filled by whoever waits for it. */
    private final class ReceivingInbox implements Inbox {
        private final Inbox inbox;
        private final InetSocketAddress remote;
        private volatile boolean wokenUp;

        ReceivingInbox(Inbox inbox, InetSocketAddress remote) {
            this.inbox = inbox;
            this.remote = remote;
        }

        @Override
        public byte @Nullable [] poll(long timeoutNanos)
                throws IpmiException, InterruptedException {
            long end = System.nanoTime() + timeoutNanos;
            byte[] datagram = inbox.poll(0);
            for (long left = timeoutNanos; datagram == null && left > 0 && !wokenUp; ) {
                receive(remote, left);
                datagram = inbox.poll(0);
                left = end - System.nanoTime();
            }
            wokenUp = false;
            return datagram;
        }

        @Override
        public void wakeUp() {
            wokenUp = true;
            selector.wakeup();
        }

        @Override
        public void close() {
            inbox.close();
        }
    }
}
