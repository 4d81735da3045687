package dev.sideband.collector.config;

import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/** Where a secret is: in a file, or in a variable of the environment. */
record SecretYaml(@Nullable String file, @Nullable String env) {
    SecretYaml {
        if ((file == null) == (env == null)) {
            throw new IllegalArgumentException(
                    "a secret is in a file or in the environment; write {file: FILE} or {env:"
                            + " NAME}");
        }
    }

    /**
     * Fetches it.
     *
     * @param config the file in which this is written; paths are relative to its directory
     * @param sources told of the secret's file
     * @throws ConfigException where it is not there; without a place in {@code config}
     */
    Secret read(Path config, List<Path> sources) throws ConfigException {
        if (file == null) {
            return Secret.fromEnvironment(String.valueOf(env));
        }
        Path path = config.toAbsolutePath().resolveSibling(file);
        sources.add(path);
        return Secret.fromFile(path);
    }
}
