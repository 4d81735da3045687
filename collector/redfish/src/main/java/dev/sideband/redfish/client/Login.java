package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The one session at a BMC (DSP0266 §13.3.4): opened when somebody needs it, renewed when the BMC
 * forgot it, and always deleted. BMCs have few, and one that leaks is lost for half an hour.
 *
 * <p>A login that is not answered in time is not sent again: it goes on, and whoever comes next
 * waits for its answer, or deletes the session that it made.
 */
final class Login {
    /** The root's link is the truth; iDRAC 7 and 8 have the last one, without saying so. */
    private static final List<String> USUAL_COLLECTIONS =
            List.of("/redfish/v1/SessionService/Sessions", "/redfish/v1/Sessions");

    private static final String ROOT = "/redfish/v1/";

    /** A login that was not answered for so long will not be. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(60);

    /** So long a BMC may take to end a session that did not answer the request before. */
    private static final Duration SILENT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    /** A login that is under way. */
    private record Pending(Wire.Request request, Wire.Begun begun) {}

    private final Wire wire;
    private final Credentials credentials;
    private final ClientOptions options;
    private final Refusals refusals;
    private final Retries retries;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Pending pending;
    private @Nullable List<String> collections;
    private boolean closed;
    private volatile @Nullable Ticket ticket;

    Login(
            Wire wire,
            Credentials credentials,
            ClientOptions options,
            Refusals refusals,
            Retries retries,
            LongSupplier nanoTime) {
        this.wire = wire;
        this.credentials = credentials;
        this.options = options;
        this.refusals = refusals;
        this.retries = retries;
        this.nanoTime = nanoTime;
    }

    /** What is there already, without asking the BMC. */
    Optional<Ticket> current() {
        return Optional.ofNullable(ticket);
    }

