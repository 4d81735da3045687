package dev.sideband.collector.discover;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.PresenceLook;
import dev.sideband.ipmi.client.PresenceLook.Presence;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.ServiceLook;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks at every address of some networks, each once, no faster than it is told to. It opens no
 * session, tries no password, and asks an address that does not answer five times at most.
 */
public final class Discovery {
    private static final int UNDER_WAY = 256;
    private static final int TRIES = 2;
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(2);

    /** A BMC's web server may need seconds for the first handshake of a day. */
    private static final Duration REDFISH_PATIENCE = Duration.ofSeconds(6);

    private final Options options;

    /**
     * How to look.
     *
     * @param packetsPerSecond datagrams and connections, in all
     * @param ipmiPort where IPMI is, 623
     * @param redfishPort where Redfish is, 443
     */
    public record Options(int packetsPerSecond, int ipmiPort, int redfishPort) {
        public Options {
            if (packetsPerSecond < 1) {
                throw new IllegalArgumentException("at least one packet a second");
            }
        }
    }

    /** Told how it goes, by any thread, one at a time. */
    public interface Listener {
        /** A BMC was found. */
        void found(FoundBmc bmc);

        /** So many addresses were looked at until now. */
        void looked(long addresses);
    }

    public Discovery(Options options) {
        this.options = options;
    }

    /**
     * Looks at all addresses.
     *
     * @return all BMCs, by address
     * @throws IOException where the system gives no socket
     */
    public List<FoundBmc> run(List<Network> networks, Listener listener)
            throws IOException, InterruptedException {
        var pace = new Pace(options.packetsPerSecond(), System::nanoTime);
        List<FoundBmc> all = new ArrayList<>();
        var looked = new AtomicLong();
        try (UdpPort udp = UdpPort.open(1);
                HttpPort http = HttpPort.open()) {
            var presence = new PresenceLook(udp, patience(), pace::pass);
            var service = new ServiceLook(http, REDFISH_PATIENCE);
            forEach(
                    networks,
                    address -> {
                        Optional<FoundBmc> bmc = look(address, presence, service, pace);
                        synchronized (all) {
                            bmc.ifPresent(all::add);
                            bmc.ifPresent(listener::found);
                            listener.looked(looked.incrementAndGet());
                        }
                    });
        }
        all.sort(Comparator.comparing(bmc -> bmc.address().getAddress(), Discovery::order));
        return List.copyOf(all);
    }

    private static int order(byte[] a, byte[] b) {
        int byLength = Integer.compare(a.length, b.length);
        return byLength != 0 ? byLength : Arrays.compareUnsigned(a, b);
    }

    private static SessionOptions patience() {
        return SessionOptions.DEFAULT.withRetryPolicy(
                new RetryPolicy(
                        FIRST_TIMEOUT, LONGEST_TIMEOUT, TRIES, LONGEST_TIMEOUT.multipliedBy(3)));
    }

    private interface Look {
        void at(InetAddress address) throws InterruptedException;
    }

    /** A thread for each address that is being looked at. */
    private static void forEach(List<Network> networks, Look look) throws InterruptedException {
        var room = new Semaphore(UNDER_WAY);
        List<Thread> threads = new ArrayList<>();
        try {
            Iterator<InetAddress> addresses =
                    networks.stream().flatMap(Network::addresses).distinct().iterator();
            while (addresses.hasNext()) {
                InetAddress address = addresses.next();
                room.acquire();
                threads.removeIf(thread -> !thread.isAlive());
                threads.add(
                        Thread.startVirtualThread(() -> {
                            try {
                                look.at(address);
                            } catch (InterruptedException cut) {
                                // Then nothing is known of this one.
                            } finally {
                                room.release();
                            }
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private Optional<FoundBmc> look(
            InetAddress address, PresenceLook presence, ServiceLook service, Pace pace)
            throws InterruptedException {
        Optional<Presence> ipmi = ipmi(address, presence);
        pace.pass();
        Optional<ServiceLook.Found> redfish =
                service.at(
                        new RedfishAddress(true, address.getHostAddress(), options.redfishPort()));
        return ipmi.isEmpty() && redfish.isEmpty()
                ? Optional.empty()
                : Optional.of(new FoundBmc(address, ipmi, redfish));
    }

    private Optional<Presence> ipmi(InetAddress address, PresenceLook presence)
            throws InterruptedException {
        try {
            return presence.at(new BmcAddress(address.getHostAddress(), options.ipmiPort()));
        } catch (IpmiException closed) {
            return Optional.empty();
        }
    }
}
