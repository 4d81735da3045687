package dev.sideband.collector.probe;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ClientOptions;
import dev.sideband.redfish.client.Credentials;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishSession;
import dev.sideband.redfish.client.Trust;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

/**
 * The one Redfish session with a BMC: there from the first request on until it is closed. A thread
 * for readings and one for logs may use it.
 */
final class RedfishLink implements RedfishClient, AutoCloseable {
    private final HttpPort port;
    private final RedfishAddress address;
    private final Credentials credentials;
    private final Trust trust;
    private final ClientOptions options;
    private final RedfishRequests requests;
    private @Nullable RedfishSession session;

    RedfishLink(
            HttpPort port,
            RedfishAddress address,
            Credentials credentials,
            Trust trust,
            ClientOptions options,
            RedfishRequests requests) {
        this.port = port;
        this.address = address;
        this.credentials = credentials;
        this.trust = trust;
        this.options = options;
        this.requests = requests;
    }

    RedfishAddress address() {
        return address;
    }

    private synchronized RedfishSession session() {
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
        return session().get(path, patience);
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

    /** Ends the session, if there is one; the next request begins another. */
    @Override
    public void close() {
        RedfishSession open = taken();
        if (open != null) {
            open.close();
        }
    }

    private synchronized @Nullable RedfishSession taken() {
        RedfishSession open = session;
        session = null;
        return open;
    }
}
