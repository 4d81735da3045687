package dev.sideband.cli;

import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.probe.SessionSettings;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** How a targets file says to log in at one of its targets. */
final class TargetLogin {
    private TargetLogin() {}

    /**
     * Looks {@code id} up.
     *
     * @param user another user than the file says, or null
     * @param password a file with another password than the targets file says, or null
     * @throws IllegalArgumentException where the file has no such target or not what it takes
     */
    static BmcLogin of(Path file, String id, @Nullable String user, @Nullable Path password)
            throws ConfigException {
        var found = TargetsFile.read(file);
        var target =
                found.targets().stream()
                        .filter(it -> it.getTarget().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s has no target \"%s\"".formatted(file, id)));
        if (target.getIpmi() == null) {
            throw new IllegalArgumentException(
                    "target \"%s\" in %s has no ipmi address".formatted(id, file));
        }
        var credentials = dev.sideband.collector.probe.Credentials.of(target, found.credentials());
        if (credentials == null) {
            throw new IllegalArgumentException("target \"%s\" has no credentials".formatted(id));
        }
        return new BmcLogin(
                BmcAddress.parse(target.getIpmi()),
                Credentials.of(
                        user == null ? credentials.username() : user,
                        (password == null ? credentials.password() : Secret.fromFile(password))
                                .bytes()),
                SessionSettings.of(target, credentials));
    }
}
