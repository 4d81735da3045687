package dev.sideband.redfish.power;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The light by which a server is found in its rack: {@code LocationIndicatorActive}, and where a
 * service is older {@code IndicatorLED}; at the system or at its chassis.
 */
public final class SystemLight {
    private static final String ACTIVE = "LocationIndicatorActive";
    private static final String LED = "IndicatorLED";

    private final RedfishClient client;
    private final Resource system;

    /** Acts on {@code system}, which was read from the same service. */
    public SystemLight(RedfishClient client, Resource system) {
        this.client = client;
        this.system = system;
    }

    /** Whether it is lit; empty where the service does not say. */
    public Optional<Boolean> isLit() throws RedfishException, InterruptedException {
        for (Resource place : places()) {
            Optional<Boolean> lit = isLit(place);
            if (lit.isPresent()) {
                return lit;
            }
        }
        return Optional.empty();
    }

    private static Optional<Boolean> isLit(Resource place) {
        return place.flag(ACTIVE)
                .or(() ->
                        place.text(LED)
                                .filter(led -> !led.equals("Unknown"))
                                .map(led ->
                                        led.equals("Blinking")
                                                || (led.equals("Lit") && !isDell(place))));
    }

    /** iDRAC has a lamp that is always lit and blinks when asked to. */
    private static boolean isDell(Resource place) {
        return place.part("Oem").has("Dell");
    }

    /**
     * Lights it or puts it out, and says how it is then, where the service tells.
     *
     * @throws NotOffered where there is no light to switch; nothing was sent
     */
    public Optional<Boolean> set(boolean lit)
            throws NotOffered, RedfishException, InterruptedException {
        for (Resource place : places()) {
            List<ObjectNode> changes = changes(place, lit);
            if (!changes.isEmpty()) {
                change(place, changes);
                return isLit(client.get(place.path()));
            }
        }
        throw new NotOffered(
                "the system has no light to switch: neither %s nor %s".formatted(ACTIVE, LED));
    }

    /** The first that is not refused, or the last. */
    private void change(Resource place, List<ObjectNode> changes)
            throws RedfishException, InterruptedException {
        try {
            client.patch(place.path(), changes.getFirst());
        } catch (RedfishException.Refused refused) {
            if (changes.size() == 1) {
                throw refused;
            }
            change(place, changes.subList(1, changes.size()));
        }
    }

    private static List<ObjectNode> changes(Resource place, boolean lit) {
        var json = JsonNodeFactory.instance;
        if (place.flag(ACTIVE).isPresent()) {
            return List.of(json.objectNode().put(ACTIVE, lit));
        }
        if (place.text(LED).isEmpty()) {
            return List.of();
        }
        List<String> taken = place.texts(LED + "@Redfish.AllowableValues");
        return words(place, lit).stream()
                .filter(word -> taken.isEmpty() || taken.contains(word))
                .map(word -> json.objectNode().put(LED, word))
                .toList();
    }

    private static List<String> words(Resource place, boolean lit) {
        if (lit) {
            return List.of("Blinking", "Lit");
        }
        return isDell(place) ? List.of("Off", "Lit") : List.of("Off");
    }

    private List<Resource> places() throws RedfishException, InterruptedException {
        List<Resource> places = new ArrayList<>();
        places.add(client.get(system.path()));
        List<String> chassis = places.getFirst().part("Links").links("Chassis");
        if (!chassis.isEmpty() && isDark(places.getFirst())) {
            places.add(client.get(chassis.getFirst()));
        }
        return places;
    }

    private static boolean isDark(Resource place) {
        return place.flag(ACTIVE).isEmpty() && place.text(LED).isEmpty();
    }
}
