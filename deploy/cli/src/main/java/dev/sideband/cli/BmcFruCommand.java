package dev.sideband.cli;

import dev.sideband.demo.Printable;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.fru.Fru;
import dev.sideband.ipmi.fru.FruDescription;
import dev.sideband.ipmi.fru.FruDevices;
import dev.sideband.ipmi.fru.FruLocation;
import dev.sideband.ipmi.fru.FruReader;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.util.Map;

/** What a server's parts say of themselves: makers, part and serial numbers. */
final class BmcFruCommand extends BmcCommand {
    private final OptionSpec device =
            Specs.option(
                    "--device", "ID", Integer.class, "Only the BMC's FRU device of this number.");

    BmcFruCommand() {
        super(
                "fru",
                "Reads the inventory of the server's parts: makers, part and serial numbers.",
                "sideband bmc fru ipmi://10.0.12.7 --user monitor --password-file secret",
                "sideband bmc fru r12-u07 --targets targets.yaml --device 0 --json");
        add(device);
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        try (StatusLine line = statusLine()) {
            var client = new WatchedClient(session, line);
            var reader = new FruReader(client);
            Integer only = device.getValue();
            if (only != null) {
                line.clear();
                print(reader.read(only));
                return;
            }
            for (FruLocation location :
                    FruDevices.readableIn(new SdrRepositoryReader().read(client))) {
                line.say("reading FRU device %d".formatted(location.deviceId()));
                Fru fru = orNull(reader, location);
                line.clear();
                if (fru != null) {
                    print(fru);
                }
            }
        }
    }

    @Override
    void run(RedfishClient client) throws RedfishException, InterruptedException {
        if (device.getValue() != null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--device is for ipmi://, Redfish numbers no FRU devices");
        }
        new RedfishFru(this).print(client);
    }

    /** Null for a part that is not there now, of which the SDRs tell all the same. */
    private @Nullable Fru orNull(FruReader reader, FruLocation location)
            throws IpmiException, InterruptedException {
        try {
            return reader.read(location);
        } catch (IpmiException.Refused | IpmiException.Malformed absent) {
            if (!bmc().json()) {
                out().printf(
                                "%s: %s%n%n",
                                title(location.deviceId(), location.name()), absent.getMessage());
            }
            return null;
        }
    }

    private void print(Fru fru) {
        Map<String, @Nullable Object> description = FruDescription.of(fru);
        if (bmc().json()) {
            Json.print(out(), description);
        } else {
            boolean colour = bmc().terminal().colour();
            String title = title(fru.location().deviceId(), fru.location().name());
            out().println(Tone.HEAD.on(title, colour));
            if (fru.image().blank()) {
                out().println("  never written");
            }
            new FruLines(out(), colour).print(description);
            out().println();
        }
        out().flush();
    }

    private static String title(int deviceId, String name) {
        return name.isEmpty()
                ? "FRU device " + deviceId
                : "%s (FRU device %d)".formatted(Printable.of(name), deviceId);
    }
}
