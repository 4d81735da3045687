package dev.sideband.redfish.log;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/**
 * A log of a BMC that can be read.
 *
 * @param name unique among the BMC's logs: the LogService's Id, with its owner's Id before it where
 *     several have the same, such as {@code System_0.EventLog}
 * @param id the LogService's Id, such as {@code Sel}
 * @param owner the path of the system, manager or chassis that it belongs to
 * @param path of the LogService
 * @param entries path of its entries
 * @param kind what it tells of
 * @param maxRecords how many records it holds at most; 0 where not told, or not credibly
 * @param stopsWhenFull whether it takes no more records when it is full
 * @param zone its clock's, for times without one; null where not told
 */
public record HardwareLog(
        String name,
        String id,
        String owner,
        String path,
        String entries,
        LogKind kind,
        int maxRecords,
        boolean stopsWhenFull,
        @Nullable ZoneId zone) {
    HardwareLog withKind(LogKind other) {
        return new HardwareLog(
                name, id, owner, path, entries, other, maxRecords, stopsWhenFull, zone);
    }

    HardwareLog withName(String other) {
        return new HardwareLog(
                other, id, owner, path, entries, kind, maxRecords, stopsWhenFull, zone);
    }
}
