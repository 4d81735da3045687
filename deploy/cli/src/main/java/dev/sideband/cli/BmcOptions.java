package dev.sideband.cli;

import dev.sideband.collector.probe.SessionSettings;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.ConnectedPort;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Which BMC, and how to log in there: the options that all {@code bmc} subcommands share. */
final class BmcOptions {
    private static final String SCHEME = "ipmi://";

    private final PositionalParamSpec target =
            PositionalParamSpec.builder()
                    .index("0")
                    .paramLabel("TARGET")
                    .type(String.class)
                    .required(true)
                    .description(
                            "ipmi://host[:port], redfish://host[:port] (HTTPS),"
                                    + " redfish+http://host[:port] (plain HTTP), or with --targets"
                                    + " a target's id.")
                    .build();
    private final OptionSpec targets =
            Specs.option("--targets", "FILE", Path.class, "The targets file.");
    private final OptionSpec user = Specs.option("--user", "NAME", String.class, "The BMC's user.");
    private final OptionSpec passwordFile =
            Specs.option(
                    "--password-file",
                    "FILE",
                    Path.class,
                    "A file with the password; without it, the variable SIDEBAND_PASSWORD, or what"
                            + " is typed on a terminal.");
    private final OptionSpec bmcKeyFile =
            Specs.option(
                    "--kg-file",
                    "FILE",
                    Path.class,
                    "A file with the BMC's key K_G, if it has one.");
    private final OptionSpec cipherSuite =
            Specs.option(
                    "--cipher-suite",
                    "ID",
                    Integer.class,
                    "The only suite to use, such as 17 or 3; without it, the strongest that the"
                            + " BMC takes.");
    private final OptionSpec minimumSuite =
            Specs.option(
                    "--minimum-cipher-suite",
                    "ID",
                    Integer.class,
                    "The weakest suite to take without --cipher-suite: 17 or 3; without it, 3.");
    private final OptionSpec ipmi15 =
            Specs.option(
                    "--ipmi-1.5",
                    "WEAKEST",
                    String.class,
                    "Log in by IPMI 1.5, with no less than digest (MD5 or MD2), password (in clear)"
                            + " or none.");
    private final OptionSpec privilege =
            Specs.option(
                    "--privilege",
                    "LEVEL",
                    PrivilegeLevel.class,
                    "user, operator or administrator; without it, operator if it may be had.");
    private final OptionSpec protocol =
            Specs.option(
                    "--protocol",
                    "NAME",
                    Protocol.class,
                    "Of a target that has both: ipmi or redfish. Without it IPMI, and Redfish where"
                            + " IPMI does not answer.");
    private final RedfishOptions redfish = new RedfishOptions();
    private final OptionSpec json = Specs.flag("--json", "One JSON object a line.");
    private final OptionSpec colour = Terminal.colourOption();

    private final CommandSpec spec;

    /** Adds the options to {@code spec}. */
    BmcOptions(CommandSpec spec) {
        this.spec = spec;
        spec.add(target);
        List.of(
                        targets,
                        user,
                        passwordFile,
                        bmcKeyFile,
                        cipherSuite,
                        minimumSuite,
                        ipmi15,
                        privilege,
                        protocol)
                .forEach(spec::addOption);
        redfish.all().forEach(spec::addOption);
        spec.addOption(json).addOption(colour);
    }

    boolean json() {
        return Specs.isSet(json);
    }

    /** The BMC as it was named. */
    String target() {
        return target.getValue();
    }

    Terminal terminal() {
        return Terminal.here(colour.getValue());
    }

    /**
     * What is done with an open session.
     *
     * @param <E> what may go wrong with it besides
     */
    interface Work<E extends Exception> {
        void with(IpmiSession session) throws IpmiException, InterruptedException, E;
    }

    /** Logs in by the protocol that was named, works, and logs out whatever happens. */
    void connect(Work<Exception> byIpmi, RedfishLogin.Work byRedfish) throws Exception {
        switch (login()) {
            case RedfishLogin service -> service.connect(byRedfish);
            case BmcLogin bmc -> connect(bmc, sessionOptions(bmc.options()), byIpmi);
            case EitherLogin either -> connect(either, byIpmi, byRedfish);
        }
    }

    private void connect(EitherLogin either, Work<Exception> byIpmi, RedfishLogin.Work byRedfish)
            throws Exception {
        BmcLogin bmc = either.ipmi();
        try (ConnectedPort port = ConnectedPort.open()) {
            IpmiSession opened;
            try {
                opened = open(port, bmc, sessionOptions(bmc.options()));
            } catch (IpmiException.NoAnswer | IpmiException.Unreachable silent) {
                PrintWriter err = spec.commandLine().getErr();
                err.printf("sideband: %s; asking over Redfish%n", silent.getMessage());
                err.flush();
                either.redfish().connect(byRedfish);
                return;
            }
            try (IpmiSession session = opened) {
                byIpmi.with(session);
            }
        }
    }

    /** Logs in by IPMI, does {@code work}, and logs out whatever happens. */
    <E extends Exception> void connect(Work<E> work)
            throws IpmiException, ConfigException, InterruptedException, IOException, E {
        BmcLogin login = ipmiLogin();
        connect(login, sessionOptions(login.options()), work);
    }

