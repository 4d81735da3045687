package dev.sideband.cli;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ClientOptions;
import dev.sideband.redfish.client.Credentials;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishSession;
import dev.sideband.redfish.client.Trust;

import java.io.IOException;

/**
 * Where a BMC's Redfish service is and who logs in there.
 *
 * @param trust by what its certificate is known
 */
record RedfishLogin(RedfishAddress address, Credentials credentials, Trust trust) implements Login {
    /** What is done with the service. */
    interface Work {
        void with(RedfishClient client) throws Exception;
    }

    /** Does {@code work}, and deletes the session that it may have opened whatever happens. */
    void connect(Work work) throws Exception {
        try (HttpPort port = HttpPort.open();
                var session =
                        new RedfishSession(
                                port, address, credentials, trust, ClientOptions.DEFAULT)) {
            work.with(session);
        } catch (RedfishException.Untrusted untrusted) {
            throw new IOException(
                    untrusted.getMessage() + " (--fingerprint, or --ca-file with its authority)",
                    untrusted);
        }
    }
}
