package dev.sideband.redfish.power;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Optional;

/**
 * How a system can be reset: the action's target and the types that it takes.
 *
 * @param target where the action is posted to; empty where the system has none
 * @param allowable the types; empty where the service does not tell, so that any may be tried
 */
public record ResetTypes(String target, List<String> allowable) {
    private static final String PARAMETER = "ResetType";

    public ResetTypes {
        allowable = List.copyOf(allowable);
    }

    static boolean hasAction(Resource system) {
        return !action(system).isEmpty();
    }

    private static Resource action(Resource system) {
        return system.part("Actions").part("#ComputerSystem.Reset");
    }

    /**
     * What {@code system} offers: as its action says, or the action's description (ActionInfo,
     * DSP0266 §7.11) where the action itself does not.
     */
    static ResetTypes of(RedfishClient client, Resource system)
            throws RedfishException, InterruptedException {
        Resource action = action(system);
        String target =
                action.text("target")
                        .orElse(
                                action.isEmpty()
                                        ? ""
                                        : system.path().replaceAll("/+$", "")
                                                + "/Actions/ComputerSystem.Reset");
        List<String> allowable = action.texts(PARAMETER + "@Redfish.AllowableValues");
        Optional<String> info = action.text("@Redfish.ActionInfo");
        if (allowable.isEmpty() && info.isPresent()) {
            allowable = described(client, info.get());
        }
        return new ResetTypes(target, allowable);
    }

    private static List<String> described(RedfishClient client, String path)
            throws RedfishException, InterruptedException {
        try {
            return client.get(path).parts("Parameters").stream()
                    .filter(each -> each.text("Name").filter(PARAMETER::equals).isPresent())
                    .flatMap(each -> each.texts("AllowableValues").stream())
                    .toList();
        } catch (RedfishException.NotFound | RedfishException.Denied notTold) {
            return List.of();
        }
    }

    /** The type that does {@code order}; empty where none of those that do is offered. */
    public Optional<String> typeFor(PowerOrder order) {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        return order.resetTypes().stream()
                .filter(type -> allowable.isEmpty() || allowable.contains(type))
                .findFirst();
    }
}
