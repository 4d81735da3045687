package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.Tally;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Server;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The Redfish service of a BMC without its socket: a request in, an answer out (DSP0266 §7).
 *
 * <p>Owned by the thread that serves it.
 */
public final class RedfishBmc {
    private final Server server;
    private final RedfishSettings settings;
    private final Tree tree;
    private final Identity identity;
    private final Desk desk = new Desk();
    private final WebSessions sessions;
    private final Login login;
    private final Wire wire;
    private final Push push = new Push();
    private final Subscriptions subscriptions;
    private final Tally tally = new Tally();

    /**
     * @param random for tokens; may be shared
     */
    public RedfishBmc(Server server, RedfishSettings settings, SecureRandom random) {
        this.server = server;
        this.settings = settings;
        this.tree = Tree.of(server.blueprint());
        Dialect dialect = tree.dialect();
        this.identity = Identity.of(server.blueprint().profile(), server.seed());
        this.sessions =
                new WebSessions(
                        settings.sessionLimit().orElse(dialect.number("session-limit")),
                        dialect.sessionTimeout(),
                        random);
        this.login = new Login(dialect, settings, sessions);
        this.subscriptions = new Subscriptions(push, settings);
        this.wire = new Wire(settings, server.seed());
    }

    /** What it was asked for. */
    public Tally tally() {
        return tally;
    }

    /** What it does wrong on the wire. */
    Wire wire() {
        return wire;
    }

    /** How many sessions are open, for tests of those who must not leave any behind. */
    public int sessionCount() {
        return sessions.size();
    }

    /**
     * Under which paths these records stand, if they are all that ever came to the log; none for
     * one that only changed another's entry.
     */
    public List<Optional<String>> entryPaths(List<SelRecord> records) {
        return tree
                .dialect()
                .habits()
                .entryIds(server.blueprint(), tree.dialect(), records)
                .stream()
                .map(id -> id.map(own -> tree.hardwareLog() + "/" + own))
                .toList();
    }

    /** Whether anything is there that could answer. */
    boolean powered(Instant now) {
        boolean powered = server.machine(now, Physics::powered);
        if (!powered) {
            sessions.clear();
        }
        return powered;
    }

    /** Whether a path is one of a log's entries, which some BMCs need long for. */
    boolean isLog(String path) {
        return tree.log(path) != null || tree.log(parent(path)) != null;
    }

    /** By which URL clients reach it, for those makers who write whole URLs. */
    void listensAt(String url) {
        login.listensAt(url);
    }

    Push push() {
        return push;
    }

    /** Tells those who listen what is new. */
    List<Push.Parcel> tell(Instant now) {
        return push.tell(view(now));
    }

    /** Whether a request asks for a stream of events; it is refused as any other may be. */
    boolean isForStream(Request request) {
        return request.method().equals("GET")
                && !tree.dialect().text("sse").isEmpty()
                && request.path().equals(tree.dialect().text("sse"));
    }

    /** Adds a listener for a request that may have one, or tells why it may not. */
    Optional<Answer> listen(Request request, Supplier<Consumer<ObjectNode>> stream, Instant now) {
        View view = view(now);
        try {
            login.require(request, view);
            if (!push.hasRoom()) {
                throw Refusal.of(503, "CreateLimitReachedForResource", "No stream is left.");
            }
            push.open(stream.get(), view);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.answer());
        }
    }

    private View view(Instant now) {
        return new View(server, tree.dialect(), identity, desk, now);
    }

    Answer answer(Request request, Instant now) {
        View view = view(now);
        try {
            return wire.refusal().orElseGet(() -> route(request, view));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Tally.Kind kind(Request request) {
        if (request.path().startsWith(ServicePages.SESSIONS)) {
            return Tally.Kind.LOGIN;
        }
        return isLog(request.path()) ? Tally.Kind.LOG : Tally.Kind.RESOURCE;
    }

    private Answer route(Request request, View view) {
        tally.add(kind(request));
        if (request.path().equals(ServicePages.SESSIONS) && request.method().equals("POST")) {
            return login.open(request, view);
        }
        if (!(request.reads() && ServicePages.isOpen(request.path()))) {
            request.token().filter(_ -> wire.expiresToken()).ifPresent(sessions::lose);
            login.require(request, view);
        }
        if (request.path().startsWith(ServicePages.SESSIONS)) {
            return login.answer(request, view);
        }
        if (Subscriptions.isAbout(request.path())) {
            return subscriptions.answer(request, view);
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> read(request, view);
            case "POST" -> act(tree.action(request.path()), request, view);
            case "PATCH" -> act(tree.patch(request.path()), request, view);
            default -> throw notAllowed(request);
        };
    }

    private Answer read(Request request, View view) {
        LogBook log = tree.log(request.path());
        if (log != null) {
            return Answer.of(200, new LogQuery(request).page(log, view));
        }
        LogBook logOfEntry = tree.log(parent(request.path()));
        if (logOfEntry != null) {
            return Answer.of(200, new LogQuery(request).entry(logOfEntry, view));
        }
        Tree.Page page = tree.page(request.path());
        if (page == null) {
            throw Refusal.notFound(request.path());
        }
        return Answer.of(200, Expansion.of(page.of(view), request, tree, view));
    }

    private Answer act(Tree.@Nullable Action action, Request request, View view) {
        if (action == null) {
            if (request.path().equals(EventPages.TEST)) {
                push.tellTest(view);
                return Answer.empty();
            }
            if (request.path().equals(view.dialect().manager() + ManagerPages.RESET)) {
                sessions.clear();
                return Answer.empty();
            }
            throw tree.page(request.path()) == null
                    ? Refusal.notFound(request.path())
                    : notAllowed(request);
        }
        if (settings.readOnly()) {
            throw Refusal.forbidden();
        }
        JsonNode body = request.body();
        if (!body.isObject() && !body.isMissingNode()) {
            throw Refusal.of(
                    400,
                    "MalformedJSON",
                    "The request body submitted was malformed JSON and could not be parsed by the"
                            + " receiving service.");
        }
        return action.run(view, body);
    }

    private static Refusal notAllowed(Request request) {
        return Refusal.of(
                405,
                "OperationNotAllowed",
                "The HTTP method %s is not allowed on this resource.".formatted(request.method()));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    @Override
    public String toString() {
        return "Redfish of " + identity.serial();
    }
}