    /** Notes where the service root says that sessions are made. */
    void learn(Resource root) {
        lock.lock();
        try {
            if (collections == null) {
                collections = collections(root);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The ticket that is there, or a new one. */
    Ticket ticket() throws RedfishException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Ticket known = ticket;
            return known == null ? open() : known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Another ticket for one that was answered with 401.
     *
     * @throws RedfishException.Denied where the ticket is good, and only this resource locked
     * @throws RedfishException.NotAuthenticated where there is no other
     */
    Ticket renewed(Ticket refused, Wire.Request request)
            throws RedfishException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Ticket known = ticket;
            if (known != null && known != refused) {
                return known;
            }
            if (refused.isBasic()) {
                throw refusals.notAuthenticated(request);
            }
            requireGone(refused, request);
            keep(null);
            return open();
        } finally {
            lock.unlock();
        }
    }

    /** Why a ticket that is new was answered with 401. */
    RedfishException refusedAnew(Ticket refused, Wire.Request request)
            throws RedfishException, InterruptedException {
        return !refused.isBasic() && isGood(refused).orElse(false)
                ? refusals.denied(request)
                : refusals.notAuthenticated(request);
    }

    /** Leaves no old session behind where a new one is to be opened. */
    private void requireGone(Ticket refused, Wire.Request request)
            throws RedfishException, InterruptedException {
        Optional<Boolean> good = isGood(refused);
        if (good.isEmpty()) {
            delete(refused);
        } else if (good.get()) {
            throw refusals.denied(request);
        }
    }

    /** Whether a session lives; nothing where the BMC does not tell. */
    private Optional<Boolean> isGood(Ticket session) throws RedfishException, InterruptedException {
        if (session.session().isEmpty()) {
            return Optional.empty();
        }
        var request = Wire.Request.of("GET", session.session()).with(session.headers());
        return switch (wire.send(request, in(options.reading()))) {
            // Who does not answer gets no second session.
            case Outcome.Failure silence -> throw silence.why();
            case Outcome.Reply reply ->
                    switch (reply.status()) {
                        case 200 -> Optional.of(true);
                        case 401, 404, 410 -> Optional.of(false);
                        default -> Optional.empty();
                    };
        };
    }

    private Ticket open() throws RedfishException, InterruptedException {
        if (closed) {
            throw new IllegalStateException(
                    "the session at %s is closed".formatted(wire.address()));
        }
        Deadline deadline = in(options.login());
        if (pending != null) {
            Outcome.Reply late = answer(deadline);
            if (late.isSuccess()) {
                return opened(late);
            }
        }
        for (String collection : collections(deadline)) {
            var request = new Wire.Request("POST", collection, credentials.login(), Map.of());
            Outcome.Reply reply = post(request, deadline);
            switch (reply.status()) {
                case 404, 405, 410, 501 -> {
                    // No sessions here; maybe elsewhere.
                }
                default -> {
                    if (!reply.isSuccess()) {
                        throw refusals.ofLogin(request, reply);
                    }
                    collections = List.of(collection);
                    return opened(reply);
                }
            }
        }
        LOG.debug("{} has no sessions: basic authentication", wire.address());
        Ticket basic = Ticket.basic(credentials);
        keep(basic);
        return basic;
    }

    /** Sends a login, and again where the service answers that it failed. */
    private Outcome.Reply post(Wire.Request login, Deadline deadline)
            throws RedfishException, InterruptedException {
        Wire.Request request = login;
        for (int sent = 1; ; sent++) {
            pending = new Pending(request, wire.begin(request, GIVEN_UP));
            Outcome.Reply reply = answer(deadline);
            Optional<Wire.Request> onward = wire.redirected(request, reply);
            boolean again =
                    switch (reply.status()) {
                        case 500, 502, 503 ->
                                !(refusals.ofLogin(request, reply)
                                                instanceof RedfishException.SessionsFull)
                                        && retries.waits(reply, sent, deadline);
                        default -> onward.isPresent() && sent <= USUAL_COLLECTIONS.size();
                    };
            if (!again) {
                return reply;
            }
            request = onward.orElse(request);
        }
    }

    /** Waits for the login that is under way; leaves it so where it takes longer. */
    private Outcome.Reply answer(Deadline deadline) throws RedfishException, InterruptedException {
        Pending login = pending;
        if (login == null) {
            throw new IllegalStateException("no login is under way");
        }
        Outcome outcome = wire.result(login.begun(), login.request(), deadline);
        if (login.begun().answer().isDone()) {
            pending = null;
        }
        return switch (outcome) {
            case Outcome.Failure failure -> throw failure.why();
            case Outcome.Reply reply -> reply;
        };
    }

    private Ticket opened(Outcome.Reply reply) throws RedfishException {
        String session =
                reply.header("Location")
                        .or(() ->
                                Resource.of(
                                                "",
                                                JsonBody.objectOrNothing(
                                                        reply, options.maxBodyBytes()))
                                        .text("@odata.id"))
                        .orElse("");
        Optional<String> token =
                reply.header("X-Auth-Token").filter(text -> text.matches("[!-~]{1,4096}"));
        if (token.isEmpty()) {
            delete(Ticket.basic(credentials, session));
            throw refusals.malformed(
                    Wire.Request.of("POST", "login"), "the answer has no X-Auth-Token");
        }
        Ticket opened = Ticket.session(token.get(), session);
        keep(opened);
        return opened;
    }

    private void keep(@Nullable Ticket next) {
        if (isSession(ticket)) {
            wire.traffic().ended();
        }
        ticket = next;
        if (isSession(next)) {
            wire.traffic().opened();
        }
    }

    private static boolean isSession(@Nullable Ticket one) {
        return one != null && !one.session().isEmpty();
    }

    private List<String> collections(Deadline deadline)
            throws RedfishException, InterruptedException {
        List<String> known = collections;
        if (known == null) {
            known = collections(root(deadline));
            collections = known;
        }
        return known;
    }

    private Resource root(Deadline deadline) throws RedfishException, InterruptedException {
        var request = Wire.Request.of("GET", ROOT);
        try {
            return retries.read(request, deadline, left -> wire.send(request, left));
        } catch (RedfishException.NotAuthenticated _) {
            // Against the standard; it can still be like all others.
            return Resource.NONE;
        }
    }

    private static List<String> collections(Resource root) {
        List<String> all = new ArrayList<>();
        root.part("Links").link("Sessions").ifPresent(all::add);
        all.addAll(USUAL_COLLECTIONS);
        Set<ResourcePath> seen = new HashSet<>();
        return all.stream().filter(path -> seen.add(ResourcePath.of(path))).toList();
    }

    /** Deletes the session, also of a login that is still under way. */
    void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            Pending login = pending;
            if (login != null) {
                uninterrupted(() -> await(login));
            }
            Ticket last = ticket;
            keep(null);
            if (last != null) {
                delete(last);
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(Pending login) {
        try {
            if (wire.result(login.begun(), login.request(), in(options.closing()))
                            instanceof Outcome.Reply reply
                    && reply.isSuccess()) {
                opened(reply);
            }
        } catch (RedfishException | InterruptedException none) {
            LOG.debug("{}: no session came of the login: {}", wire.address(), none.getMessage());
        } finally {
            login.begun().answer().cancel(true);
        }
    }

    private void delete(Ticket session) {
        if (!session.session().isEmpty()) {
            uninterrupted(() -> deleteNow(session));
        }
    }

    private void deleteNow(Ticket session) {
        var request = Wire.Request.of("DELETE", session.session()).with(session.headers());
        try {
            if (wire.isSilent() && isDeleted(request)) {
                return;
            }
            Outcome.Reply reply =
                    retries.send(request, in(options.closing()), left -> wire.send(request, left));
            LOG.debug("{}: session deleted: {}", wire.address(), reply.status());
        } catch (RedfishException left) {
            wire.traffic().left();
            LOG.debug(
                    "{}: a session stays until it times out: {}",
                    wire.address(),
                    left.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks a BMC once that did not answer the last request; false where it does answer now. */
    private boolean isDeleted(Wire.Request request) throws RedfishException, InterruptedException {
        boolean shorter = SILENT.compareTo(options.closing()) < 0;
        return switch (wire.send(request, in(shorter ? SILENT : options.closing()))) {
            case Outcome.Failure silence -> throw silence.why();
            case Outcome.Reply reply -> reply.isSuccess() && !JsonBody.isWebPage(reply);
        };
    }

    /** Runs on a thread that nobody interrupts: what is to be deleted is deleted. */
    private static void uninterrupted(Runnable work) {
        Thread worker = Thread.ofVirtual().name("redfish-logout").start(work);
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Deadline in(Duration length) {
        return new Deadline(length, nanoTime);
    }
}
