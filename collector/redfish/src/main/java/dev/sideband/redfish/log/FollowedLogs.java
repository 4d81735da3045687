package dev.sideband.redfish.log;

import java.util.ArrayList;
import java.util.List;

/**
 * How far all logs of a BMC have been read.
 *
 * @param logs those of which something was read, also those that are not there any more
 */
public record FollowedLogs(List<FollowedLog> logs) {
    /** Nothing has been read yet. */
    public static final FollowedLogs START = new FollowedLogs(List.of());

    public FollowedLogs {
        logs = List.copyOf(logs);
    }

    /**
     * One log.
     *
     * @param path of the LogService
     * @param name what events say where they are from; stays what it was at first
     */
    public record FollowedLog(String path, String name, ReadPosition position) {}

    /** Where a log is to be read on. */
    ReadPosition of(HardwareLog log) {
        return logs.stream()
                .filter(followed -> followed.path().equals(log.path()))
                .map(FollowedLog::position)
                .findFirst()
                .orElse(ReadPosition.START);
    }

    /** The name that events of a log have. */
    String name(HardwareLog log) {
        return logs.stream()
                .filter(followed -> followed.path().equals(log.path()))
                .map(FollowedLog::name)
                .findFirst()
                .orElse(log.name());
    }

    /** The same, but that {@code log} was read up to {@code position}. */
    FollowedLogs with(HardwareLog log, ReadPosition position) {
        List<FollowedLog> all = new ArrayList<>(logs);
        FollowedLog now = new FollowedLog(log.path(), name(log), position);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path().equals(log.path())) {
                all.set(i, now);
                return new FollowedLogs(all);
            }
        }
        all.add(now);
        return new FollowedLogs(all);
    }
}
