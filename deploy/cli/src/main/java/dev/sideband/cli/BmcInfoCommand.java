package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetSystemGuid;
import dev.sideband.ipmi.command.app.Manufacturer;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.command.storage.GetSelTime;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.sel.SelTime;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who made a BMC, what it runs, and whether its server is on. */
final class BmcInfoCommand extends BmcCommand {
    private final InstantSource clock;

    BmcInfoCommand(InstantSource clock) {
        super(
                "info",
                "Says who made the BMC, what it runs, and whether its server is on.",
                "sideband bmc info ipmi://10.0.12.7 --user monitor --password-file secret --json");
        this.clock = clock;
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        GetDeviceId.Response device = session.send(new GetDeviceId());
        info.put("manufacturer_id", device.manufacturerId());
        info.put("product_id", device.productId());
        info.put("firmware", device.firmwareRevision());
        info.put("ipmi_version", device.ipmiVersion());
        GetSystemGuid.Response system = orNull(session, new GetSystemGuid());
        info.put("guid", system == null ? null : guid(system.guid()));
        info.put("vendor", Manufacturer.name(device.manufacturerId()).orElse(null));
        GetChassisStatus.Response chassis = orNull(session, new GetChassisStatus());
        info.put("power", chassis == null ? null : chassis.powerOn() ? "on" : "off");
        info.put("protocols", List.of("ipmi"));
        info.put("cipher_suite", session.cipherSuite().map(CipherSuite::id).orElse(null));
        addLog(session, info);
        GetSdrRepositoryInfo.Response sdrs = orNull(session, new GetSdrRepositoryInfo());
        info.put("sdr_records", sdrs == null ? null : sdrs.recordCount());
        addClock(session, info);
        if (bmc().json()) {
            Json.print(out(), info);
        } else {
            print(info);
        }
        out().flush();
    }

    @Override
    void run(RedfishClient client) throws RedfishException, InterruptedException {
        new RedfishInfo(this, clock).print(client);
    }

    private static void addLog(IpmiSession session, Map<String, @Nullable Object> info)
            throws IpmiException, InterruptedException {
        GetSelInfo.Response log = orNull(session, new GetSelInfo());
        info.put("sel_records", log == null ? null : log.entries());
        info.put(
                "sel_free_bytes",
                log == null || log.freeBytes() == 0xFFFF ? null : log.freeBytes());
        info.put("sel_overflow", log == null ? null : log.overflow());
    }

    /** The BMC's clock, and by how many seconds it is ahead of ours. */
    private void addClock(IpmiSession session, Map<String, @Nullable Object> info)
            throws IpmiException, InterruptedException {
        GetSelTime.Response answer = orNull(session, new GetSelTime());
        Instant time = answer == null ? null : SelTime.wallTime(answer.seconds());
        info.put("bmc_time", time == null ? null : time.toString());
        info.put(
                "clock_skew_s",
                time == null ? null : time.getEpochSecond() - clock.instant().getEpochSecond());
    }

    private void print(Map<String, @Nullable Object> info) {
        PrintWriter out = out();
        boolean colour = bmc().terminal().colour();
        line(out, "Vendor", "%s (%s)", orDash(info.get("vendor")), info.get("manufacturer_id"));
        line(out, "Product", "%1$d (%1$04Xh)", info.get("product_id"));
        line(out, "Firmware", "%s", info.get("firmware"));
        line(
                out,
                "IPMI",
                "%s, cipher suite %s",
                info.get("ipmi_version"),
                orDash(info.get("cipher_suite")));
        line(out, "GUID", "%s", orDash(info.get("guid")));
        String power = orDash(info.get("power"));
        line(out, "Power", "%s", ("on".equals(power) ? Tone.GOOD : Tone.FAINT).on(power, colour));
        line(out, "Event log", "%s", log(info, colour));
        line(out, "Sensor records", "%s", orDash(info.get("sdr_records")));
        line(out, "BMC time", "%s", time(info));
    }

    private static void line(
            PrintWriter out, String name, String format, @Nullable Object... values) {
        out.printf("%-15s ", name);
        out.printf(format + "%n", values);
    }

    private static String log(Map<String, @Nullable Object> info, boolean colour) {
        if (info.get("sel_records") == null) {
            return "-";
        }
        String free =
                info.get("sel_free_bytes") == null
                        ? ""
                        : ", %s bytes free".formatted(info.get("sel_free_bytes"));
        String full =
                Boolean.TRUE.equals(info.get("sel_overflow"))
                        ? ", " + Tone.WARNING.on("full, records were dropped", colour)
                        : "";
        return info.get("sel_records") + " records" + free + full;
    }

    static String time(Map<String, @Nullable Object> info) {
        if (!(info.get("clock_skew_s") instanceof Long skew)) {
            return "not set";
        }
        return skew == 0
                ? info.get("bmc_time") + ", as here"
                : "%s, %d s %s"
                        .formatted(
                                info.get("bmc_time"),
                                Math.abs(skew),
                                skew > 0 ? "ahead" : "behind");
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    /**
     * Its bytes from the last to the first, as IPMI 2.0 table 20-10 has it and ipmitool shows it.
     */
    static String guid(Bytes bytes) {
        byte[] reversed = new byte[bytes.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = (byte) bytes.u8(reversed.length - 1 - i);
        }
        String hex = HexFormat.of().formatHex(reversed);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    /** An answer that not every BMC gives; null where it refuses. */
    private static <R> @Nullable R orNull(IpmiSession session, IpmiCommand<R> command)
            throws IpmiException, InterruptedException {
        try {
            return session.send(command);
        } catch (IpmiException.Refused | IpmiException.Malformed none) {
            return null;
        }
    }
}
