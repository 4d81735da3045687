package dev.sideband.cli;

import dev.sideband.avro.Target;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.probe.RedfishProbes;
import dev.sideband.collector.probe.SessionSettings;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Locale;

/** How a targets file says to log in at one of its targets. */
final class TargetLogin {
    private TargetLogin() {}

    /**
     * Looks {@code id} up.
     *
     * @param user another user than the file says, or null
     * @param password a file with another password than the targets file says, or null
     * @param only the one protocol to speak, or null
     * @throws IllegalArgumentException where the file has no such target or not what it takes
     */
    static Login of(
            Path file,
            String id,
            @Nullable String user,
            @Nullable Path password,
            @Nullable Protocol only)
            throws ConfigException {
        var found = TargetsFile.read(file);
        var target =
                found.targets().stream()
                        .filter(it -> it.getTarget().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s has no target \"%s\"".formatted(file, id)));
        var credentials = dev.sideband.collector.probe.Credentials.of(target, found.credentials());
        if (credentials == null) {
            throw new IllegalArgumentException("target \"%s\" has no credentials".formatted(id));
        }
        String name = user == null ? credentials.username() : user;
        byte[] secret =
                (password == null ? credentials.password() : Secret.fromFile(password)).bytes();
        boolean ipmi = target.getIpmi() != null && only != Protocol.REDFISH;
        boolean redfish = target.getRedfish() != null && only != Protocol.IPMI;
        if (!ipmi && !redfish) {
            throw new IllegalArgumentException(
                    "target \"%s\" has no address for %s"
                            .formatted(id, String.valueOf(only).toLowerCase(Locale.ROOT)));
        }
        if (!redfish) {
            return byIpmi(target, name, secret, credentials);
        }
        RedfishLogin byRedfish = byRedfish(target, name, secret);
        return ipmi
                ? new EitherLogin(byIpmi(target, name, secret, credentials), byRedfish)
                : byRedfish;
    }

    private static BmcLogin byIpmi(
            Target target,
            String user,
            byte[] password,
            dev.sideband.collector.probe.Credentials credentials) {
        return new BmcLogin(
                BmcAddress.parse(target.getIpmi()),
                Credentials.of(user, password),
                SessionSettings.of(target, credentials));
    }

    private static RedfishLogin byRedfish(Target target, String user, byte[] password) {
        return new RedfishLogin(
                RedfishAddress.parse(target.getRedfish()),
                dev.sideband.redfish.client.Credentials.of(user, password),
                RedfishProbes.trust(target));
    }
}
