package dev.sideband.cli;

import dev.sideband.collector.discover.AllowedNetworks;
import dev.sideband.collector.discover.Discovery;
import dev.sideband.collector.discover.FoundBmc;
import dev.sideband.collector.discover.FoundTargets;
import dev.sideband.collector.discover.Network;
import dev.sideband.ipmi.client.PresenceLook.Presence;
import dev.sideband.redfish.client.ServiceLook;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Finds BMCs in networks. */
@Command(
        name = "discover",
        description = {
            "Finds the BMCs in networks, and writes a targets file.",
            "",
            "Looks at each address once: RMCP's presence ping, Get Channel Authentication"
                    + " Capabilities, and the root of a Redfish service. It never logs in. Only"
                    + " private networks are looked at unless --allow names others.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  sideband targets discover 10.0.12.0/24",
            "  sideband targets discover 10.0.12.0/24 10.0.13.0/24 --out targets.yaml --user"
                    + " monitor --password-file bmc-password",
            "  sideband targets discover 10.0.0.0/18 --allow 10.0.0.0/16 --rate 50 --json",
        })
final class DiscoverCommand implements Callable<Integer> {
    private static final long MOST_ADDRESSES = 1 << 16;
    private static final int PERCENT = 100;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "CIDR", arity = "1..*", description = "Where to look.")
    private String[] networks = {};

    @Option(
            names = "--allow",
            paramLabel = "CIDR",
            description =
                    "Look nowhere but here, in place of the private networks; may be given often.")
    private String[] allowed = {};

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Packets and connections a second, at most (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--out", paramLabel = "FILE", description = "Write a targets file.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "monitor",
            description = "The account that the targets file names (${DEFAULT-VALUE}).")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            defaultValue = "bmc-password",
            description = "Where that account's password will stand (${DEFAULT-VALUE}).")
    private String passwordFile;

    @Option(
            names = "--ipmi-port",
            paramLabel = "PORT",
            defaultValue = "623",
            description = "Where IPMI is (${DEFAULT-VALUE}).")
    private int ipmiPort;

    @Option(
            names = "--redfish-port",
            paramLabel = "PORT",
            defaultValue = "443",
            description = "Where Redfish is (${DEFAULT-VALUE}).")
    private int redfishPort;

    @Option(names = "--json", description = "One JSON object a BMC.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Discovery.Options options = options();
        List<Network> wanted = wanted();
        var told =
                new Told(wanted.stream().mapToLong(network -> network.addresses().count()).sum());
        List<FoundBmc> found = new Discovery(options).run(wanted, told);
        told.end();
        PrintWriter out = spec.commandLine().getOut();
        if (!json && !found.isEmpty()) {
            table(found).print(out);
        }
        if (file.isPresent()) {
            var login = new FoundTargets.Login(user, passwordFile);
            write(file.get(), new FoundTargets(login, options).text(found));
        }
        say("%d BMCs at %d addresses%s".formatted(found.size(), told.addresses, written()));
        return 0;
    }

    private String written() {
        return file.map(path -> "; %s written: check it, and give the account".formatted(path))
                .orElse(json ? "" : "; --out FILE writes them down");
    }

    private Discovery.Options options() {
        if (ipmiPort < 1 || ipmiPort > 65_535 || redfishPort < 1 || redfishPort > 65_535) {
            throw wrong("ports are 1 to 65535");
        }
        if (rate < 1) {
            throw wrong("--rate %d: at least 1".formatted(rate));
        }
        if (file.isPresent() && Files.exists(file.get())) {
            throw wrong("--out %s: is there already; name another".formatted(file.get()));
        }
        return new Discovery.Options(rate, ipmiPort, redfishPort);
    }

    private List<Network> wanted() {
        try {
            List<Network> wanted = Arrays.stream(networks).map(Network::parse).toList();
            AllowedNetworks where =
                    allowed.length == 0 ? AllowedNetworks.PRIVATE : AllowedNetworks.of(allowed);
            where.firstOutside(wanted)
                    .ifPresent(outside -> {
                        throw wrong(
                                allowed.length == 0
                                        ? "%s: is no private network; name it with --allow if it is yours"
                                                .formatted(outside)
                                        : "%s: --allow does not allow it".formatted(outside));
                    });
            if (wanted.stream().mapToLong(Network::size).sum() > MOST_ADDRESSES) {
                throw wrong(
                        "more than %d addresses: look at a part at a time"
                                .formatted(MOST_ADDRESSES));
            }
            return wanted;
        } catch (IllegalArgumentException bad) {
            throw wrong(String.valueOf(bad.getMessage()));
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw new IOException(file + ": is there already; name another", taken);
        }
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("sideband: " + text);
        err.flush();
    }

    private static Table table(List<FoundBmc> found) {
        var table = new Table("ADDRESS", "IPMI", "REDFISH", "~PRODUCT", "~CERTIFICATE");
        for (FoundBmc bmc : found) {
            table.add(
                    bmc.host(),
                    bmc.ipmi().map(DiscoverCommand::ipmi).orElse("-"),
                    bmc.redfish().map(DiscoverCommand::redfish).orElse("-"),
                    bmc.product(),
                    bmc.redfish().flatMap(ServiceLook.Found::fingerprint).orElse("-"));
        }
        return table;
    }

    private static String ipmi(Presence presence) {
        return presence.capabilities().speaksIpmi2() ? "2.0" : "1.5";
    }

    private static String redfish(ServiceLook.Found found) {
        return found.root().text("RedfishVersion").orElse("login");
    }

    private static Map<String, @Nullable Object> object(FoundBmc bmc) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("address", bmc.host());
        object.put("ipmi", bmc.ipmi().map(DiscoverCommand::ipmi).orElse(null));
        object.put("presence_pong", bmc.ipmi().map(Presence::pong).orElse(null));
        object.put(
                "anonymous_login",
                bmc.ipmi().map(found -> found.capabilities().anonymousLogin()).orElse(null));
        object.put("redfish", bmc.redfish().map(DiscoverCommand::redfish).orElse(null));
        object.put("uuid", bmc.redfish().flatMap(found -> found.root().text("UUID")).orElse(null));
        object.put("vendor", bmc.vendor().orElse(null));
        object.put("product", bmc.product().isEmpty() ? null : bmc.product());
        object.put(
                "tls_fingerprint",
                bmc.redfish().flatMap(ServiceLook.Found::fingerprint).orElse(null));
        return object;
    }

    /** Says how it goes. */
    private final class Told implements Discovery.Listener {
        private final StatusLine line =
                new StatusLine(spec.commandLine().getErr(), Terminal.person().isPresent());
        private final long all;
        private long addresses;
        private int bmcs;

        Told(long all) {
            this.all = all;
        }

        @Override
        public void found(FoundBmc bmc) {
            bmcs++;
            if (json) {
                line.clear();
                Json.print(spec.commandLine().getOut(), object(bmc));
                spec.commandLine().getOut().flush();
            }
        }

        @Override
        public void looked(long number) {
            addresses = number;
            line.say(
                    "%d of %d addresses (%d %%), %d BMCs found"
                            .formatted(number, all, number * PERCENT / Math.max(1, all), bmcs));
        }

        void end() {
            line.clear();
        }
    }
}
