package dev.sideband.collector.pet;

import dev.sideband.ipmi.pet.PlatformEventTrap;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Receives platform event traps and has the BMCs that sent them looked at. One thread takes
 * datagrams off the socket, another one makes sense of them; between the two is a short queue, and
 * what finds it full is lost, as any trap may be.
 */
public final class PetReceiver implements AutoCloseable {
    private static final int MAX_WAITING = 1024;

    /** An SNMP message over UDP need not be larger (RFC 1157 §4), and no platform event is. */
    private static final int MAX_DATAGRAM_BYTES = 1472;

    private static final Duration JOIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(PetReceiver.class);

    private final DatagramSocket socket;
    private final AddressBook book;
    private final Consumer<String> lookNow;
    private final SeenTraps seen = new SeenTraps();
    private final BlockingQueue<Datagram> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final LongAdder received = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private final LongAdder hints = new LongAdder();
    private final Thread receiver = new Thread(this::receive, "pet-receiver");
    private final Thread matcher = new Thread(this::match, "pet-matcher");

    private record Datagram(InetAddress from, Bytes content) {}

    /**
     * What came until now.
     *
     * @param received datagrams
     * @param lost datagrams that found the queue full
     * @param malformed datagrams that are no SNMP message or no whole trap
     * @param repeated traps that had come before
     * @param strangers traps from where no target is
     * @param hints looks that were asked for
     */
    public record Counts(
            long received, long lost, long malformed, long repeated, long strangers, long hints) {}

    private PetReceiver(DatagramSocket socket, AddressBook book, Consumer<String> lookNow) {
        this.socket = socket;
        this.book = book;
        this.lookNow = lookNow;
        receiver.setDaemon(true);
        matcher.setDaemon(true);
    }

    /**
     * Starts to receive.
     *
     * @param targets the IPMI address of each target, {@code host[:port]}
     * @param lookNow told of each target that sent a trap; must not block
     * @throws IOException where the port can't be had
     */
    public static PetReceiver start(
            PetOptions options, Supplier<Map<String, String>> targets, Consumer<String> lookNow)
            throws IOException {
        DatagramSocket socket = bind(options);
        var book = new AddressBook(targets, System::nanoTime);
        var pet = new PetReceiver(socket, book, lookNow);
        pet.receiver.start();
        pet.matcher.start();
        LOG.atInfo().addKeyValue("port", pet.port()).log("platform event traps are received");
        return pet;
    }

    private static DatagramSocket bind(PetOptions options) throws IOException {
        try {
            return new DatagramSocket(options.local());
        } catch (BindException taken) {
            throw new IOException(
                    "pet-port %d: %s: another program has it, or it needs a privilege (ports below"
                                    .formatted(options.port(), taken.getMessage())
                            + " 1024); choose another port",
                    taken);
        }
    }

    /** The UDP port. */
    public int port() {
        return socket.getLocalPort();
    }

    public Counts counts() {
        return new Counts(
                received.sum(),
                lost.sum(),
                malformed.sum(),
                repeated.sum(),
                strangers.sum(),
                hints.sum());
    }

    private void receive() {
        byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketException closed) {
                continue;
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("failure", e.toString()).log("a trap was not received");
                continue;
            }
            received.increment();
            Bytes content = Bytes.of(buffer, 0, packet.getLength());
            if (!waiting.offer(new Datagram(packet.getAddress(), content))) {
                lost.increment();
            }
        }
    }

    private void match() {
        try {
            while (!socket.isClosed()) {
                match(waiting.take());
            }
        } catch (InterruptedException closing) {
            LOG.debug("no more traps are looked at");
        }
    }

    private void match(Datagram datagram) {
        try {
            Optional<PlatformEventTrap> trap = SnmpTrap.read(datagram.content.toArray());
            if (trap.isPresent()) {
                hint(datagram.from, trap.get());
            }
        } catch (WireFormatException garbled) {
            malformed.increment();
            LOG.atDebug()
                    .addKeyValue("from", datagram.from.getHostAddress())
                    .log(garbled.getMessage());
        } catch (RuntimeException unforeseen) {
            // Whatever somebody sends us, the next trap may be a BMC's.
            malformed.increment();
            LOG.atWarn().setCause(unforeseen).log("a trap failed in an unforeseen way");
        }
    }

    private void hint(InetAddress from, PlatformEventTrap trap) {
        List<String> targets = book.at(from);
        if (targets.isEmpty()) {
            strangers.increment();
        } else if (!seen.add(from, trap)) {
            repeated.increment();
        } else {
            for (String target : targets) {
                LOG.atDebug()
                        .addKeyValue("target", target)
                        .addKeyValue("severity", trap.severity())
                        .log("a platform event trap came");
                hints.increment();
                lookNow.accept(target);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
        matcher.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            receiver.join(JOIN);
            matcher.join(JOIN);
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
