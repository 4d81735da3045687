package dev.sideband.collector.probe;

import java.util.List;
import java.util.Set;

/**
 * The parts of a server as they were read at one time.
 *
 * @param unread what could not be read, in the protocol's own terms; what it would tell of is
 *     missing among the parts
 * @param running whether the server is not known to be off, which makes many BMCs forget parts
 */
public record ServerParts(List<PartDescriptor> parts, Set<String> unread, boolean running) {
    public static final ServerParts NONE = new ServerParts(List.of(), Set.of(), true);

    public ServerParts {
        parts = List.copyOf(parts);
        unread = Set.copyOf(unread);
    }
}
