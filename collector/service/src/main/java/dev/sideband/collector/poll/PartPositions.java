package dev.sideband.collector.poll;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.memory.PackedText;
import dev.sideband.collector.parts.KnownParts;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What was announced of a server's parts, as it stands on the {@code log-positions} topic. */
final class PartPositions {
    private PartPositions() {}

    /** The parts whose changes were announced; nothing where none were seen yet. */
    static Optional<KnownParts> from(@Nullable LogPosition position) {
        return Optional.ofNullable(position)
                .map(LogPosition::getParts)
                .flatMap(PackedText::unpack)
                .flatMap(KnownParts::parse);
    }

    /**
     * The position behind {@code before}, which keeps what that says of logs; nothing where the
     * server has too many parts.
     *
     * @param announced how many changes are announced with it
     */
    static Optional<LogPosition> to(
            String target,
            @Nullable LogPosition before,
            KnownParts parts,
            int announced,
            Instant now) {
        Optional<ByteBuffer> packed = PackedText.pack(parts.text());
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return packed.map(text ->
                before == null
                        ? new LogPosition(
                                target,
                                "",
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
                                at,
                                List.of(),
                                text,
                                (long) announced)
                        : LogPosition.newBuilder(before)
                                .setParts(text)
                                .setPartChanges(before.getPartChanges() + announced)
                                .setObservedAt(at)
                                .build());
    }
}
