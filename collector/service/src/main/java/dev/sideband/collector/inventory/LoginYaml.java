package dev.sideband.collector.inventory;

import org.jspecify.annotations.Nullable;

/** An entry under {@code credentials} as it is written: where the secrets are. */
public record LoginYaml(
        @Nullable String username,
        @Nullable String passwordFile,
        @Nullable String passwordEnv,
        @Nullable String kgFile,
        @Nullable String kgEnv) {}
