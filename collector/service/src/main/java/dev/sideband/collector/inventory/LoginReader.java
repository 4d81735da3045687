package dev.sideband.collector.inventory;

import dev.sideband.collector.probe.Credentials;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;
import dev.sideband.runtime.YamlFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes sense of one entry under {@code credentials}, and fetches its secrets. */
final class LoginReader {
    private final Path file;
    private final String name;
    private final List<Path> sources = new ArrayList<>();

    LoginReader(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    /** The files that secrets came from. */
    List<Path> sources() {
        return sources;
    }

    Credentials read(@Nullable LoginYaml login) throws ConfigException {
        if (login == null) {
            throw problem("username is missing", null);
        }
        Secret kg = bmcKey(login);
        Secret password = secret("password", login.passwordFile(), login.passwordEnv());
        if (kg != null && login.username() == null && password == null) {
            return Credentials.keyOnly(kg);
        }
        if (login.username() == null) {
            throw problem("username is missing", null);
        }
        if (password == null) {
            throw problem(
                    "password-file or password-env is missing; one of them says where the password"
                            + " is",
                    null);
        }
        return new Credentials(login.username(), password, kg);
    }

    private @Nullable Secret bmcKey(LoginYaml login) throws ConfigException {
        Secret kg = secret("kg", login.kgFile(), login.kgEnv());
        if (kg == null) {
            return null;
        }
        try (RakpKey _ = RakpKey.parse(kg.bytes())) {
            return kg;
        } catch (IllegalArgumentException wrong) {
            throw problem("kg: " + wrong.getMessage(), null);
        }
    }

    private @Nullable Secret secret(String what, @Nullable String path, @Nullable String variable)
            throws ConfigException {
        if (path != null && variable != null) {
            throw problem(
                    "%s-file and %s-env are both given; remove one of them".formatted(what, what),
                    what + "-env");
        }
        try {
            if (path != null) {
                Path source = file.toAbsolutePath().resolveSibling(path);
                sources.add(source);
                return Secret.fromFile(source);
            }
            return variable == null ? null : Secret.fromEnvironment(variable);
        } catch (ConfigException missing) {
            String key = what + (path == null ? "-env" : "-file");
            throw problem("%s: %s".formatted(key, missing.getMessage()), key);
        }
    }

    private ConfigException problem(String message, @Nullable String key) throws ConfigException {
        return key == null
                ? YamlFile.problem(file, message, "credentials", name)
                : YamlFile.problem(file, message, "credentials", name, key);
    }
}
