package dev.sideband.collector.probe;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The parts of a server that is asked in two protocols, each once: as Redfish tells of them, and
 * from the FRU devices what Redfish has nothing of that kind of.
 */
final class JoinedParts {
    private static final ServerParts UNREAD_IPMI = new ServerParts(List.of(), Set.of("IPMI"), true);

    private @Nullable ServerParts byRedfish;
    private boolean redfishTold;

    /**
     * Reads on, first over Redfish.
     *
     * @param redfish null where it does not answer now
     * @param ipmi null where it does not answer now
     * @return all parts, after which the next call begins anew; empty where there is more to read
     * @throws ProbeException also where Redfish, which told of parts before, does not answer
     */
    Optional<ServerParts> readOn(
            @Nullable Probe redfish, @Nullable Probe ipmi, BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        ServerParts first = byRedfish;
        if (first == null && redfish != null) {
            first = redfish.readInventory(enough).orElse(null);
            byRedfish = first;
            redfishTold |= first != null;
        }
        if (first == null && redfish != null) {
            return Optional.empty();
        }
        if (first == null && redfishTold) {
            // Those of IPMI would take their place.
            throw new ProbeException(
                    FailureReason.TIMEOUT, "Redfish, which knows the parts, does not answer");
        }
        ServerParts second = ipmi == null ? UNREAD_IPMI : ipmi.readInventory(enough).orElse(null);
        if (second == null) {
            return Optional.empty();
        }
        byRedfish = null;
        return Optional.of(first == null ? withoutRedfish(second) : join(first, second));
    }

    /** Redfish would tell of other parts, and of the same under other ids. */
    private static ServerParts withoutRedfish(ServerParts ipmi) {
        Set<String> unread = new HashSet<>(ipmi.unread());
        unread.add("Redfish");
        return new ServerParts(ipmi.parts(), unread, ipmi.running());
    }

    static ServerParts join(ServerParts redfish, ServerParts ipmi) {
        Set<String> kinds = new HashSet<>();
        Set<String> serials = new HashSet<>();
        for (PartDescriptor part : redfish.parts()) {
            kinds.add(part.kind());
            serial(part).ifPresent(serials::add);
        }
        List<PartDescriptor> parts = new ArrayList<>(redfish.parts());
        for (PartDescriptor part : ipmi.parts()) {
            boolean known = serial(part).filter(serials::contains).isPresent();
            if (!known && !kinds.contains(part.kind())) {
                parts.add(part);
            }
        }
        Set<String> unread = new HashSet<>(redfish.unread());
        unread.addAll(ipmi.unread());
        return new ServerParts(parts, unread, redfish.running() && ipmi.running());
    }

    private static Optional<String> serial(PartDescriptor part) {
        return Optional.ofNullable(part.marks().serialNumber())
                .map(serial -> serial.toUpperCase(Locale.ROOT));
    }
}
