package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.RedfishException.NoAnswer;
import dev.sideband.redfish.RedfishException.Refused;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Requests to one BMC, one by one: headers, deadlines, and redirects as far as they are safe. */
final class Wire {
    /** A service that redirects more often goes in circles. */
    private static final int MAX_REDIRECTS = 5;

    private final HttpClient client;
    private final RedfishAddress address;
    private final int maxBodyBytes;
    private final Traffic traffic;
    private volatile boolean silent;

    Wire(HttpClient client, RedfishAddress address, int maxBodyBytes, Traffic traffic) {
        this.traffic = traffic;
        this.client = client;
        this.address = address;
        this.maxBodyBytes = maxBodyBytes;
    }

    RedfishAddress address() {
        return address;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Whether the last request had no answer. */
    boolean isSilent() {
        return silent;
    }

    /**
     * A request.
     *
     * @param method GET, POST, PATCH or DELETE
     * @param path as the service gave it
     * @param headers what it has besides the usual ones, the ticket among them
     */
    record Request(
            String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        Request {
            headers = Map.copyOf(headers);
        }

        static Request of(String method, String path) {
            return new Request(method, path, null, Map.of());
        }

        Request to(String otherPath) {
            return new Request(method, otherPath, body, headers);
        }

        Request with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(headers);
            all.putAll(more);
            return new Request(method, path, body, all);
        }

        /** For messages; without what is secret. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * Sends a request and waits for its answer; follows redirects within the same service. What is
     * not answered in time is given up, and its connection closed.
     */
    Outcome send(Request request, Deadline deadline) throws RedfishException, InterruptedException {
        Request next = request;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Outcome outcome = await(begin(next), next, deadline);
            if (!(outcome instanceof Outcome.Reply reply)) {
                return outcome;
            }
            Optional<Request> onward = redirected(next, reply);
            if (onward.isEmpty()) {
                return outcome;
            }
            next = onward.get();
        }
        throw new Refused(508, "%s: %s: redirects without end".formatted(address, request));
    }

    /** Sends a request; what comes of it is for the caller to wait for. */
    CompletableFuture<HttpResponse<byte[]>> begin(Request request) throws RedfishException {
        return client.sendAsync(http(request, null), BoundedBody.of(maxBodyBytes));
    }

    /**
     * A request that was sent.
     *
     * @param head what its answer began with, once that is there
     */
    record Begun(
            CompletableFuture<HttpResponse<byte[]>> answer, AtomicReference<ResponseInfo> head) {}

    /** The same, given up by itself after a time. */
    Begun begin(Request request, Duration givenUp) throws RedfishException {
        AtomicReference<ResponseInfo> head = new AtomicReference<>();
        BodyHandler<byte[]> body = BoundedBody.of(maxBodyBytes);
        return new Begun(
                client.sendAsync(
                        http(request, givenUp),
                        info -> {
                            head.set(info);
                            return body.apply(info);
                        }),
                head);
    }

    private HttpRequest http(Request request, @Nullable Duration givenUp) throws RedfishException {
        var http =
                HttpRequest.newBuilder(RequestUri.of(address, request.path()))
                        .header("Accept", "application/json")
                        .header("OData-Version", "4.0")
                        .header("User-Agent", "sideband");
        BodyPublisher body = BodyPublishers.noBody();
        if (request.body() != null) {
            body = BodyPublishers.ofString(request.body().toString());
            http.header("Content-Type", "application/json");
        }
        traffic.requested((int) Math.max(0, body.contentLength()));
        request.headers().forEach(http::setHeader);
        if (givenUp != null) {
            http.timeout(givenUp);
        }
        return http.method(request.method(), body).build();
    }

    /** How a request for a stream was answered. */
    sealed interface Opened {
        /** By one; it is for the caller to close. */
        record Stream(ByteStream bytes) implements Opened {}

        /** By something else. */
        record Otherwise(Outcome outcome) implements Opened {}
    }

