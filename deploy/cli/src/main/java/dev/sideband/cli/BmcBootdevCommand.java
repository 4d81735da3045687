package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.chassis.BootOverride;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.chassis.BootDevice;
import dev.sideband.ipmi.command.chassis.BootFlags;
import dev.sideband.redfish.client.RedfishClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a server boots from next. */
final class BmcBootdevCommand extends BmcCommand {
    private final PositionalParamSpec device =
            PositionalParamSpec.builder()
                    .index("1")
                    .arity("0..1")
                    .paramLabel("DEVICE")
                    .type(BootDevice.class)
                    .description(
                            "none (as the firmware decides), pxe, disk, cdrom, bios, safe, diag,"
                                    + " floppy, remote_cdrom, remote_floppy, remote_media or"
                                    + " remote_disk; without it, what is chosen now is shown.")
                    .build();
    private final OptionSpec persistent =
            Specs.flag("--persistent", "For each start from now on, not only the next.");
    private final OptionSpec uefi = Specs.flag("--uefi", "Boot by UEFI.");
    private final OptionSpec legacy = Specs.flag("--legacy", "Boot the legacy way, by the BIOS.");
    private final SystemOption system;

    BmcBootdevCommand() {
        super(
                "bootdev",
                "Chooses what the server boots from next, or says what is chosen.",
                "sideband bmc bootdev ipmi://10.0.12.7 --user admin --password-file secret",
                "sideband bmc bootdev r12-u07 pxe --uefi --targets targets.yaml");
        add(device, persistent, uefi, legacy);
        system = new SystemOption(this);
    }

    @Override
    public Integer call() throws Exception {
        if (Specs.isSet(uefi) && Specs.isSet(legacy)) {
            throw new ParameterException(
                    spec().commandLine(), "--uefi and --legacy exclude each other");
        }
        if (device.getValue() == null
                && (Specs.isSet(uefi) || Specs.isSet(legacy) || Specs.isSet(persistent))) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--uefi, --legacy and --persistent say how to boot from a DEVICE: name one");
        }
        return super.call();
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        system.refuseForIpmi();
        var override = new BootOverride(session);
        BootDevice wanted = device.getValue();
        if (wanted == null) {
            print(override.read(), null);
            return;
        }
        BootFlags now = override.read();
        // Who does not say how the server boots leaves it as it is.
        boolean byUefi = Specs.isSet(uefi) || (now.uefi() && !Specs.isSet(legacy));
        BootFlags flags =
                Specs.isSet(persistent)
                        ? BootFlags.always(wanted, byUefi)
                        : BootFlags.once(wanted, byUefi);
        BootOverride.Result result = override.set(flags);
        print(result.readBack().orElse(flags), result.confirmed());
    }

    @Override
    void run(RedfishClient client) throws Exception {
        BootDevice wanted = device.getValue();
        Optional<Boolean> byUefi =
                Specs.isSet(uefi)
                        ? Optional.of(true)
                        : Specs.isSet(legacy) ? Optional.of(false) : Optional.empty();
        new RedfishControl(this, client, system.choose(client))
                .boot(
                        wanted == null ? null : wanted.name().toLowerCase(Locale.ROOT),
                        Specs.isSet(persistent),
                        byUefi);
    }

    private void print(BootFlags flags, @Nullable Boolean confirmed) {
        String name =
                flags.device()
                        .map(found -> found.name().toLowerCase(Locale.ROOT))
                        .orElse("reserved");
        if (bmc().json()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("device", name);
            object.put("persistent", flags.persistent());
            object.put("uefi", flags.uefi());
            object.put("valid", flags.valid());
            if (confirmed != null) {
                object.put("confirmed", confirmed);
            }
            Json.print(out(), object);
        } else if ("none".equals(name)) {
            out().println("boots as the firmware decides");
        } else {
            out().printf(
                            "boots from %s, %s, %s%s%s%n",
                            name,
                            flags.persistent() ? "each time" : "the next time only",
                            flags.uefi() ? "UEFI" : "legacy",
                            Boolean.FALSE.equals(confirmed) ? "; the BMC does not confirm it" : "",
                            confirmed == null && !flags.valid()
                                    ? "; the BMC marks this as not valid (any more)"
                                    : "");
        }
        out().flush();
    }
}
