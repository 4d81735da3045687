package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;
import dev.sideband.ipmi.sel.SelClock;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Positions in a System Event Log as they stand on the {@code log-positions} topic, and back. */
final class SelPositions {
    static final String LOG = "SEL";
    private static final HexFormat HEX = HexFormat.of();

    private SelPositions() {}

    static SelPosition from(@Nullable LogPosition position) {
        if (position == null || position.getLog().isEmpty()) {
            return SelPosition.START;
        }
        return new SelPosition(
                position.getEpoch(),
                position.getRecordId() == null
                        ? 0
                        : HexFormat.fromHexDigits(position.getRecordId()),
                bytes(position.getRecord()),
                Math.toIntExact(position.getEntries()),
                position.getLastAdded(),
                position.getLastErased(),
                position.getOverflow(),
                position.getNearlyFull(),
                clock(position));
    }

    private static @Nullable SelClock clock(LogPosition position) {
        Long offset = position.getClockOffsetMs();
        return offset == null ? null : new SelClock(position.getClockRelative(), offset);
    }

    /** The position behind {@code before}, which keeps what that says of all else. */
    static LogPosition to(
            String target, @Nullable LogPosition before, SelPosition position, Instant observedAt) {
        SelClock clock = position.clock();
        return new LogPosition(
                target,
                LOG,
                position.epoch(),
                position.isEmpty() ? null : recordId(position.recordId()),
                position.isEmpty() ? null : ByteBuffer.wrap(position.tail().toArray()),
                (long) position.entries(),
                position.lastAdded(),
                position.lastErased(),
                position.overflow(),
                position.nearlyFull(),
                clock != null && clock.relative(),
                clock == null ? null : clock.offsetMillis(),
                observedAt,
                before == null ? List.of() : before.getLogs(),
                before == null ? null : before.getParts(),
                before == null ? 0L : before.getPartChanges());
    }

    /** A record's id as four hexadecimal digits. */
    static String recordId(int id) {
        return HEX.toHexDigits((short) id);
    }

    private static Bytes bytes(@Nullable ByteBuffer content) {
        if (content == null) {
            return Bytes.EMPTY;
        }
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return Bytes.of(copy);
    }
}
