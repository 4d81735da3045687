package dev.sideband.cli;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.power.BootOverride;
import dev.sideband.redfish.power.BootTarget;
import dev.sideband.redfish.power.NotOffered;
import dev.sideband.redfish.power.PowerOrder;
import dev.sideband.redfish.power.PowerOutcome;
import dev.sideband.redfish.power.PowerState;
import dev.sideband.redfish.power.SystemBoot;
import dev.sideband.redfish.power.SystemControl;
import dev.sideband.redfish.power.SystemLight;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code bmc power}, {@code identify} and {@code bootdev} do over Redfish. */
final class RedfishControl {
    private final BmcCommand command;
    private final RedfishClient client;
    private final Resource system;

    /** For one system of the service. */
    RedfishControl(BmcCommand command, RedfishClient client, Resource system) {
        this.command = command;
        this.client = client;
        this.system = system;
    }

    /** The power as it is now, in the words of {@code --json}. */
    String power() throws RedfishException, InterruptedException {
        return word(new SystemControl(client, system).power());
    }

    /** Sends an order, and waits for what comes of it where there is a limit. */
    PowerOutcome power(String order, @Nullable Duration limit)
            throws NotOffered, RedfishException, InterruptedException {
        var control = new SystemControl(client, system);
        PowerOrder wanted = PowerOrder.valueOf(order);
        if (limit == null) {
            control.order(wanted);
            return PowerOutcome.ACCEPTED;
        }
        try (StatusLine line = command.statusLine()) {
            return control.perform(
                    wanted,
                    limit,
                    (power, elapsed) ->
                            line.say(
                                    "power is %s, %d s"
                                            .formatted(word(power), elapsed.toSeconds())));
        }
    }

    private static String word(PowerState power) {
        return power.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Switches the light by which the server is found. */
    void light(boolean on) throws NotOffered, RedfishException, InterruptedException {
        Optional<Boolean> lit = new SystemLight(client, system).set(on);
        String state = lit.map(is -> is ? "indefinite" : "off").orElse("unknown");
        if (command.bmc().json()) {
            Json.print(command.out(), Map.of("identify", state));
        } else {
            command.out()
                    .println(
                            switch (state) {
                                case "off" -> "the light is off";
                                case "indefinite" -> "the light is on until it is switched off";
                                default ->
                                        "the BMC took the order; it does not say how the light is";
                            });
        }
        command.out().flush();
    }

    /**
     * Says what the server boots from next, after it was chosen where there is a device.
     *
     * @param device in the words of the command line
     */
    void boot(@Nullable String device, boolean persistent, Optional<Boolean> uefi)
            throws NotOffered, RedfishException, InterruptedException {
        var boot = new SystemBoot(client, system);
        if (device == null) {
            print(boot.read(), null);
            return;
        }
        BootTarget wanted =
                BootTarget.of(device)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "Redfish has no boot device %s".formatted(device)));
        BootOverride now = boot.set(wanted, persistent, uefi);
        boolean confirmed =
                wanted == BootTarget.NONE
                        ? !now.isSet()
                        : now.isSet() && now.isPersistent() == persistent;
        print(now, confirmed);
    }

    private void print(BootOverride now, @Nullable Boolean confirmed) {
        String name = now.isSet() ? now.target().toLowerCase(Locale.ROOT) : "none";
        if (command.bmc().json()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("device", name);
            object.put("persistent", now.isPersistent());
            object.put("uefi", now.uefi().orElse(null));
            object.put("valid", now.isSet());
            if (confirmed != null) {
                object.put("confirmed", confirmed);
            }
            Json.print(command.out(), object);
        } else if (!now.isSet()) {
            command.out().println("boots as the firmware decides");
        } else {
            command.out()
                    .printf(
                            "boots from %s, %s%s%s%n",
                            name,
                            now.isPersistent() ? "each time" : "the next time only",
                            now.uefi().map(uefi -> uefi ? ", UEFI" : ", legacy").orElse(""),
                            Boolean.FALSE.equals(confirmed) ? "; the BMC does not confirm it" : "");
        }
        command.out().flush();
    }
}
