package dev.sideband.ipmi.pef;

import dev.sideband.ipmi.command.pef.GetLastProcessedEvent;
import dev.sideband.ipmi.command.pef.GetPefCapabilities;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a BMC does when an event comes.
 *
 * @param enabled events are filtered at all
 * @param alerting filters that raise alerts do so
 * @param filters only those that are enabled
 * @param policies only those that are enabled
 * @param destinations those that the policies name
 * @param lastProcessed empty where the BMC doesn't tell
 */
public record PefSetup(
        GetPefCapabilities.Response capabilities,
        boolean enabled,
        boolean alerting,
        List<EventFilter> filters,
        List<AlertPolicy> policies,
        List<AlertDestination> destinations,
        Optional<GetLastProcessedEvent.Response> lastProcessed) {
    public PefSetup {
        filters = List.copyOf(filters);
        policies = List.copyOf(policies);
        destinations = List.copyOf(destinations);
    }

    /** Whether some event makes it send a platform event trap to {@code address}. */
    public boolean sendsTrapsTo(InetAddress address) {
        return enabled
                && alerting
                && filters.stream()
                        .filter(EventFilter::alerts)
                        .anyMatch(filter -> leadsTo(filter, address));
    }

    private boolean leadsTo(EventFilter filter, InetAddress address) {
        return policies.stream()
                .filter(policy -> policy.policy() == filter.policy())
                .anyMatch(policy -> leadsTo(policy, address));
    }

    private boolean leadsTo(AlertPolicy policy, InetAddress address) {
        return destinations.stream()
                .filter(destination ->
                        destination.channel() == policy.channel()
                                && destination.number() == policy.destination())
                .anyMatch(destination ->
                        destination.platformEventTraps() && destination.address().equals(address));
    }
}
