package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.RedfishException.NoAnswer;
import dev.sideband.redfish.RedfishException.NotFound;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One BMC's Redfish service over HTTP. Logs in at the first request that needs it, and deletes its
 * session when it is closed. Two threads may share it, one for readings and one for logs: each BMC
 * has one session, and few requests under way.
 */
public final class RedfishSession implements RedfishClient, AutoCloseable {
    private final HttpPort.Lease lease;
    private final Wire wire;
    private final ClientOptions options;
    private final Refusals refusals;
    private final Retries retries;
    private final Login login;
    private final Semaphore inFlight;
    private final LongSupplier nanoTime;

    /**
     * Sends nothing yet.
     *
     * @param port what all sessions of the process share; outlives this one
     * @param trust by what the BMC is known; not looked at where it speaks plain HTTP
     */
    public RedfishSession(
            HttpPort port,
            RedfishAddress address,
            Credentials credentials,
            Trust trust,
            ClientOptions options) {
        this.options = options;
        nanoTime = System::nanoTime;
        lease = port.lease(address, trust);
        wire = new Wire(lease.client(), address, options.maxBodyBytes(), lease.traffic());
        refusals = new Refusals(address, credentials);
        retries =
                new Retries(
                        options,
                        refusals,
                        InstantSource.system(),
                        pause -> {
                            Thread.sleep(pause);
                            lease.traffic().retried();
                        });
        login = new Login(wire, credentials, options, refusals, retries, nanoTime);
        inFlight = new Semaphore(options.inFlight(), true);
    }

    public RedfishAddress address() {
        return wire.address();
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        return isRoot(path) ? root(path, patience) : read(path, patience);
    }

    private Resource read(String path, Patience patience)
            throws RedfishException, InterruptedException {
        var request = Wire.Request.of("GET", path);
        return retries.read(request, in(options.of(patience)), deadline -> send(request, deadline));
    }

