package dev.sideband.collector.poll;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Target;
import dev.sideband.collector.parts.KnownParts;
import dev.sideband.collector.parts.PartChange;
import dev.sideband.collector.parts.PartChanges;
import dev.sideband.collector.probe.ServerParts;
import dev.sideband.collector.publish.LogBatch;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.RecordMapper;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Announces changes of the parts of one server, each exactly once: the events and what was
 * announced go in one transaction to their topics, and the next comparison is with what is there.
 */
final class PartAnnouncer {
    private final LogSink sink;
    private final InstantSource clock;
    private Set<String> missing = Set.of();

    PartAnnouncer(LogSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** The parts that were announced before; nothing where none were seen yet. */
    Optional<KnownParts> known(String target) {
        return PartPositions.from(sink.position(target));
    }

    /**
     * Compares with what was read.
     *
     * @param onLoss called on any thread where it could not be written; the next call tries again
     * @return whether there is something that another reading has to confirm
     */
    boolean announce(Target target, ServerParts read, Runnable onLoss) {
        String id = target.getTarget();
        LogPosition before = sink.position(id);
        KnownParts now = KnownParts.of(read);
        Optional<KnownParts> known = PartPositions.from(before);
        if (known.isEmpty() && now.parts().isEmpty()) {
            return false;
        }
        PartChanges.Result result =
                known.map(announced -> PartChanges.between(announced, now, missing))
                        .orElseGet(() -> new PartChanges.Result(List.of(), now, Set.of()));
        missing = result.missing();
        boolean same = known.filter(result.after()::equals).isPresent();
        if (!same || !result.changes().isEmpty()) {
            write(target, before, result, onLoss);
        }
        return !missing.isEmpty();
    }

    private void write(
            Target target,
            @Nullable LogPosition before,
            PartChanges.Result result,
            Runnable onLoss) {
        Instant now = clock.instant();
        long number = before == null ? 0 : before.getPartChanges();
        List<Event> events = new ArrayList<>();
        for (PartChange change : result.changes()) {
            events.add(RecordMapper.partChange(target, change, ++number, now));
        }
        PartPositions.to(target.getTarget(), before, result.after(), events.size(), now)
                .ifPresent(after -> {
                    LogBatch batch = new LogBatch(target.getTarget(), before, events, after);
                    var _ =
                            sink.commit(batch)
                                    .thenAccept(written -> {
                                        if (!written.written()) {
                                            onLoss.run();
                                        }
                                    });
                });
    }
}
