package dev.sideband.collector.probe;

import dev.sideband.avro.FollowedLog;
import dev.sideband.avro.LogPosition;
import dev.sideband.redfish.log.Fingerprint;
import dev.sideband.redfish.log.FollowedLogs;
import dev.sideband.redfish.log.ReadPosition;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Positions in Redfish logs as they stand on the {@code log-positions} topic, and back. */
final class RedfishPositions {
    /** The IPMI log of a BMC of which none is read. */
    private static final String NO_LOG = "";

    private RedfishPositions() {}

    static FollowedLogs from(@Nullable LogPosition position) {
        return position == null
                ? FollowedLogs.START
                : new FollowedLogs(
                        position.getLogs().stream().map(RedfishPositions::followed).toList());
    }

    private static FollowedLogs.FollowedLog followed(FollowedLog log) {
        List<Fingerprint> known = new ArrayList<>();
        ByteBuffer bytes = log.getKnown().duplicate();
        while (bytes.remaining() >= Fingerprint.LENGTH) {
            known.add(Fingerprint.readFrom(bytes));
        }
        return new FollowedLogs.FollowedLog(
                log.getPath(),
                log.getLog(),
                new ReadPosition(
                        log.getEpoch(),
                        log.getRevisions(),
                        known,
                        Math.min(log.getPresent(), known.size()),
                        log.getLastId(),
                        log.getRenumbers(),
                        log.getNearlyFull()));
    }

    /** The position behind {@code before}, which keeps what that says of all else. */
    static LogPosition to(
            String target,
            @Nullable LogPosition before,
            FollowedLogs position,
            Instant observedAt) {
        List<FollowedLog> logs = position.logs().stream().map(RedfishPositions::onTopic).toList();
        return before == null
                ? new LogPosition(
                        target,
                        NO_LOG,
                        0L,
                        null,
                        null,
                        0L,
                        0L,
                        0L,
                        false,
                        false,
                        false,
                        null,
                        observedAt,
                        logs,
                        null,
                        0L)
                : new LogPosition(
                        target,
                        before.getLog(),
                        before.getEpoch(),
                        before.getRecordId(),
                        before.getRecord(),
                        before.getEntries(),
                        before.getLastAdded(),
                        before.getLastErased(),
                        before.getOverflow(),
                        before.getNearlyFull(),
                        before.getClockRelative(),
                        before.getClockOffsetMs(),
                        observedAt,
                        logs,
                        before.getParts(),
                        before.getPartChanges());
    }

    private static FollowedLog onTopic(FollowedLogs.FollowedLog log) {
        ReadPosition position = log.position();
        ByteBuffer known = ByteBuffer.allocate(position.known().size() * Fingerprint.LENGTH);
        position.known().forEach(one -> one.writeTo(known));
        return new FollowedLog(
                log.path(),
                log.name(),
                position.epoch(),
                position.revisions(),
                known.flip(),
                position.present(),
                position.lastId(),
                position.renumbers(),
                position.nearlyFull());
    }
}
