package dev.sideband.cli;

import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which BMC, and how to log in there: the options that all {@code bmc} subcommands share. */
final class BmcOptions {
    private static final String SCHEME = "ipmi://";
    private static final String PASSWORD_VARIABLE = "SIDEBAND_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TARGET",
            description = "ipmi://host[:port], or with --targets a target's id.")
    private String target;

    @Option(names = "--targets", paramLabel = "FILE", description = "The targets file.")
    private Optional<Path> targets = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "The BMC's user.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password; without it, the variable SIDEBAND_PASSWORD.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--cipher-suite",
            paramLabel = "ID",
            description = "17 or 3; without it, the strongest that the BMC takes.")
    private Optional<Integer> cipherSuite = Optional.empty();

    @Option(
            names = "--privilege",
            paramLabel = "LEVEL",
            description = "user, operator or administrator; without it, operator if it may be had.")
    private Optional<PrivilegeLevel> privilege = Optional.empty();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** What is done with an open session. */
    interface Work {
        void with(IpmiSession session) throws IpmiException, InterruptedException;
    }

    /** Logs in, does {@code work}, and logs out whatever happens. */
    void connect(Work work)
            throws IpmiException, ConfigException, InterruptedException, IOException {
        Login login = login();
        try (UdpPort port = UdpPort.open(1);
                IpmiSession session =
                        IpmiSession.open(
                                port, login.address(), login.credentials(), login.options())) {
            work.with(session);
        }
    }

    private record Login(BmcAddress address, Credentials credentials, SessionOptions options) {}

    private Login login() throws ConfigException {
        try {
            return target.contains("://") ? byAddress() : byId();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Login byAddress() throws ConfigException {
        if (!target.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no address of a BMC: write ipmi://host or ipmi://host:port"
                            .formatted(target));
        }
        BmcAddress address = BmcAddress.parse(target.substring(SCHEME.length()));
        String name =
                user.orElseThrow(
                        () -> new IllegalArgumentException("--user is missing: the BMC's user"));
        return new Login(address, Credentials.of(name, password().bytes()), options(null));
    }

    private Login byId() throws ConfigException {
        Path file =
                targets.orElseThrow(() ->
                        new IllegalArgumentException(
                                ("\"%s\" is no address: write ipmi://host, or name the"
                                                + " targets file that has it with --targets")
                                        .formatted(target)));
        var found = TargetsFile.read(file);
        var one =
                found.targets().stream()
                        .filter(it -> it.getTarget().equals(target))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s has no target \"%s\"".formatted(file, target)));
        if (one.getIpmi() == null) {
            throw new IllegalArgumentException(
                    "target \"%s\" in %s has no ipmi address".formatted(target, file));
        }
        var credentials = found.credentials().get(one.getCredentials());
        if (credentials == null) {
            throw new IllegalArgumentException(
                    "target \"%s\" has no credentials".formatted(target));
        }
        return new Login(
                BmcAddress.parse(one.getIpmi()),
                Credentials.of(user.orElse(credentials.username()), credentials.password().bytes()),
                options(credentials.kg()));
    }

    private Secret password() throws ConfigException {
        return passwordFile.isPresent()
                ? Secret.fromFile(passwordFile.get())
                : Secret.fromEnvironment(PASSWORD_VARIABLE);
    }

    private SessionOptions options(@Nullable Secret bmcKey) {
        SessionOptions options = SessionOptions.DEFAULT;
        if (cipherSuite.isPresent()) {
            options = options.withCipherSuite(CipherSuite.of(cipherSuite.get()));
        }
        if (privilege.isPresent()) {
            options = options.withPrivilege(privilege.get());
        }
        return bmcKey == null ? options : options.withBmcKey(RakpKey.of(bmcKey.bytes()));
    }
}