    /** The same at a level that nobody asked for; see {@link #choosesPrivilege}. */
    <E extends Exception> void connectAt(PrivilegeLevel level, Work<E> work)
            throws IpmiException, ConfigException, InterruptedException, IOException, E {
        BmcLogin login = ipmiLogin();
        connect(login, sessionOptions(login.options()).withPrivilege(level), work);
    }

    boolean choosesPrivilege() {
        return privilege.getValue() != null;
    }

    private static <E extends Exception> void connect(
            BmcLogin login, SessionOptions options, Work<E> work)
            throws IpmiException, InterruptedException, IOException, E {
        try (ConnectedPort port = ConnectedPort.open();
                IpmiSession session = open(port, login, options)) {
            work.with(session);
        }
    }

    private static IpmiSession open(ConnectedPort port, BmcLogin login, SessionOptions options)
            throws IpmiException, InterruptedException, IOException {
        return IpmiSession.open(port, login.address(), login.credentials(), options);
    }

    private BmcLogin ipmiLogin() throws ConfigException {
        return switch (login()) {
            case BmcLogin login -> login;
            case EitherLogin either -> either.ipmi();
            case RedfishLogin _ ->
                    throw new ParameterException(
                            spec.commandLine(),
                            "%s of %s goes by IPMI only: name the BMC as ipmi://host"
                                    .formatted(spec.name(), target()));
        };
    }

    private Login login() throws ConfigException {
        try {
            String named = target.getValue();
            return named.contains("://") ? byAddress(named) : byId(named);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private Login byAddress(String named) throws ConfigException {
        if (protocol.getValue() != null) {
            throw new IllegalArgumentException(
                    "--protocol is for a target of --targets; of an address it is its beginning");
        }
        String name = user.getValue();
        if (RedfishOptions.isAddress(named)) {
            refuseOptionsOfIpmi();
            return redfish.at(named, named(name), passwordFile.getValue());
        }
        if (!named.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no address of a BMC: write ipmi://host, ipmi://host:port or redfish://host"
                            .formatted(named));
        }
        refuseOptionsOfRedfish();
        BmcAddress address = BmcAddress.parse(named.substring(SCHEME.length()));
        return new BmcLogin(
                address,
                Credentials.of(
                        named(name),
                        Passwords.find(passwordFile.getValue(), named(name), address).bytes()),
                withBmcKey(SessionOptions.DEFAULT));
    }

    private static String named(@Nullable String user) {
        if (user == null) {
            throw new IllegalArgumentException("--user is missing: the BMC's user");
        }
        return user;
    }

    private void refuseOptionsOfRedfish() {
        if (redfish.given()) {
            throw new IllegalArgumentException(
                    "--ca-file, --fingerprint and --insecure are for redfish://, IPMI has no"
                            + " certificates");
        }
    }

    private void refuseOptionsOfIpmi() {
        for (OptionSpec option :
                List.of(bmcKeyFile, cipherSuite, minimumSuite, ipmi15, privilege)) {
            if (option.getValue() != null) {
                throw new IllegalArgumentException(
                        option.longestName() + " is for ipmi://, Redfish has nothing like it");
            }
        }
    }

    private SessionOptions withBmcKey(SessionOptions options) throws ConfigException {
        Path file = bmcKeyFile.getValue();
        return file == null
                ? options
                : options.withBmcKey(RakpKey.parse(Secret.fromFile(file).bytes()));
    }

    private Login byId(String named) throws ConfigException {
        Path file = targets.getValue();
        if (file == null) {
            throw new IllegalArgumentException(
                    ("\"%s\" is no address: write ipmi://host, or name the targets file that has"
                                    + " it with --targets")
                            .formatted(named));
        }
        Login ofFile =
                TargetLogin.of(
                        file, named, user.getValue(), passwordFile.getValue(), protocol.getValue());
        return switch (ofFile) {
            case BmcLogin bmc -> {
                refuseOptionsOfRedfish();
                yield withBmcKey(bmc);
            }
            case RedfishLogin service -> {
                refuseOptionsOfIpmi();
                yield redfish.trusting(service);
            }
            case EitherLogin(BmcLogin bmc, RedfishLogin service) ->
                    new EitherLogin(withBmcKey(bmc), redfish.trusting(service));
        };
    }

    private BmcLogin withBmcKey(BmcLogin login) throws ConfigException {
        return new BmcLogin(login.address(), login.credentials(), withBmcKey(login.options()));
    }

    private SessionOptions sessionOptions(SessionOptions ofTarget) {
        SessionOptions options = ofTarget;
        Integer suite = cipherSuite.getValue();
        if (suite != null) {
            options = options.withCipherSuite(suite(suite));
        }
        PrivilegeLevel level = privilege.getValue();
        if (level != null) {
            options = options.withPrivilege(level);
        }
        Integer minimum = minimumSuite.getValue();
        if (minimum != null) {
            options = options.withMinimumSuite(suite(minimum));
        }
        String weakest15 = ipmi15.getValue();
        return weakest15 == null
                ? options
                : options.withIpmi15Only(SessionSettings.weakest15(weakest15));
    }

    private CipherSuite suite(int id) {
        try {
            return CipherSuite.of(id);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
    }

    private ParameterException wrongUsage(IllegalArgumentException problem) {
        return new ParameterException(
                spec.commandLine(), String.valueOf(problem.getMessage()), problem);
    }
}
