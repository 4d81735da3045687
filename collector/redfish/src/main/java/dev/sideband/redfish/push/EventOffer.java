package dev.sideband.redfish.push;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Optional;

/**
 * How a BMC can tell of news (DSP0268: EventService).
 *
 * @param enabled false where the service says that it is switched off
 * @param stream the path of its stream of server-sent events
 * @param subscriptions the path of the collection of its subscriptions
 * @param eventTypes for which one can subscribe, where the service still knows them
 * @param registryPrefixes for which one can subscribe
 * @param formats in which one can have what is sent
 */
record EventOffer(
        boolean enabled,
        Optional<String> stream,
        Optional<String> subscriptions,
        List<String> eventTypes,
        List<String> registryPrefixes,
        List<String> formats) {
    static final EventOffer NOTHING = of(Resource.NONE);

    EventOffer {
        eventTypes = List.copyOf(eventTypes);
        registryPrefixes = List.copyOf(registryPrefixes);
        formats = List.copyOf(formats);
    }

    /**
     * Asks the BMC; it offers nothing where it has no event service, or not for this account.
     *
     * @throws RedfishException where it does not tell
     */
    static EventOffer read(RedfishClient client) throws RedfishException, InterruptedException {
        Optional<String> service = client.get(ServiceTree.ROOT, Patience.LOG).link("EventService");
        if (service.isEmpty()) {
            return NOTHING;
        }
        try {
            return of(client.get(service.get(), Patience.LOG));
        } catch (RedfishException.NotFound | RedfishException.Denied none) {
            return NOTHING;
        }
    }

    static EventOffer of(Resource service) {
        return new EventOffer(
                service.flag("ServiceEnabled").orElse(true),
                service.text("ServerSentEventUri"),
                service.link("Subscriptions"),
                service.texts("EventTypesForSubscription"),
                service.texts("RegistryPrefixes"),
                service.texts("EventFormatTypes"));
    }
}