    /**
     * Sends a request whose answer may have no end; follows redirects within the same service.
     *
     * @param deadline until when the answer has to begin
     */
    Opened open(Request request, Deadline deadline) throws RedfishException, InterruptedException {
        Request next = request;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Opened opened = openOnce(next, deadline);
            if (!(opened instanceof Opened.Otherwise(Outcome.Reply reply))) {
                return opened;
            }
            Optional<Request> onward = redirected(next, reply);
            if (onward.isEmpty()) {
                return opened;
            }
            next = onward.get();
        }
        throw new Refused(508, "%s: %s: redirects without end".formatted(address, request));
    }

    private Opened openOnce(Request request, Deadline deadline)
            throws RedfishException, InterruptedException {
        CompletableFuture<HttpResponse<Object>> answer =
                client.sendAsync(http(request, null), streamOr(maxBodyBytes));
        boolean taken = false;
        try {
            HttpResponse<Object> response =
                    answer.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
            taken = true;
            return response.body() instanceof ByteStream stream
                    ? new Opened.Stream(stream)
                    : new Opened.Otherwise(
                            new Outcome.Reply(
                                    response.statusCode(),
                                    response.headers(),
                                    (byte[]) response.body()));
        } catch (TimeoutException _) {
            return new Opened.Otherwise(noAnswer(request, deadline));
        } catch (ExecutionException e) {
            return new Opened.Otherwise(Trouble.of(address, request.toString(), e));
        } finally {
            if (!taken) {
                var _ =
                        answer.thenAccept(late -> {
                            if (late.body() instanceof ByteStream stream) {
                                stream.close();
                            }
                        });
                answer.cancel(true);
            }
        }
    }

    private static BodyHandler<Object> streamOr(int maxBodyBytes) {
        return answer ->
                BodyStream.isOne(answer)
                        ? BodySubscribers.mapping(BodyStream.subscriber(), stream -> stream)
                        : BodySubscribers.mapping(
                                BoundedBody.of(maxBodyBytes).apply(answer), whole -> whole);
    }

    private Outcome await(
            CompletableFuture<HttpResponse<byte[]>> answer, Request request, Deadline deadline)
            throws InterruptedException {
        try {
            return result(answer, request, deadline);
        } finally {
            // Closes the connection where the answer is not there yet.
            answer.cancel(true);
        }
    }

    /** Waits, and leaves the request under way where its answer takes longer. */
    Outcome result(
            CompletableFuture<HttpResponse<byte[]>> answer, Request request, Deadline deadline)
            throws InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    answer.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
            silent = false;
            traffic.answered(response.body().length);
            return new Outcome.Reply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException _) {
            return noAnswer(request, deadline);
        } catch (ExecutionException e) {
            silent = true;
            return Trouble.of(address, request.toString(), e);
        }
    }

    /** The same; of an answer that broke off behind its head, the head counts. */
    Outcome result(Begun begun, Request request, Deadline deadline) throws InterruptedException {
        Outcome outcome = result(begun.answer(), request, deadline);
        ResponseInfo head = begun.head().get();
        return outcome instanceof Outcome.Failure && begun.answer().isDone() && head != null
                ? new Outcome.Reply(head.statusCode(), head.headers(), new byte[0])
                : outcome;
    }

    private Outcome.Failure noAnswer(Request request, Deadline deadline) {
        return new Outcome.Failure(
                new NoAnswer(
                        "%s: %s: no answer within %s"
                                .formatted(address, request, Deadline.text(deadline.whole()))),
                false);
    }

    private static boolean isRedirect(Outcome.Reply reply, String method) {
        return switch (reply.status()) {
            case 307, 308 -> true;
            // These would make a GET of anything else.
            case 301, 302, 303 -> method.equals("GET");
            default -> false;
        };
    }

    /**
     * Where to go on where the answer is a redirect.
     *
     * @throws Refused where that is another scheme, host or port: the token is for no other
     */
    Optional<Request> redirected(Request request, Outcome.Reply reply) throws RedfishException {
        if (!isRedirect(reply, request.method())) {
            return Optional.empty();
        }
        URI from = RequestUri.of(address, request.path());
        String location = reply.header("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            to = from;
        }
        if (location.isEmpty() || to.equals(from)) {
            throw new Refused(
                    reply.status(), "%s: %s: redirects to nowhere".formatted(address, request));
        }
        if (!isSame(from, to)) {
            throw new Refused(
                    reply.status(),
                    "%s: %s: redirects to %s, which is not followed: give that address if it is meant"
                            .formatted(address, request, origin(to)));
        }
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return Optional.of(request.to(to.getRawPath() + query));
    }

    private static boolean isSame(URI from, URI to) {
        return String.valueOf(to.getScheme()).equalsIgnoreCase(from.getScheme())
                && String.valueOf(to.getHost()).equalsIgnoreCase(from.getHost())
                && port(to) == port(from);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0
                ? uri.getPort()
                : String.valueOf(uri.getScheme()).equalsIgnoreCase("http") ? 80 : 443;
    }

    private static String origin(URI uri) {
        String whole = uri.getScheme() + "://" + uri.getRawAuthority();
        return whole.substring(0, Math.min(80, whole.length()));
    }
}
