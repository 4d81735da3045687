package dev.sideband.collector.discover;

import java.util.List;

/** What was found, as a targets file: YAML whose texts are written as JSON writes them. */
public final class FoundTargets {
    private static final int IPMI_PORT = 623;
    private static final int HTTPS_PORT = 443;

    private final Login login;
    private final Discovery.Options ports;

    /**
     * With what the collector is to log in.
     *
     * @param username of an account on all of the BMCs
     * @param passwordFile where its password stands
     */
    public record Login(String username, String passwordFile) {}

    public FoundTargets(Login login, Discovery.Options ports) {
        this.login = login;
        this.ports = ports;
    }

    /** The whole file. */
    public String text(List<FoundBmc> bmcs) {
        var file = new StringBuilder();
        file.append(
                "# Found by sideband targets discover. Before it is used: give the account, and"
                        + " where a\n");
        file.append(
                "# certificate is pinned compare its fingerprint with the one that the BMC itself"
                        + " shows.\n");
        file.append(
                "credentials:\n  default: { username: %s, password-file: %s }\n"
                        .formatted(quoted(login.username()), quoted(login.passwordFile())));
        file.append("defaults: { credentials: default, interval: 30s }\n");
        file.append(bmcs.isEmpty() ? "targets: []\n" : "targets:\n");
        bmcs.forEach(bmc -> file.append(entry(bmc)));
        return file.toString();
    }

    private String entry(FoundBmc bmc) {
        var entry = new StringBuilder("  - id: %s\n".formatted(quoted(bmc.host())));
        if (bmc.ipmi().isPresent()) {
            entry.append(
                    "    ipmi: %s\n"
                            .formatted(quoted(at(bmc.host(), ports.ipmiPort(), IPMI_PORT))));
        }
        bmc.redfish()
                .ifPresent(service -> {
                    String host = at(bracketed(bmc.host()), ports.redfishPort(), HTTPS_PORT);
                    entry.append("    redfish: %s\n".formatted(quoted("https://" + host)));
                    service.fingerprint()
                            .ifPresent(pin ->
                                    entry.append(
                                            "    tls: { fingerprint: %s }\n"
                                                    .formatted(quoted(pin))));
                });
        if (!bmc.product().isEmpty()) {
            entry.append("    labels: { product: %s }\n".formatted(quoted(bmc.product())));
        }
        return entry.toString();
    }

    private static String at(String host, int port, int usual) {
        return port == usual ? host : "%s:%d".formatted(bracketed(host), port);
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
