package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.command.app.SetSessionPrivilegeLevel;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the cipher suite and the privilege level at which a BMC grants a session. */
final class SessionOpener {
    /** Fresh starts at one suite and level, for when answers of the handshake get lost. */
    private static final int ATTEMPTS = 5;

    /** Operator is enough for all that is read; some BMCs know a user at one level only. */
    private static final List<PrivilegeLevel> LEVELS =
            List.of(PrivilegeLevel.OPERATOR, PrivilegeLevel.USER, PrivilegeLevel.ADMINISTRATOR);

    // Where only suite 17 is enabled, some firmware says of suite 3 that no session is free.
    private static final Set<Reason> ABOUT_THE_SUITE =
            EnumSet.of(Reason.NO_CIPHER, Reason.SESSIONS_FULL);
    private static final Set<Reason> ABOUT_THE_LEVEL = EnumSet.of(Reason.PRIVILEGE);

    private final Link link;
    private final Credentials credentials;
    private final Silence silence;

    SessionOpener(Link link, Credentials credentials) {
        this.link = link;
        this.credentials = credentials;
        this.silence = new Silence(link);
    }

    IpmiSession open() throws IpmiException, InterruptedException {
        return firstGranted(suites(), ABOUT_THE_SUITE, this::openAtSomeLevel);
    }

    private List<CipherSuite> suites() throws IpmiException, InterruptedException {
        Optional<CipherSuite> only = link.options().cipherSuite();
        if (only.isPresent()) {
            return List.of(only.get());
        }
        try (var client = new SessionlessClient(link)) {
            return CipherSuiteOffer.of(client);
        }
    }

    private IpmiSession openAtSomeLevel(CipherSuite suite)
            throws IpmiException, InterruptedException {
        List<PrivilegeLevel> levels = link.options().privilege().map(List::of).orElse(LEVELS);
        return firstGranted(levels, ABOUT_THE_LEVEL, level -> openAt(suite, level));
    }

    /** Tries candidates in turn while their refusals are of the kind that another may avoid. */
    private static <T> IpmiSession firstGranted(
            List<T> candidates, Set<Reason> goOn, Opening<T> opening)
            throws IpmiException, InterruptedException {
        NotAuthenticated telling = null;
        for (int i = 0; ; i++) {
            try {
                return opening.open(candidates.get(i));
            } catch (NotAuthenticated e) {
                if (!goOn.contains(e.reason())) {
                    throw e;
                }
                // That one suite of several is not there says less than any other refusal.
                telling = telling == null || telling.reason() == Reason.NO_CIPHER ? e : telling;
                if (i == candidates.size() - 1) {
                    throw telling;
                }
            }
        }
    }

    private IpmiSession openAt(CipherSuite suite, PrivilegeLevel level)
            throws IpmiException, InterruptedException {
        for (int i = 0; i < ATTEMPTS && !silence.isTooLong(); i++) {
            var attempt = new HandshakeAttempt(link, credentials, silence, suite, level);
            Optional<IpmiSession> session = attempt.run();
            if (session.isPresent()) {
                return raised(session.get(), suite, level);
            }
        }
        throw silence.noAnswer();
    }

    /** A fresh session has level User, whatever the handshake asked for. */
    private IpmiSession raised(IpmiSession session, CipherSuite suite, PrivilegeLevel level)
            throws IpmiException, InterruptedException {
        boolean keep = false;
        try {
            if (level.compareTo(PrivilegeLevel.USER) > 0) {
                session.send(new SetSessionPrivilegeLevel(level));
            }
            keep = true;
        } catch (IpmiException.Refused e) {
            boolean refused =
                    e.completionCode() == SetSessionPrivilegeLevel.NOT_AVAILABLE_FOR_USER
                            || e.completionCode() == SetSessionPrivilegeLevel.ABOVE_LIMIT;
            if (refused && link.options().privilege().isPresent()) {
                throw new Refusals(link.address(), credentials.username(), suite, level)
                        .privilege("completion code %02Xh".formatted(e.completionCode()));
            }
            // Level User reads sensors and logs, and some BMCs lack this command (Cisco).
            keep = true;
        } finally {
            if (!keep) {
                session.close();
            }
        }
        return session;
    }

    /** Opens a session with one of several candidates. */
    private interface Opening<T> {
        IpmiSession open(T candidate) throws IpmiException, InterruptedException;
    }
}
