package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.session.OpenSessionRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sessions of one BMC: few, and given up when nobody speaks in them (IPMI 2.0 §6.12.15). */
final class SessionTable {
    /** A session that is not active by then never will be. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    private static final Duration INACTIVITY = Duration.ofSeconds(60);

    /** A closed session answers so long to a Close Session that is sent again. */
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final int limit;
    private final BmcSettings settings;
    private final Map<Integer, Session> byId = new HashMap<>();
    private volatile boolean refusing;

    SessionTable(int limit, BmcSettings settings) {
        this.limit = limit;
        this.settings = settings;
    }

    int limit() {
        return limit;
    }

    List<Account> accounts() {
        return settings.accounts();
    }

    BmcSettings settings() {
        return settings;
    }

    int active() {
        return (int) byId.values().stream().filter(Session::active).count();
    }

    Optional<Session> find(int id) {
        return refusing ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    /** The session of IPMI 2.0 with that id. */
    Optional<RmcpPlusSession> findPlus(int id) {
        return byId.get(id) instanceof RmcpPlusSession session
                ? Optional.of(session)
                : Optional.empty();
    }

    Optional<RmcpPlusSession> openedBy(OpenSessionRequest request) {
        return byId.values().stream()
                .filter(RmcpPlusSession.class::isInstance)
                .map(RmcpPlusSession.class::cast)
                .filter(one -> one.openedBy(request))
                .findAny();
    }

    /** Whether one more session can be had. */
    boolean hasRoom(Instant now) {
        purge(now);
        return !refusing && byId.values().stream().filter(one -> !one.closed()).count() < limit;
    }

    /** Whether all sessions are unknown and there is room for none; for any thread. */
    void refuse(boolean all) {
        refusing = all;
    }

    /** An id that no session has; never 0. */
    int freeId(RandomGenerator random) {
        int id = random.nextInt();
        while (id == 0 || byId.containsKey(id)) {
            id = random.nextInt();
        }
        return id;
    }

    void add(Session session) {
        byId.put(session.id(), session);
    }

    void remove(Session session) {
        session.forget();
        byId.remove(session.id());
    }

    /** Gives up what nobody speaks in. */
    void purge(Instant now) {
        for (Iterator<Session> all = byId.values().iterator(); all.hasNext(); ) {
            Session session = all.next();
            Duration silence = Duration.between(session.lastHeard(), now);
            if (silence.compareTo(patience(session)) > 0) {
                session.forget();
                all.remove();
            }
        }
    }

    void clear() {
        byId.values().forEach(Session::forget);
        byId.clear();
    }

    private static Duration patience(Session session) {
        if (session.closed()) {
            return LINGER;
        }
        return session.active() ? INACTIVITY : HANDSHAKE;
    }
}
