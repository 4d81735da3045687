package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.RedfishException.Malformed;
import dev.sideband.redfish.RedfishException.NoAnswer;
import dev.sideband.redfish.RedfishException.Unreachable;
import dev.sideband.redfish.RedfishException.Untrusted;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

/** Says of what the JDK's HTTP client throws what it means for an operator. */
final class Trouble {
    /** Deeper no chain of causes is looked through. */
    private static final int MAX_CAUSES = 10;

    private final RedfishAddress address;
    private final List<Throwable> causes = new ArrayList<>();

    private Trouble(RedfishAddress address, Throwable problem) {
        this.address = address;
        for (Throwable cause = problem;
                cause != null && causes.size() < MAX_CAUSES;
                cause = cause.getCause()) {
            causes.add(cause);
        }
    }

    /**
     * What {@code problem} means.
     *
     * @param request such as "GET /redfish/v1/Chassis"
     */
    static Outcome.Failure of(RedfishAddress address, String request, Throwable problem) {
        return new Trouble(address, problem).means(request);
    }

    private Outcome.Failure means(String request) {
        Optional<BoundedBody.TooLarge> tooLarge = find(BoundedBody.TooLarge.class);
        if (tooLarge.isPresent()) {
            return lasting(
                    new Malformed(
                            "%s: %s: the answer has %s, which is more than anything here needs"
                                    .formatted(address, request, tooLarge.get().getMessage())));
        }
        if (has(BoundedBody.CutOff.class)) {
            return passing(
                    new Malformed("%s: %s: the answer was cut off".formatted(address, request)));
        }
        if (has(HttpConnectTimeoutException.class)) {
            return lasting(
                    unreachable(
                            "no connection within %s: check address and route"
                                    .formatted(Deadline.text(HttpPort.CONNECT))));
        }
        if (has(HttpTimeoutException.class)) {
            return passing(new NoAnswer("%s: %s: no answer".formatted(address, request)));
        }
        return tls().orElseGet(() -> connection(request));
    }

    private Optional<Outcome.Failure> tls() {
        Optional<PeerTrust.PeerRefused> refused = find(PeerTrust.PeerRefused.class);
        if (refused.isPresent()) {
            return Optional.of(lasting(untrusted(String.valueOf(refused.get().getMessage()))));
        }
        Optional<SSLException> tls = find(SSLException.class);
        if (tls.isEmpty() || has(EOFException.class)) {
            return Optional.empty();
        }
        String text = String.valueOf(tls.get().getMessage());
        if (text.contains("plaintext connection") || text.contains("unrecognized SSL message")) {
            return Optional.of(
                    lasting(untrusted("no TLS is spoken on this port; is it one for plain HTTP?")));
        }
        boolean hungUp = text.contains("Connection reset") || text.contains("Broken pipe");
        return hungUp
                ? Optional.empty()
                : Optional.of(lasting(untrusted("no TLS with it: " + text)));
    }

    private Outcome.Failure connection(String request) {
        if (has(UnresolvedAddressException.class)) {
            return lasting(unreachable("the name cannot be resolved: check the address"));
        }
        if (has(NoRouteToHostException.class)) {
            return lasting(unreachable("no route: check address and network"));
        }
        if (has(ConnectException.class)) {
            return lasting(
                    unreachable(
                            "nothing listens there: check the address, and that Redfish is on"));
        }
        if (has(ProtocolException.class)) {
            return passing(
                    new Malformed("%s: %s: the answer is no HTTP".formatted(address, request)));
        }
        return passing(
                unreachable(
                        address.tls()
                                ? "it hung up during %s".formatted(request)
                                : "it hung up during %s; is the port one for HTTPS?"
                                        .formatted(request)));
    }

    private Unreachable unreachable(String why) {
        return new Unreachable("%s: %s".formatted(address, why));
    }

    private Untrusted untrusted(String why) {
        return new Untrusted("%s: %s".formatted(address, why));
    }

    private static Outcome.Failure lasting(RedfishException why) {
        return new Outcome.Failure(why, false);
    }

    private static Outcome.Failure passing(RedfishException why) {
        return new Outcome.Failure(why, true);
    }

    private boolean has(Class<? extends Throwable> kind) {
        return find(kind).isPresent();
    }

    private <T extends Throwable> Optional<T> find(Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
