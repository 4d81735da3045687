package dev.sideband.collector.discover;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where it may be looked for BMCs. Without anything said, that is where BMCs belong: networks that
 * nobody outside can reach.
 *
 * @param networks all of them
 */
public record AllowedNetworks(List<Network> networks) {
    /** Private networks (RFC 1918, RFC 6598, RFC 4193), links (RFC 3927) and this machine. */
    public static final AllowedNetworks PRIVATE =
            of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "127.0.0.0/8",
                    "fc00::/7",
                    "fe80::/10",
                    "::1/128");

    public AllowedNetworks {
        networks = List.copyOf(networks);
    }

    /** Reads networks as {@link Network#parse} does. */
    public static AllowedNetworks of(String... networks) {
        return new AllowedNetworks(Stream.of(networks).map(Network::parse).toList());
    }

    /** The first of {@code wanted} that is not wholly allowed. */
    public Optional<Network> firstOutside(List<Network> wanted) {
        return wanted.stream()
                .filter(one -> networks.stream().noneMatch(allowed -> allowed.contains(one)))
                .findFirst();
    }
}
