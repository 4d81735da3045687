package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;

import java.util.Optional;

/**
 * How a session is opened and driven.
 *
 * @param cipherSuite the only suite to accept, or nothing: the strongest that the BMC takes
 * @param privilege the level to work at, or nothing: Operator, or what the user may have
 * @param bmcKey K_G, where the BMC has one; stays the caller's to close
 * @param observer told of each datagram; called on the session's thread
 */
public record SessionOptions(
        Optional<CipherSuite> cipherSuite,
        Optional<PrivilegeLevel> privilege,
        Optional<RakpKey> bmcKey,
        RetryPolicy retryPolicy,
        SessionObserver observer) {
    /** Negotiates everything and observes nothing. */
    public static final SessionOptions DEFAULT =
            new SessionOptions(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    RetryPolicy.DEFAULT,
                    SessionObserver.NONE);

    public SessionOptions withCipherSuite(CipherSuite suite) {
        return new SessionOptions(Optional.of(suite), privilege, bmcKey, retryPolicy, observer);
    }

    public SessionOptions withPrivilege(PrivilegeLevel level) {
        return new SessionOptions(cipherSuite, Optional.of(level), bmcKey, retryPolicy, observer);
    }

    public SessionOptions withBmcKey(RakpKey key) {
        return new SessionOptions(cipherSuite, privilege, Optional.of(key), retryPolicy, observer);
    }

    public SessionOptions withRetryPolicy(RetryPolicy policy) {
        return new SessionOptions(cipherSuite, privilege, bmcKey, policy, observer);
    }

    public SessionOptions withObserver(SessionObserver sessionObserver) {
        return new SessionOptions(cipherSuite, privilege, bmcKey, retryPolicy, sessionObserver);
    }
}
