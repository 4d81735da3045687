package dev.sideband.simulator;

import java.util.Optional;

/**
 * A record of a BMC's log, by the names under which clients can come by it: whoever collects the
 * log has to have it under exactly one of them.
 *
 * @param sel its 16 bytes in hexadecimal, where the BMC speaks IPMI
 * @param entry the path of its entry, where the BMC speaks Redfish and gave it an entry of its own
 */
public record LoggedRecord(Optional<String> sel, Optional<String> entry) {}
