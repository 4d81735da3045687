package dev.sideband.ipmi.pef;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.pef.GetLastProcessedEvent;
import dev.sideband.ipmi.command.pef.GetPefCapabilities;
import dev.sideband.ipmi.command.pef.GetPefConfiguration;
import dev.sideband.ipmi.command.transport.GetLanConfigurationParameters;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a BMC filters events and whom it alerts (IPMI 2.0 chapter 30). */
public final class PefReader {
    private static final int MAX_ENTRIES = 127;
    private static final int ALERT = 0x01;

    private final IpmiClient client;

    /** Reads from the BMC behind {@code client}. */
    public PefReader(IpmiClient client) {
        this.client = client;
    }

    /** Something that one entry of a table becomes. */
    @FunctionalInterface
    private interface Decoder<T> {
        T read(Bytes data);
    }

    /**
     * Reads everything that is enabled; an entry that the BMC refuses or garbles is left out.
     *
     * @throws IpmiException where the BMC filters no events
     */
    public PefSetup read() throws IpmiException, InterruptedException {
        GetPefCapabilities.Response capabilities = client.send(new GetPefCapabilities());
        int control = firstByte(GetPefConfiguration.CONTROL);
        int actions = firstByte(GetPefConfiguration.ACTION_CONTROL);
        List<AlertPolicy> policies =
                table(
                                count(GetPefConfiguration.POLICY_COUNT),
                                GetPefConfiguration.POLICY_TABLE,
                                AlertPolicy::read)
                        .stream()
                        .filter(AlertPolicy::enabled)
                        .toList();
        List<EventFilter> filters =
                table(
                                count(GetPefConfiguration.FILTER_COUNT),
                                GetPefConfiguration.FILTER_TABLE,
                                EventFilter::read)
                        .stream()
                        .filter(EventFilter::enabled)
                        .toList();
        return new PefSetup(
                capabilities,
                (control & 0x01) != 0,
                (actions & ALERT) != 0,
                filters,
                policies,
                destinations(policies),
                lastProcessed());
    }

    private int count(int parameter) throws IpmiException, InterruptedException {
        return Math.min(MAX_ENTRIES, firstByte(parameter) & 0x7F);
    }

    private int firstByte(int parameter) throws IpmiException, InterruptedException {
        Bytes data = client.send(new GetPefConfiguration(parameter, 0)).data();
        if (data.length() == 0) {
            throw new Malformed("PEF parameter %d has no data".formatted(parameter));
        }
        return data.u8(0);
    }

    private <T> List<T> table(int count, int parameter, Decoder<T> decoder)
            throws IpmiException, InterruptedException {
        var entries = new ArrayList<T>();
        for (int set = 1; set <= count; set++) {
            try {
                entries.add(
                        decoder.read(client.send(new GetPefConfiguration(parameter, set)).data()));
            } catch (Refused | Malformed | WireFormatException unreadable) {
                // The other entries are worth reading.
            }
        }
        return entries;
    }

    private List<AlertDestination> destinations(List<AlertPolicy> policies)
            throws IpmiException, InterruptedException {
        var destinations = new ArrayList<AlertDestination>();
        for (AlertPolicy policy : policies) {
            boolean known =
                    destinations.stream()
                            .anyMatch(each ->
                                    each.channel() == policy.channel()
                                            && each.number() == policy.destination());
            if (!known) {
                destination(policy).ifPresent(destinations::add);
            }
        }
        return destinations;
    }

    private Optional<AlertDestination> destination(AlertPolicy policy)
            throws IpmiException, InterruptedException {
        try {
            Bytes type = lan(policy, GetLanConfigurationParameters.DESTINATION_TYPE);
            Bytes place = lan(policy, GetLanConfigurationParameters.DESTINATION_ADDRESS);
            return Optional.of(AlertDestination.read(policy.channel(), type, place));
        } catch (Refused | Malformed | WireFormatException unreadable) {
            return Optional.empty();
        }
    }

    private Bytes lan(AlertPolicy policy, int parameter)
            throws IpmiException, InterruptedException {
        return client.send(
                        new GetLanConfigurationParameters(
                                policy.channel(), parameter, policy.destination()))
                .data();
    }

    private Optional<GetLastProcessedEvent.Response> lastProcessed()
            throws IpmiException, InterruptedException {
        try {
            return Optional.of(client.send(new GetLastProcessedEvent()));
        } catch (Refused | Malformed untold) {
            return Optional.empty();
        }
    }
}
