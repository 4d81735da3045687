package dev.sideband.collector.memory;

import dev.sideband.redfish.log.HardwareLog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The logs that a BMC has.
 *
 * @param registries where it explains its messages; nothing where it does not
 * @param until when they are to be looked for again
 */
public record KnownLogs(List<HardwareLog> logs, Optional<String> registries, Instant until) {
    public KnownLogs {
        logs = List.copyOf(logs);
    }
}
