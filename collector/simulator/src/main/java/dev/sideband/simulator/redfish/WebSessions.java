package dev.sideband.simulator.redfish;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of one BMC (DSP0266 §13.3.4): so many at a time, each until it idles too long.
 *
 * <p>Owned by the thread that serves the BMC.
 */
final class WebSessions {
    private static final int TOKEN_BYTES = 16;

    private final int limit;
    private final Duration timeout;
    private final SecureRandom random;
    private final Map<String, Session> byToken = new LinkedHashMap<>();
    private int lastId;

    /** One session; its token stays in the table. */
    record Session(String id, String user, Instant lastUsed) {}

    /** A new one, and the token that only its owner learns. */
    record Opened(Session session, String token) {
        @Override
        public String toString() {
            return session.toString();
        }
    }

    WebSessions(int limit, Duration timeout, SecureRandom random) {
        this.limit = limit;
        this.timeout = timeout;
        this.random = random;
    }

    /** A new session, where there is room for one more. */
    Optional<Opened> open(String user, Instant now) {
        purge(now);
        if (byToken.size() >= limit) {
            return Optional.empty();
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        var session = new Session(Integer.toString(++lastId), user, now);
        byToken.put(token, session);
        return Optional.of(new Opened(session, token));
    }

    /** The session of a token, which is in use from now. */
    Optional<Session> use(String token, Instant now) {
        purge(now);
        return Optional.ofNullable(
                byToken.computeIfPresent(
                        token, (_, session) -> new Session(session.id(), session.user(), now)));
    }

    /** Forgets the session of a token without a word to anybody. */
    void lose(String token) {
        byToken.remove(token);
    }

    boolean close(String id) {
        return byToken.values().removeIf(session -> session.id().equals(id));
    }

    Optional<Session> find(String id, Instant now) {
        return all(now).stream().filter(session -> session.id().equals(id)).findFirst();
    }

    Collection<Session> all(Instant now) {
        purge(now);
        return List.copyOf(byToken.values());
    }

    int size() {
        return byToken.size();
    }

    void clear() {
        byToken.clear();
    }

    private void purge(Instant now) {
        Instant oldest = now.minus(timeout);
        byToken.values().removeIf(session -> session.lastUsed().isBefore(oldest));
    }
}
