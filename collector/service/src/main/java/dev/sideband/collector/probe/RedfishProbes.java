package dev.sideband.collector.probe;

import dev.sideband.avro.Target;
import dev.sideband.collector.memory.Memories;
import dev.sideband.collector.memory.RedfishNotebook;
import dev.sideband.redfish.client.ClientOptions;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.Traffic;
import dev.sideband.redfish.client.Trust;
import dev.sideband.redfish.push.PushMeans;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Makes probes over Redfish; all of them share one HTTP client. */
public final class RedfishProbes implements ProbeFactory, AutoCloseable {
    /** What reading one resource may take: an interval, but not less or more than these. */
    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(5);

    private static final Duration LONGEST_DEADLINE = Duration.ofSeconds(10);

    private final HttpPort port = HttpPort.open();
    private final RedfishRequests requests = new RedfishRequests();
    private final LinkCounters counters = new LinkCounters();
    private final PushMeans push;
    private final Memories memories;
    private final InstantSource clock;

    /** Probes of BMCs that are only polled. */
    public RedfishProbes(InstantSource clock) {
        this(PushMeans.NONE, clock);
    }

    /** Probes of BMCs that may tell of news by themselves. */
    public RedfishProbes(PushMeans push, InstantSource clock) {
        this(push, Memories.NONE, clock);
    }

    /**
     * As {@link #RedfishProbes(PushMeans, InstantSource)}.
     *
     * @param memories what is known of BMCs from before
     */
    public RedfishProbes(PushMeans push, Memories memories, InstantSource clock) {
        this.push = push;
        this.memories = memories;
        this.clock = clock;
    }

    /** Why sessions could not be opened; all else is in {@link #traffic}. */
    public LinkCounters counters() {
        return counters;
    }

    /** What all sessions did. */
    public Traffic traffic() {
        return port.traffic();
    }

    /** What all probes have read. */
    public RedfishRequests requests() {
        return requests;
    }

    @Override
    public Probe probe(Target target, @Nullable Credentials credentials) {
        if (target.getRedfish() == null) {
            return new UnusableProbe(
                    FailureReason.NO_ROUTE,
                    "%s: has no redfish address; give it one".formatted(target.getTarget()));
        }
        if (credentials == null) {
            return new UnusableProbe(
                    FailureReason.BAD_USER,
                    "%s: credentials \"%s\" are not in this collector's configuration; add them"
                            .formatted(target.getTarget(), target.getCredentials()));
        }
        try {
            return usable(target, credentials);
        } catch (IllegalArgumentException wrong) {
            return new UnusableProbe(
                    FailureReason.REFUSED,
                    "%s: %s".formatted(target.getTarget(), wrong.getMessage()));
        }
    }

    /**
     * A probe of a target that has an address and credentials.
     *
     * @throws IllegalArgumentException where what the target says of Redfish is wrong
     */
    RedfishProbe usable(Target target, Credentials credentials) {
        String address = target.getRedfish();
        if (address == null) {
            throw new IllegalArgumentException("the target has no redfish address");
        }
        return new RedfishProbe(
                target.getTarget(),
                new RedfishLink(
                        port,
                        RedfishAddress.parse(address),
                        dev.sideband.redfish.client.Credentials.of(
                                credentials.username(), credentials.password().bytes()),
                        trust(target),
                        ClientOptions.DEFAULT.withReading(
                                deadline(Duration.ofMillis(target.getIntervalMs()))),
                        requests,
                        counters),
                push,
                new RedfishNotebook(memories, target.getTarget(), address),
                clock);
    }

    /** By what the BMC is known, as its target says. */
    public static Trust trust(Target target) {
        if (target.getTlsFingerprint() != null) {
            return Trust.pinned(target.getTlsFingerprint());
        }
        if (target.getTlsCa() != null) {
            return new Trust.Authorities(certificates(target.getTlsCa()));
        }
        return target.getTlsInsecure() ? new Trust.Insecure() : new Trust.SystemAuthorities();
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("tls: ca: not certificates in PEM", e);
        }
    }

    private static Duration deadline(Duration interval) {
        if (interval.compareTo(SHORTEST_DEADLINE) < 0) {
            return SHORTEST_DEADLINE;
        }
        return interval.compareTo(LONGEST_DEADLINE) > 0 ? LONGEST_DEADLINE : interval;
    }

    /** Ends what is under way; the probes must have been closed before. */
    @Override
    public void close() {
        port.close();
    }
}
