package dev.sideband.redfish.power;

import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a system boots from next (DSP0268, ComputerSystem.Boot).
 *
 * @param target such as Pxe, in the service's words; None where the firmware decides
 * @param enabled Once, Continuous or Disabled
 * @param mode UEFI or Legacy; empty where the service does not say
 * @param targets the targets that the service takes; empty where it does not tell
 * @param enablings the values that it takes for {@code enabled}; empty where it does not tell
 */
public record BootOverride(
        String target,
        String enabled,
        Optional<String> mode,
        List<String> targets,
        List<String> enablings) {
    private static final String NONE = "None";

    public BootOverride {
        targets = List.copyOf(targets);
        enablings = List.copyOf(enablings);
    }

    static BootOverride of(Resource system) {
        Resource boot = system.part("Boot");
        return new BootOverride(
                boot.text("BootSourceOverrideTarget").orElse(NONE),
                boot.text("BootSourceOverrideEnabled").orElse("Disabled"),
                boot.text("BootSourceOverrideMode"),
                targetsOf(boot),
                boot.texts("BootSourceOverrideEnabled@Redfish.AllowableValues"));
    }

    /** Older services list them beside the property, the oldest as a property of its own. */
    private static List<String> targetsOf(Resource boot) {
        List<String> told = boot.texts("BootSourceOverrideTarget@Redfish.AllowableValues");
        return told.isEmpty() ? boot.texts("BootSourceOverrideSupported") : told;
    }

    /** Whether the system will boot otherwise than by its own settings. */
    public boolean isSet() {
        return !enabled.equals("Disabled") && !target.equals(NONE);
    }

    public boolean isPersistent() {
        return enabled.equals("Continuous");
    }

    /** Whether it boots by UEFI; empty where the service does not say. */
    public Optional<Boolean> uefi() {
        return mode.map(text -> text.toUpperCase(Locale.ROOT).equals("UEFI"));
    }
}
