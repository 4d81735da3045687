package dev.sideband.collector.probe;

import dev.sideband.avro.Target;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How to log in.
 *
 * @param kg the BMC-specific key K_G of IPMI 2.0 (§13.33); null where the BMC has none
 */
public record Credentials(String username, Secret password, @Nullable Secret kg) {
    /** Credentials that only hold a BMC's key, for targets that name them for it. */
    public static Credentials keyOnly(Secret kg) {
        return new Credentials("", Secret.of(""), kg);
    }

    public boolean isKeyOnly() {
        return username.isEmpty() && password.length() == 0 && kg != null;
    }

    /** The same login with the key of {@code other}. */
    public Credentials withKeyOf(Credentials other) {
        return new Credentials(username, password, other.kg);
    }

    /**
     * How to log in at {@code target}; null where {@code known} lacks the credentials that it
     * names.
     */
    public static @Nullable Credentials of(Target target, Map<String, Credentials> known) {
        Credentials login = known.get(target.getCredentials());
        if (login == null || target.getKg() == null) {
            return login;
        }
        Credentials key = known.get(target.getKg());
        return key == null || key.kg() == null ? null : login.withKeyOf(key);
    }

    public Credentials(String username, Secret password) {
        this(username, password, null);
    }
}