    private Resource root(String path, Patience patience)
            throws RedfishException, InterruptedException {
        try {
            Resource root = read(path, patience);
            login.learn(root);
            return root;
        } catch (NotFound none) {
            throw new NotFound(
                    "%s: there is no Redfish service: check address and port, and that it is on"
                            .formatted(address()));
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException, InterruptedException {
        return change(new Wire.Request("POST", path, body, Map.of()));
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException {
        return change(new Wire.Request("PATCH", path, body, Map.of()));
    }

    @Override
    public void delete(String path) throws RedfishException, InterruptedException {
        var request = Wire.Request.of("DELETE", path);
        Outcome.Reply reply =
                retries.send(request, in(options.log()), deadline -> send(request, deadline));
        if (!reply.isSuccess()) {
            throw refusals.of(request, reply);
        }
    }

    /**
     * Opens a stream of server-sent events (DSP0266 §12.5). It is no request under way among the
     * others, and it belongs to the caller, who closes it before this session.
     *
     * @param lastEventId of the last event that is known already; empty: none
     * @throws RedfishException where there is none to be had
     */
    public ByteStream stream(String path, String lastEventId)
            throws RedfishException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "text/event-stream");
        if (lastEventId.matches("[ -~]+")) {
            headers.put("Last-Event-ID", lastEventId);
        }
        var request = new Wire.Request("GET", path, null, headers);
        Deadline deadline = in(options.log());
        Ticket ticket = loggedIn(login::ticket, deadline);
        Wire.Opened opened = wire.open(request.with(ticket.headers()), deadline);
        if (opened instanceof Wire.Opened.Otherwise(Outcome outcome) && isUnauthorized(outcome)) {
            Ticket renewed = loggedIn(() -> login.renewed(ticket, request), deadline);
            opened = wire.open(request.with(renewed.headers()), deadline);
        }
        return switch (opened) {
            case Wire.Opened.Stream(ByteStream bytes) -> bytes;
            case Wire.Opened.Otherwise(Outcome.Failure failure) -> throw failure.why();
            case Wire.Opened.Otherwise(Outcome.Reply reply) when reply.isSuccess() ->
                    throw refusals.malformed(request, "the answer is no stream of events");
            case Wire.Opened.Otherwise(Outcome.Reply reply) -> throw refusals.of(request, reply);
        };
    }

    /** Deletes the session, whatever became of the requests. Nothing may be sent afterwards. */
    @Override
    public void close() {
        try {
            login.close();
        } finally {
            lease.close();
        }
    }

    private Answer change(Wire.Request request) throws RedfishException, InterruptedException {
        Deadline deadline = in(options.log());
        Outcome.Reply reply = answered(send(request, deadline));
        if (request.method().equals("PATCH") && (reply.status() == 412 || reply.status() == 428)) {
            // Some change only what is named by its ETag (iBMC, iRMC); so far nothing was done.
            Optional<String> etag = etag(request.path(), deadline);
            if (etag.isPresent()) {
                reply = answered(send(request.with(Map.of("If-Match", etag.get())), deadline));
            }
        }
        if (!reply.isSuccess()) {
            throw refusals.of(request, reply);
        }
        return new Answer(
                reply.header("Location").map(RedfishSession::path).orElse(""),
                Resource.of(
                        request.path(), JsonBody.objectOrNothing(reply, options.maxBodyBytes())));
    }

    private Optional<String> etag(String path, Deadline deadline)
            throws RedfishException, InterruptedException {
        var request = Wire.Request.of("GET", path);
        Outcome.Reply reply = retries.send(request, deadline, left -> send(request, left));
        return reply.header("ETag")
                .or(() ->
                        Resource.of(path, JsonBody.objectOrNothing(reply, options.maxBodyBytes()))
                                .text("@odata.etag"));
    }

    private static Outcome.Reply answered(Outcome outcome) throws RedfishException {
        return switch (outcome) {
            case Outcome.Failure failure -> throw failure.why();
            case Outcome.Reply reply -> reply;
        };
    }

    /** Sends a request as who is logged in; logs in anew once where the BMC forgot it. */
    private Outcome send(Wire.Request request, Deadline deadline)
            throws RedfishException, InterruptedException {
        Optional<Ticket> open = login.current();
        Ticket ticket =
                open.isEmpty() && isRoot(request.path())
                        ? Ticket.NONE
                        : loggedIn(login::ticket, deadline);
        Outcome outcome = sendWith(ticket, request, deadline);
        if (!isUnauthorized(outcome)) {
            return outcome;
        }
        Ticket renewed =
                loggedIn(
                        ticket == Ticket.NONE
                                ? login::ticket
                                : () -> login.renewed(ticket, request),
                        deadline);
        outcome = sendWith(renewed, request, deadline);
        if (isUnauthorized(outcome)) {
            throw login.refusedAnew(renewed, request);
        }
        return outcome;
    }

    private interface Opening {
        Ticket ticket() throws RedfishException, InterruptedException;
    }

    /** A login has a deadline of its own. */
    private Ticket loggedIn(Opening opening, Deadline deadline)
            throws RedfishException, InterruptedException {
        long start = nanoTime.getAsLong();
        Ticket ticket = opening.ticket();
        deadline.postpone(Duration.ofNanos(nanoTime.getAsLong() - start));
        return ticket;
    }

    private Outcome sendWith(Ticket ticket, Wire.Request request, Deadline deadline)
            throws RedfishException, InterruptedException {
        if (!inFlight.tryAcquire(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS)) {
            throw new NoAnswer(
                    "%s: %s: not sent within %s, as the BMC is busy with other requests"
                            .formatted(address(), request, Deadline.text(deadline.whole())));
        }
        try {
            return wire.send(request.with(ticket.headers()), deadline);
        } finally {
            inFlight.release();
        }
    }

    private static boolean isUnauthorized(Outcome outcome) {
        return outcome instanceof Outcome.Reply reply && reply.status() == 401;
    }

    private static boolean isRoot(String path) {
        return ResourcePath.of(path).key().equals("/redfish/v1");
    }

    /** Without the host that some put before it, by a name that is known only to them. */
    private static String path(String location) {
        try {
            URI uri = URI.create(location);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return uri.getRawPath() == null ? location : uri.getRawPath() + query;
        } catch (IllegalArgumentException _) {
            return location;
        }
    }

    private Deadline in(Duration length) {
        return new Deadline(length, nanoTime);
    }
}
