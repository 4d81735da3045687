package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetSystemGuid;
import dev.sideband.ipmi.command.app.Manufacturer;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who made a BMC, what it runs, and whether its server is on. */
final class BmcInfoCommand extends BmcCommand {
    BmcInfoCommand() {
        super(
                "info",
                "Says who made the BMC, what it runs, and whether its server is on.",
                "sideband bmc info ipmi://10.0.12.7 --user monitor --password-file secret --json");
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        GetDeviceId.Response device = session.send(new GetDeviceId());
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("manufacturer_id", device.manufacturerId());
        info.put("product_id", device.productId());
        info.put("firmware", device.firmwareRevision());
        info.put("ipmi_version", device.ipmiVersion());
        info.put(
                "guid",
                orNull(session, new GetSystemGuid()).map(it -> it.guid().toHex()).orElse(null));
        info.put("vendor", Manufacturer.name(device.manufacturerId()).orElse(null));
        info.put(
                "power",
                orNull(session, new GetChassisStatus())
                        .map(chassis -> chassis.powerOn() ? "on" : "off")
                        .orElse(null));
        info.put("protocols", List.of("ipmi"));
        var out = out();
        if (bmc().json()) {
            Json.print(out, info);
        } else {
            info.forEach(
                    (key, value) -> out.printf("%-16s %s%n", key, value == null ? "-" : value));
        }
        out.flush();
    }

    /** An answer that not every BMC gives; nothing where it refuses. */
    private static <R> Optional<R> orNull(IpmiSession session, IpmiCommand<R> command)
            throws IpmiException, InterruptedException {
        try {
            return Optional.of(session.send(command));
        } catch (IpmiException.Refused | IpmiException.Malformed none) {
            return Optional.empty();
        }
    }
}
