package dev.sideband.collector.probe;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ByteStream;
import dev.sideband.redfish.client.ClientOptions;
import dev.sideband.redfish.client.Credentials;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishSession;
import dev.sideband.redfish.client.Trust;
import dev.sideband.redfish.push.PushWatch;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The one Redfish session with a BMC: there from the first request on until it rests or is closed.
 * A thread for readings, one for logs and one for push may use it.
 */
final class RedfishLink implements RedfishClient, PushWatch.Streams, AutoCloseable {
    private final HttpPort port;
    private final RedfishAddress address;
    private final Credentials credentials;
    private final Trust trust;
    private final ClientOptions options;
    private final RedfishRequests requests;
    private final LinkCounters counters;
    private final AtomicLong asked = new AtomicLong();
    private @Nullable RedfishSession session;
    private boolean closed;

    RedfishLink(
            HttpPort port,
            RedfishAddress address,
            Credentials credentials,
            Trust trust,
            ClientOptions options,
            RedfishRequests requests,
            LinkCounters counters) {
        this.port = port;
        this.address = address;
        this.credentials = credentials;
        this.trust = trust;
        this.options = options;
        this.requests = requests;
        this.counters = counters;
    }

    /** How many resources were asked for. */
    long requests() {
        return asked.get();
    }

    RedfishAddress address() {
        return address;
    }

    private synchronized RedfishSession session() {
        if (closed) {
            throw new IllegalStateException("the session with %s is closed".formatted(address));
        }
        RedfishSession open = session;
        if (open == null) {
            open = new RedfishSession(port, address, credentials, trust, options);
            session = open;
        }
        return open;
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        requests.add(patience);
        asked.incrementAndGet();
        try {
            return session().get(path, patience);
        } catch (RedfishException.Untrusted
                | RedfishException.NotAuthenticated
                | RedfishException.SessionsFull noSession) {
            counters.failed(RedfishFailures.reason(noSession));
            throw noSession;
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException, InterruptedException {
        return session().post(path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException {
        return session().patch(path, body);
    }

    @Override
    public void delete(String path) throws RedfishException, InterruptedException {
        session().delete(path);
    }

    @Override
    public ByteStream open(String path, String lastEventId)
            throws RedfishException, InterruptedException {
        return session().stream(path, lastEventId);
    }

    /** Ends the session, if there is one; the next request begins another. */
    void rest() {
        end(false);
    }

    /** Ends the session for good. */
    @Override
    public void close() {
        end(true);
    }

    private void end(boolean forGood) {
        RedfishSession open = taken(forGood);
        if (open != null) {
            open.close();
        }
    }

    private synchronized @Nullable RedfishSession taken(boolean forGood) {
        closed |= forGood;
        RedfishSession open = session;
        session = null;
        return open;
    }
}
