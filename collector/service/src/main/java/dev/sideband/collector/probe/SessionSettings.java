package dev.sideband.collector.probe;

import dev.sideband.avro.Target;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.runtime.Secret;

import java.util.Locale;

/** What a target says about IPMI sessions, as their options. */
public final class SessionSettings {
    private SessionSettings() {}

    /**
     * The options for {@code target}, whose login is {@code credentials}.
     *
     * @throws IllegalArgumentException where the target says something unknown
     */
    public static SessionOptions of(Target target, Credentials credentials) {
        SessionOptions options = SessionOptions.DEFAULT;
        if (target.getCipherSuite() != null) {
            options = options.withCipherSuite(CipherSuite.of(target.getCipherSuite()));
        }
        if (target.getMinimumCipherSuite() != null) {
            options = options.withMinimumSuite(CipherSuite.of(target.getMinimumCipherSuite()));
        }
        if (target.getIpmi15() != null) {
            options = options.withIpmi15(weakest15(target.getIpmi15()));
        }
        if (target.getPrivilege() != null) {
            options = options.withPrivilege(Privileges.parse(target.getPrivilege()));
        }
        Secret bmcKey = credentials.kg();
        return bmcKey == null ? options : options.withBmcKey(RakpKey.parse(bmcKey.bytes()));
    }

    /**
     * The weakest authentication that a word allows for IPMI 1.5.
     *
     * @throws IllegalArgumentException where there is no such word
     */
    public static AuthenticationType weakest15(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "digest" -> AuthenticationType.MD2;
            case "password" -> AuthenticationType.PASSWORD;
            case "none" -> AuthenticationType.NONE;
            default ->
                    throw new IllegalArgumentException(
                            "ipmi-1.5: \"%s\" is unknown; write true (MD5 or MD2), password (also the password in clear) or none (also without any)"
                                    .formatted(word));
        };
    }
}
