package dev.sideband.cli;

import dev.sideband.demo.Printable;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who made a server, what its BMC runs, and whether it is on, in {@link BmcInfoCommand}'s shape.
 */
final class RedfishInfo {
    /** A clock that says less than this was never set. */
    private static final int FIRST_YEAR = 2010;

    private final BmcCommand command;
    private final InstantSource clock;

    RedfishInfo(BmcCommand command, InstantSource clock) {
        this.command = command;
        this.clock = clock;
    }

    void print(RedfishClient client) throws RedfishException, InterruptedException {
        ServiceTree tree;
        try (StatusLine line = command.statusLine()) {
            tree = ServiceTree.read(new WatchedRedfish(client, line));
        }
        Map<String, @Nullable Object> info = info(tree);
        if (command.bmc().json()) {
            Json.print(command.out(), info);
        } else {
            lines(info);
        }
        command.out().flush();
        RedfishProblems.print(command, tree.problems());
    }

    private Map<String, @Nullable Object> info(ServiceTree tree) {
        Resource system = best(tree.systems(), "PowerState", "SerialNumber", "BiosVersion");
        Resource chassis = best(tree.chassis(), "SerialNumber", "Model", "PowerState");
        Resource manager = best(tree.managers(), "FirmwareVersion", "DateTime", "Model");
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("manufacturer_id", null);
        info.put("product_id", null);
        info.put("firmware", manager.text("FirmwareVersion").orElse(null));
        info.put("ipmi_version", null);
        info.put("guid", first("UUID", system, tree.root()));
        info.put("vendor", vendor(tree, system, chassis));
        String power = first("PowerState", system, chassis);
        info.put("power", power == null ? null : power.toLowerCase(Locale.ROOT));
        info.put("protocols", List.of("redfish"));
        info.put("model", first("Model", system, chassis));
        info.put("serial", first("SerialNumber", system, chassis));
        info.put("host", system.text("HostName").orElse(null));
        info.put("health", health(system, chassis));
        info.put("bmc_model", manager.text("Model").orElse(null));
        info.put("redfish_version", tree.root().text("RedfishVersion").orElse(null));
        info.put("systems", tree.systems().size());
        Instant time = manager.text("DateTime").map(RedfishInfo::time).orElse(null);
        info.put("bmc_time", time == null ? null : time.toString());
        info.put(
                "clock_skew_s",
                time == null ? null : time.getEpochSecond() - clock.instant().getEpochSecond());
        return info;
    }

    /** Of several the one that tells most: beside the server stand its cards and its switches. */
    private static Resource best(List<Resource> all, String... members) {
        Resource best = Resource.NONE;
        long most = -1;
        for (Resource one : all) {
            long told = Stream.of(members).filter(name -> one.text(name).isPresent()).count();
            if (told > most) {
                most = told;
                best = one;
            }
        }
        return best;
    }

    private static @Nullable String vendor(ServiceTree tree, Resource system, Resource chassis) {
        String told = first("Manufacturer", system, chassis);
        if (told != null) {
            return told;
        }
        Vendor known = Vendor.of(tree);
        return tree.root()
                .text("Vendor")
                .orElse(known == Vendor.OTHER ? null : known.name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable String health(Resource system, Resource chassis) {
        return Stream.of(system, chassis)
                .map(one -> one.part("Status").text("HealthRollup").or(one::health))
                .flatMap(health -> health.stream())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String first(String member, Resource... resources) {
        return Stream.of(resources)
                .flatMap(resource -> resource.text(member).stream())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() < FIRST_YEAR ? null : time.toInstant();
        } catch (DateTimeException untold) {
            return null;
        }
    }

    private void lines(Map<String, @Nullable Object> info) {
        line("Vendor", info.get("vendor"));
        line("Model", info.get("model"));
        line("Serial number", info.get("serial"));
        line("Firmware", both(info.get("firmware"), info.get("bmc_model")));
        line("Redfish", info.get("redfish_version"));
        line("GUID", info.get("guid"));
        String power = Objects.requireNonNullElse(info.get("power"), "-").toString();
        Tone tone = "on".equals(power) ? Tone.GOOD : Tone.FAINT;
        command.out()
                .printf(
                        "%-15s %s%n",
                        "Power", tone.on(Printable.of(power), command.bmc().terminal().colour()));
        line("Health", info.get("health"));
        line("BMC time", BmcInfoCommand.time(info));
    }

    private static @Nullable Object both(@Nullable Object firmware, @Nullable Object model) {
        return firmware == null || model == null ? firmware : firmware + " (" + model + ")";
    }

    private void line(String name, @Nullable Object value) {
        command.out()
                .printf("%-15s %s%n", name, value == null ? "-" : Printable.of(value.toString()));
    }
}
