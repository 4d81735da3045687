package dev.sideband.collector.probe;

import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

/**
 * How to log in.
 *
 * @param kg the BMC-specific key K_G of IPMI 2.0 (§13.33); null where the BMC has none
 */
public record Credentials(String username, Secret password, @Nullable Secret kg) {
    public Credentials(String username, Secret password) {
        this(username, password, null);
    }
}
