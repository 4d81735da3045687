package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.quirk.Quirks;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** How a session is opened and driven. Begins with {@link #DEFAULT}; each change is a copy. */
public final class SessionOptions {
    /** Negotiates everything, allows no more than need be, and observes nothing. */
    public static final SessionOptions DEFAULT = new SessionOptions();

    private @Nullable CipherSuite cipherSuite;
    private CipherSuite minimumSuite = CipherSuite.strongestFirst().getLast();
    private @Nullable AuthenticationType weakest15;
    private boolean only15;
    private @Nullable PrivilegeLevel privilege;
    private @Nullable RakpKey bmcKey;
    private @Nullable LoginRecipe recipe;
    private Quirks quirks = Quirks.NONE;
    private RetryPolicy retryPolicy = RetryPolicy.DEFAULT;
    private SessionObserver observer = SessionObserver.NONE;

    private SessionOptions() {}

    private SessionOptions(SessionOptions other) {
        cipherSuite = other.cipherSuite;
        minimumSuite = other.minimumSuite;
        weakest15 = other.weakest15;
        only15 = other.only15;
        privilege = other.privilege;
        bmcKey = other.bmcKey;
        recipe = other.recipe;
        quirks = other.quirks;
        retryPolicy = other.retryPolicy;
        observer = other.observer;
    }

    /** The only suite to take, or nothing: the strongest that the BMC takes. */
    public Optional<CipherSuite> cipherSuite() {
        return Optional.ofNullable(cipherSuite);
    }

    /** The weakest suite to take where no single one is set, 3 or 17. */
    public CipherSuite minimumSuite() {
        return minimumSuite;
    }

    /** The weakest way to log in by IPMI 1.5, where that may be used at all. */
    public Optional<AuthenticationType> weakest15() {
        return Optional.ofNullable(weakest15);
    }

    /** Whether IPMI 1.5 is to be used even where the BMC speaks 2.0. */
    public boolean only15() {
        return only15;
    }

    /** The level to work at, or nothing: Operator, or what the user may have. */
    public Optional<PrivilegeLevel> privilege() {
        return Optional.ofNullable(privilege);
    }

    /** K_G, where the BMC has one; stays the caller's to close. */
    public Optional<RakpKey> bmcKey() {
        return Optional.ofNullable(bmcKey);
    }

    /** What worked the last time; only a hint, and only where all else here allows it. */
    public Optional<LoginRecipe> recipe() {
        return Optional.ofNullable(recipe);
    }

    /** The quirks that are known of the BMC before it is asked. */
    public Quirks quirks() {
        return quirks;
    }

    public RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /** Told of each datagram; called on the session's thread. */
    public SessionObserver observer() {
        return observer;
    }

    public SessionOptions withCipherSuite(CipherSuite suite) {
        var copy = new SessionOptions(this);
        copy.cipherSuite = suite;
        return copy;
    }

    /**
     * Takes no weaker suite by itself.
     *
     * @throws IllegalArgumentException where {@code suite} is neither 3 nor 17
     */
    public SessionOptions withMinimumSuite(CipherSuite suite) {
        var copy = new SessionOptions(this);
        copy.minimumSuite = CipherSuite.strongestFirstDownTo(suite).getLast();
        return copy;
    }

    /**
     * Logs in by IPMI 1.5 where the BMC says that it speaks no 2.0. Who can change packets on their
     * way can make a BMC say so: 1.5 encrypts nothing, and with {@link AuthenticationType#PASSWORD}
     * it even sends the password in clear.
     */
    public SessionOptions withIpmi15(AuthenticationType weakest) {
        var copy = new SessionOptions(this);
        copy.weakest15 = weakest;
        return copy;
    }

    /** Logs in by IPMI 1.5 only. */
    public SessionOptions withIpmi15Only(AuthenticationType weakest) {
        var copy = withIpmi15(weakest);
        copy.only15 = true;
        return copy;
    }

    public SessionOptions withPrivilege(PrivilegeLevel level) {
        var copy = new SessionOptions(this);
        copy.privilege = level;
        return copy;
    }

    public SessionOptions withBmcKey(RakpKey key) {
        var copy = new SessionOptions(this);
        copy.bmcKey = key;
        return copy;
    }

    public SessionOptions withRecipe(LoginRecipe worked) {
        var copy = new SessionOptions(this);
        copy.recipe = worked;
        return copy;
    }

    public SessionOptions withoutRecipe() {
        var copy = new SessionOptions(this);
        copy.recipe = null;
        return copy;
    }

    public SessionOptions withQuirks(Quirks known) {
        var copy = new SessionOptions(this);
        copy.quirks = known;
        return copy;
    }

    public SessionOptions withRetryPolicy(RetryPolicy policy) {
        var copy = new SessionOptions(this);
        copy.retryPolicy = policy;
        return copy;
    }

    public SessionOptions withObserver(SessionObserver sessionObserver) {
        var copy = new SessionOptions(this);
        copy.observer = sessionObserver;
        return copy;
    }

    @Override
    public String toString() {
        return "SessionOptions[cipherSuite=%s, minimumSuite=%s, privilege=%s, recipe=%s]"
                .formatted(cipherSuite, minimumSuite, privilege, recipe);
    }
}
