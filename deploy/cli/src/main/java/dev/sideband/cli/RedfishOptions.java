package dev.sideband.cli;

import dev.sideband.redfish.client.Credentials;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.Trust;
import dev.sideband.runtime.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code bmc} takes for Redfish alone: by what the service's certificate is known. */
final class RedfishOptions {
    private final OptionSpec authorities =
            Specs.option(
                    "--ca-file",
                    "FILE",
                    Path.class,
                    "Redfish: a file with the authorities (PEM) that signed the BMC's certificate;"
                            + " without it, those that Java knows.");
    private final OptionSpec fingerprint =
            Specs.option(
                    "--fingerprint",
                    "SHA256",
                    String.class,
                    "Redfish: the certificate itself, as sha256: and 64 hexadecimal digits.");
    private final OptionSpec insecure =
            Specs.flag("--insecure", "Redfish: take any certificate, whoever shows it.");

    List<OptionSpec> all() {
        return List.of(authorities, fingerprint, insecure);
    }

    /** Whether a target is named by the address of a Redfish service. */
    static boolean isAddress(String target) {
        return target.startsWith("redfish://") || target.startsWith("redfish+http://");
    }

    /** Whether any of them was given. */
    boolean given() {
        return authorities.getValue() != null
                || fingerprint.getValue() != null
                || Specs.isSet(insecure);
    }

    /**
     * How to log in at an address.
     *
     * @throws IllegalArgumentException where something is wrong with what was given
     */
    RedfishLogin at(String named, String user, @Nullable Path passwordFile) throws ConfigException {
        RedfishAddress address = RedfishAddress.parse(named);
        Trust trust = trust().orElseGet(Trust.SystemAuthorities::new);
        byte[] password = Passwords.find(passwordFile, user, address).bytes();
        return new RedfishLogin(address, Credentials.of(user, password), trust);
    }

    /** A target's login with what was said here of the certificate, if anything was. */
    RedfishLogin trusting(RedfishLogin target) throws ConfigException {
        return new RedfishLogin(
                target.address(), target.credentials(), trust().orElse(target.trust()));
    }

    /** What was said of the certificate, if anything was. */
    private Optional<Trust> trust() throws ConfigException {
        Path file = authorities.getValue();
        String pinned = fingerprint.getValue();
        int ways = (file == null ? 0 : 1) + (pinned == null ? 0 : 1);
        if (ways + (Specs.isSet(insecure) ? 1 : 0) > 1) {
            throw new IllegalArgumentException(
                    "--ca-file, --fingerprint and --insecure exclude each other");
        }
        if (file != null) {
            try {
                return Optional.of(Trust.authorities(file));
            } catch (IOException e) {
                throw new ConfigException(
                        "--ca-file: %s cannot be read, or holds no certificate in PEM"
                                .formatted(file));
            }
        }
        if (pinned != null) {
            return Optional.of(Trust.pinned(pinned));
        }
        return Specs.isSet(insecure) ? Optional.of(new Trust.Insecure()) : Optional.empty();
    }
}
