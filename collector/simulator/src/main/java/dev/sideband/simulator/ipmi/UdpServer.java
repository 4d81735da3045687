package dev.sideband.simulator.ipmi;

import dev.sideband.simulator.fault.Link;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** One thread that serves the sockets of many BMCs. */
public final class UdpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpServer.class);

    /** Answers that wait for a delayed link; what comes on top is lost, as in a real queue. */
    private static final int DELAYED_LIMIT = 10_000;

    /** Datagrams read from one socket before the others have their turn. */
    private static final int BURST = 16;

    /** Longer ones are cut, and then unreadable; no IPMI message comes near. */
    private static final int DATAGRAM_LIMIT = 2048;

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_LIMIT);
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(Comparator.comparing(Delayed::due));
    private final Thread thread;
    private volatile boolean stopping;

    // Those that may have to say something that nobody asked for.
    private final Set<Port> talking = new HashSet<>();

    // The second sockets of those that answer from another port.
    private final Set<DatagramChannel> outlets = new HashSet<>();

    /** A BMC, and the socket that its answers leave by. */
    private record Port(Bmc bmc, Link link, DatagramChannel outlet) {}

    private record Delayed(
            Instant due, DatagramChannel channel, SocketAddress to, ByteBuffer content) {}

    public UdpServer(String name, InstantSource clock) {
        this.clock = clock;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /**
     * Gives a BMC a socket, before {@link #start}.
     *
     * @param address port 0 for any free one
     * @return the address with the port that it got
     * @throws UncheckedIOException where the address is taken or not of this machine
     */
    public InetSocketAddress bind(Bmc bmc, Link link, InetSocketAddress address) {
        try {
            var channel = DatagramChannel.open(StandardProtocolFamily.INET);
            try {
                channel.bind(address);
                channel.configureBlocking(false);
                DatagramChannel outlet = bmc.answersFromOtherPort() ? outlet(address) : channel;
                channel.register(selector, SelectionKey.OP_READ, new Port(bmc, link, outlet));
                var local = (InetSocketAddress) channel.getLocalAddress();
                bmc.listensOn(local.getPort());
                return local;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on %s:%d: %s"
                            .formatted(
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    e.getMessage()),
                    e);
        }
    }

    private DatagramChannel outlet(InetSocketAddress address) throws IOException {
        var channel = DatagramChannel.open(StandardProtocolFamily.INET);
        outlets.add(channel);
        channel.bind(new InetSocketAddress(address.getAddress(), 0)).configureBlocking(false);
        return channel;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                selector.select(this::serve, timeout());
                sendDue();
                sendUnasked();
            }
        } catch (IOException e) {
            LOG.error("the simulator stops: its selector failed", e);
        }
    }

    private long timeout() {
        Delayed next = delayed.peek();
        Instant due = next == null ? Instant.MAX : next.due();
        for (Port port : talking) {
            Instant unasked = port.bmc().nextUnasked().orElse(due);
            due = unasked.isBefore(due) ? unasked : due;
        }
        // 0 would be "for ever", which it is where nothing is due.
        return due.equals(Instant.MAX)
                ? 0
                : Math.max(1, Duration.between(clock.instant(), due).toMillis());
    }

    private void serve(SelectionKey key) {
        var channel = (DatagramChannel) key.channel();
        var port = (Port) key.attachment();
        try {
            for (int n = 0; n < BURST; n++) {
                SocketAddress from = channel.receive(buffer.clear());
                if (from == null) {
                    return;
                }
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                answer(port, from, datagram);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("a simulated BMC failed at a datagram", e);
        }
    }

    private void answer(Port port, SocketAddress from, byte[] datagram) throws IOException {
        Instant now = clock.instant();
        if (!port.link().isHeard(from) || !port.link().passes(now)) {
            return;
        }
        for (byte[] answer : port.bmc().receive(datagram, from, now)) {
            if (port.link().passes(now)) {
                send(port, from, answer, now);
            }
        }
        sendUnasked(port, now);
    }

    private void sendUnasked() {
        if (talking.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Port port : List.copyOf(talking)) {
            try {
                sendUnasked(port, now);
            } catch (IOException e) {
                LOG.debug("what a console prints is lost", e);
            }
        }
    }

    private void sendUnasked(Port port, Instant now) throws IOException {
        for (Bmc.Outgoing one : port.bmc().unasked(now)) {
            if (port.link().passes(now)) {
                send(port, one.to(), one.datagram().toArray(), now);
            }
        }
        if (port.bmc().nextUnasked().isPresent()) {
            talking.add(port);
        } else {
            talking.remove(port);
        }
    }

    private void send(Port port, SocketAddress to, byte[] answer, Instant now) throws IOException {
        Duration delay = port.link().delay(now);
        if (delay.isZero()) {
            port.outlet().send(ByteBuffer.wrap(answer), to);
        } else if (delayed.size() < DELAYED_LIMIT) {
            delayed.add(new Delayed(now.plus(delay), port.outlet(), to, ByteBuffer.wrap(answer)));
        }
    }

    private void sendDue() {
        if (delayed.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        while (!delayed.isEmpty() && !delayed.element().due().isAfter(now)) {
            Delayed one = delayed.remove();
            try {
                one.channel().send(one.content(), one.to());
            } catch (IOException e) {
                LOG.debug("a delayed answer is lost", e);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            if (thread.isAlive()) {
                thread.join(STOP_TIMEOUT);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            for (DatagramChannel outlet : outlets) {
                outlet.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
