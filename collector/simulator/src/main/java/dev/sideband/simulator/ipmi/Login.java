package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.HandshakeStatus;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * How a console gets a session at one BMC: Open Session and RAKP 1 to 4 (IPMI 2.0 §13.17 to
 * §13.24).
 */
final class Login {
    private final SessionTable sessions;
    private final BmcSettings settings;
    private final Bytes guid;
    private final Quirks quirks;
    private final SecureRandom random;

    Login(SessionTable sessions, Bytes guid, Quirks quirks, SecureRandom random) {
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.guid = guid;
        this.quirks = quirks;
        this.random = random;
    }

    OpenSessionResponse answer(OpenSessionRequest request, Instant now) {
        Optional<RmcpPlusSession> before = sessions.openedBy(request);
        if (before.isPresent()) {
            return before.get().opened();
        }
        Optional<CipherSuite> suite =
                CipherSuite.of(request.algorithms()).filter(settings.suites()::containsKey);
        if (suite.isEmpty()) {
            return refuse(request, HandshakeStatus.NO_MATCHING_SUITE);
        }
        if (request.privilege() > PrivilegeLevel.ADMINISTRATOR.number()) {
            return refuse(request, HandshakeStatus.INVALID_ROLE);
        }
        if (!sessions.hasRoom(now)) {
            return refuse(request, HandshakeStatus.NO_FREE_SESSION);
        }
        int highest = limit(suite.get());
        if (request.privilege() > highest) {
            return refuse(request, HandshakeStatus.INVALID_ROLE);
        }
        // 0 asks for the highest level that the suite allows.
        int granted = request.privilege() == 0 ? highest : request.privilege();
        var response =
                new OpenSessionResponse(
                        request.tag(),
                        HandshakeStatus.OK,
                        granted,
                        request.consoleSessionId(),
                        freeId(),
                        request.algorithms());
        sessions.find(response.bmcSessionId()).ifPresent(sessions::remove);
        sessions.add(new RmcpPlusSession(request, response, suite.get(), quirks, now));
        return response;
    }

    private static OpenSessionResponse refuse(OpenSessionRequest request, int status) {
        return OpenSessionResponse.refusal(request.tag(), status, request.consoleSessionId());
    }

    private int freeId() {
        if (quirks.has(LoginQuirk.SESSION_ID_ZERO)) {
            return 0;
        }
        if (quirks.has(LoginQuirk.ONE_SESSION_ID_FOR_ALL)) {
            return 1;
        }
        return sessions.freeId(random);
    }

    Rakp2 answer(Rakp1 question, Instant now) {
        RmcpPlusSession session = sessions.findPlus(question.bmcSessionId()).orElse(null);
        if (session == null || session.active() || session.closed()) {
            return Rakp2.refusal(question.tag(), HandshakeStatus.INVALID_SESSION_ID, 0);
        }
        session.heard(now);
        Account account = account(question.username());
        int status = verdict(question, account, limit(session.suite()));
        if (account == null || status != HandshakeStatus.OK) {
            sessions.remove(session);
            return Rakp2.refusal(question.tag(), status, session.opened().consoleSessionId());
        }
        return session.challenge(question, account, guid, random);
    }

    private @Nullable Account account(Bytes name) {
        return sessions.accounts().stream()
                .filter(one -> one.isCalled(name))
                .findAny()
                .orElse(null);
    }

    private int limit(CipherSuite suite) {
        return settings.suites().getOrDefault(suite, PrivilegeLevel.CALLBACK).number();
    }

    private static int verdict(Rakp1 question, @Nullable Account account, int limit) {
        if (question.username().length() > Rakp1.USERNAME_MAX_LENGTH) {
            return HandshakeStatus.INVALID_NAME_LENGTH;
        }
        if (question.privilege() > PrivilegeLevel.ADMINISTRATOR.number()) {
            return HandshakeStatus.INVALID_ROLE;
        }
        if (account == null) {
            return HandshakeStatus.UNAUTHORIZED_NAME;
        }
        return question.privilege() > Math.min(limit, account.limit().number())
                ? HandshakeStatus.UNAUTHORIZED_ROLE
                : HandshakeStatus.OK;
    }

    Optional<Rakp4> answer(Rakp3 question, Instant now) {
        RmcpPlusSession session = sessions.findPlus(question.bmcSessionId()).orElse(null);
        if (session == null || session.closed()) {
            return Optional.of(
                    Rakp4.refusal(question.tag(), HandshakeStatus.INVALID_SESSION_ID, 0));
        }
        if (question.status() != HandshakeStatus.OK) {
            // The console did not believe RAKP 2 and says good-bye; only a pending one can go.
            if (!session.active()) {
                sessions.remove(session);
            }
            return Optional.empty();
        }
        Rakp4 answer = session.activate(question, settings, random);
        if (answer != null) {
            session.heard(now);
            return Optional.of(answer);
        }
        if (!session.active()) {
            sessions.remove(session);
        }
        return Optional.of(
                Rakp4.refusal(
                        question.tag(),
                        HandshakeStatus.INVALID_CHECK_VALUE,
                        session.opened().consoleSessionId()));
    }
}
