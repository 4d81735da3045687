package dev.sideband.cli;

import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sol.SolException;
import dev.sideband.ipmi.sol.SolSettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The server's serial console through its BMC. */
final class BmcConsoleCommand extends BmcCommand {
    private final ConsoleOptions options = new ConsoleOptions(spec());
    private int exitCode;

    BmcConsoleCommand() {
        super(
                "console",
                "Opens the server's serial console (serial over LAN). On a terminal, ~. at the"
                        + " start of a line leaves and ~? lists the other escapes. Elsewhere the"
                        + " input is typed as it is, and the output comes in lines.",
                "sideband bmc console ipmi://10.0.12.7 --user admin --password-file secret",
                "sideband bmc console r12-u07 --targets targets.yaml --takeover --capture boot.log",
                "printf 'uptime\\r' | sideband bmc console r12-u07 --targets targets.yaml",
                "sideband bmc console r12-u07 --targets targets.yaml --read-only --for 10m --json");
    }

    @Override
    public Integer call() throws Exception {
        try {
            bmc().connect(this::run);
        } catch (SolException e) {
            // Operator, which is enough for all else, is not for most consoles.
            if (e.reason() != SolException.Reason.PRIVILEGE || bmc().choosesPrivilege()) {
                throw e;
            }
            bmc().connectAt(PrivilegeLevel.ADMINISTRATOR, this::run);
        }
        return exitCode;
    }

    @Override
    void run(IpmiSession session) throws Exception {
        if (options.settings()) {
            print(SolSettings.read(session));
            return;
        }
        var console = new ConsoleRun(options, bmc().json(), spec().commandLine());
        console.with(session);
        exitCode = console.exitCode();
    }

    private void print(SolSettings settings) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("enabled", settings.enabled().orElse(null));
        shown.put("encryption_forced", settings.encryptionForced().orElse(null));
        shown.put(
                "privilege",
                settings.privilege()
                        .map(level -> level.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        shown.put("bit_rate", boxed(settings.bitRate()));
        shown.put(
                "accumulate_ms",
                settings.accumulateInterval().map(Duration::toMillis).orElse(null));
        shown.put("send_threshold", boxed(settings.sendThreshold()));
        shown.put("retry_ms", settings.retryInterval().map(Duration::toMillis).orElse(null));
        shown.put("retries", boxed(settings.retries()));
        if (bmc().json()) {
            Json.print(out(), shown);
        } else {
            shown.forEach(
                    (key, value) -> out().printf("%-18s %s%n", key, value == null ? "-" : value));
        }
        out().flush();
    }

    private static @Nullable Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
