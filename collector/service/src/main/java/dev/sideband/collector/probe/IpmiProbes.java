package dev.sideband.collector.probe;

import dev.sideband.avro.Target;
import dev.sideband.collector.memory.IpmiNotebook;
import dev.sideband.collector.memory.Memories;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.sensor.SdrCache;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Makes probes over IPMI; all of them share a few sockets and the gate for logins. */
public final class IpmiProbes implements ProbeFactory, AutoCloseable {
    /**
     * One socket and its thread serve tens of thousands of answers a second, and the more come at a
     * time, the less each costs.
     */
    private static final int PROCESSORS_PER_SOCKET = 4;

    private static final Duration FIRST_TIMEOUT = Duration.ofMillis(400);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(2);
    private static final int TRIES = 4;

    /** What a command may take: an interval, but not less or more than these. */
    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(2);

    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(6);

    private final UdpPort port;
    private final LoginGate gate = new LoginGate();
    private final LinkCounters counters = new LinkCounters();
    private final SdrCache sdrs;
    private final Memories memories;
    private final InstantSource clock;

    private IpmiProbes(UdpPort port, Memories memories, InstantSource clock) {
        this.port = port;
        this.sdrs = new SdrCache(clock);
        this.memories = memories;
        this.clock = clock;
    }

    /**
     * Opens the sockets.
     *
     * @throws IOException where the system does not give them
     */
    public static IpmiProbes open(InstantSource clock) throws IOException {
        return open(Memories.NONE, clock);
    }

    /**
     * As {@link #open(InstantSource)}.
     *
     * @param memories what is known of BMCs from before
     */
    public static IpmiProbes open(Memories memories, InstantSource clock) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        UdpPort port = UdpPort.open(Math.max(1, processors / PROCESSORS_PER_SOCKET));
        return new IpmiProbes(port, memories, clock);
    }

    /** What all sessions did. */
    public LinkCounters counters() {
        return counters;
    }

    /** The sockets that they share. */
    public UdpPort port() {
        return port;
    }

    @Override
    public Probe probe(Target target, @Nullable Credentials credentials) {
        if (target.getIpmi() == null) {
            return new UnusableProbe(
                    FailureReason.NO_ROUTE,
                    "%s: has no ipmi address, and this collector speaks IPMI only; give it one"
                            .formatted(target.getTarget()));
        }
        if (credentials == null) {
            return new UnusableProbe(
                    FailureReason.BAD_USER,
                    "%s: %s are not in this collector's configuration; add them"
                            .formatted(target.getTarget(), needed(target)));
        }
        try {
            return usable(target, credentials);
        } catch (IllegalArgumentException wrong) {
            return new UnusableProbe(
                    FailureReason.REFUSED,
                    "%s: %s".formatted(target.getTarget(), wrong.getMessage()));
        }
    }

    private static String needed(Target target) {
        return target.getKg() == null
                ? "credentials \"%s\"".formatted(target.getCredentials())
                : "credentials \"%s\", or those with the key of the BMC, \"%s\","
                        .formatted(target.getCredentials(), target.getKg());
    }

    private Probe usable(Target target, Credentials credentials) {
        BmcAddress address = BmcAddress.parse(target.getIpmi());
        Duration interval = Duration.ofMillis(target.getIntervalMs());
        IpmiLink link =
                new IpmiLink(
                        port,
                        address,
                        dev.sideband.ipmi.client.Credentials.of(
                                credentials.username(), credentials.password().bytes()),
                        options(target, credentials, interval).withObserver(counters),
                        gate,
                        counters);
        var notes = new IpmiNotebook(memories, target.getTarget(), address.toString());
        return new IpmiProbe(target.getTarget(), link, sdrs, notes, clock);
    }

    private static SessionOptions options(
            Target target, Credentials credentials, Duration interval) {
        return SessionSettings.of(target, credentials)
                .withRetryPolicy(
                        new RetryPolicy(FIRST_TIMEOUT, MAX_TIMEOUT, TRIES, deadline(interval)));
    }

    private static Duration deadline(Duration interval) {
        if (interval.compareTo(SHORTEST_DEADLINE) < 0) {
            return SHORTEST_DEADLINE;
        }
        return interval.compareTo(LONGEST_DEADLINE) > 0 ? LONGEST_DEADLINE : interval;
    }

    /** Closes the sockets; the probes must have been closed before. */
    @Override
    public void close() {
        port.close();
    }
}
