package dev.sideband.redfish.power;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.Optional;

/** Says and chooses what one system boots from next. */
public final class SystemBoot {
    private final RedfishClient client;
    private final Resource system;

    /** Acts on {@code system}, which was read from the same service. */
    public SystemBoot(RedfishClient client, Resource system) {
        this.client = client;
        this.system = system;
    }

    /** What is chosen now. */
    public BootOverride read() throws RedfishException, InterruptedException {
        return BootOverride.of(client.get(system.path()));
    }

    /**
     * Chooses a target, for the next start or for all, and reads back what the BMC made of it.
     *
     * @param uefi by UEFI or the legacy way; empty: as it is
     * @throws NotOffered where the service does not take it; nothing was sent
     */
    public BootOverride set(BootTarget wanted, boolean persistent, Optional<Boolean> uefi)
            throws NotOffered, RedfishException, InterruptedException {
        Resource now = client.get(system.path());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        fill(body.putObject("Boot"), BootOverride.of(now), wanted, persistent, uefi);
        change(now, body);
        return read();
    }

    private static void fill(
            ObjectNode boot,
            BootOverride now,
            BootTarget wanted,
            boolean persistent,
            Optional<Boolean> uefi)
            throws NotOffered {
        if (wanted == BootTarget.NONE) {
            // Dell refuses a target beside Disabled, and others forget it by themselves.
            boot.put("BootSourceOverrideEnabled", "Disabled");
            return;
        }
        boot.put("BootSourceOverrideEnabled", enabling(now, persistent));
        boot.put("BootSourceOverrideTarget", wanted.in(now.targets()));
        if (uefi.isPresent()) {
            if (now.mode().isEmpty()) {
                throw new NotOffered("the service does not let one choose between UEFI and legacy");
            }
            boot.put("BootSourceOverrideMode", uefi.get() ? "UEFI" : "Legacy");
        }
    }

    private static String enabling(BootOverride now, boolean persistent) throws NotOffered {
        String enabled = persistent ? "Continuous" : "Once";
        if (!now.enablings().isEmpty() && !now.enablings().contains(enabled)) {
            throw new NotOffered(
                    "the service does not offer %s; it offers %s"
                            .formatted(enabled, String.join(", ", now.enablings())));
        }
        return enabled;
    }

    /** Some take changes only at the settings that become the system's at its next start. */
    private void change(Resource now, ObjectNode body)
            throws RedfishException, InterruptedException {
        try {
            client.patch(system.path(), body);
        } catch (RedfishException.Refused refused) {
            Optional<String> settings = now.part("@Redfish.Settings").link("SettingsObject");
            if (settings.isEmpty() || !client.get(settings.get()).has("Boot")) {
                throw refused;
            }
            client.patch(settings.get(), body);
        }
    }
}
