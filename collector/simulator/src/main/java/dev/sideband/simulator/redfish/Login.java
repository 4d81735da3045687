package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.redfish.WebSessions.Opened;
import dev.sideband.simulator.redfish.WebSessions.Session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who may ask, and the sessions by which that is shown (DSP0266 §13.3). */
final class Login {
    private static final String BASIC = "Basic ";

    private final Dialect dialect;
    private final RedfishSettings settings;
    private final WebSessions sessions;
    private String url = "";

    Login(Dialect dialect, RedfishSettings settings, WebSessions sessions) {
        this.dialect = dialect;
        this.settings = settings;
        this.sessions = sessions;
    }

    void listensAt(String whole) {
        url = whole;
    }

    /** Refuses a request that does not show who sent it. */
    void require(Request request, View view) {
        Optional<String> token = request.token();
        if (token.isPresent()) {
            if (sessions.use(token.get(), view.now()).isEmpty()) {
                throw Refusal.unauthorized();
            }
        } else if (!settings.basic()
                || request.authorization().filter(this::isRightBasic).isEmpty()) {
            throw Refusal.unauthorized();
        }
    }

    private boolean isRightBasic(String authorization) {
        if (!authorization.startsWith(BASIC)) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            return isSame(
                    new String(given, StandardCharsets.UTF_8),
                    settings.username() + ":" + settings.password());
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** A POST to the sessions: name and password in, a token out. */
    Answer open(Request request, View view) {
        String user = request.body().path("UserName").asText("");
        String password = request.body().path("Password").asText("");
        if (!isSame(user, settings.username()) || !isSame(password, settings.password())) {
            throw Refusal.unauthorized();
        }
        Opened opened = sessions.open(user, view.now()).orElseThrow(dialect.habits()::sessionsFull);
        remember(user, request.client(), true, view);
        String path = ServicePages.SESSIONS + "/" + opened.session().id();
        return Answer.of(201, ServicePages.session(opened.session()))
                .with("X-Auth-Token", opened.token())
                .with("Location", dialect.flag("absolute-locations") ? url + path : path);
    }

    private void remember(String user, String client, boolean in, View view) {
        long seconds = view.server().clock(view.now());
        Trail.Visit visit = view.desk().trail().add(seconds, user, client, in);
        view.desk().lifecycle().add(visit);
    }

    /** What is asked about sessions by somebody who may ask. */
    Answer answer(Request request, View view) {
        String path = request.path();
        if (path.equals(ServicePages.SESSIONS)) {
            if (!request.reads()) {
                throw Refusal.notFound(path);
            }
            return Answer.of(200, collection(view));
        }
        String id = path.substring(ServicePages.SESSIONS.length() + 1);
        Session session = sessions.find(id, view.now()).orElseThrow(() -> Refusal.notFound(path));
        if (request.reads()) {
            return Answer.of(200, ServicePages.session(session));
        }
        if (!request.method().equals("DELETE")) {
            throw Refusal.notFound(path);
        }
        sessions.close(id);
        remember(session.user(), request.client(), false, view);
        return Answer.empty();
    }

    private ObjectNode collection(View view) {
        List<String> members =
                sessions.all(view.now()).stream()
                        .map(session -> ServicePages.SESSIONS + "/" + session.id())
                        .toList();
        return Doc.collection(
                ServicePages.SESSIONS, "SessionCollection", "Session Collection", members);
    }
}
