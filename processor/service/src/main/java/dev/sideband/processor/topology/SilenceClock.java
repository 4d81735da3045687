package dev.sideband.processor.topology;

import dev.sideband.detection.Detector;
import dev.sideband.detection.ServerMemory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When each server of a partition has been silent for too long, by the clock on the wall.
 *
 * <p>While this processor was away, or as long as it works on what has piled up, nobody is silent:
 * what they said has merely not been read yet.
 */
final class SilenceClock {
    /** A record that was written longer ago than this when it is processed had piled up. */
    static final Duration BEHIND = Duration.ofSeconds(30);

    /** After such a record, there may be more for this long. */
    static final Duration CATCHING_UP = Duration.ofSeconds(3);

    private final Detector detector;
    private final Instant since;
    private final Map<String, Instant> due = new HashMap<>();
    private long behindUntil;

    SilenceClock(Detector detector, Instant since) {
        this.detector = detector;
        this.since = since;
    }

    /** Something changed for a server: its next status is due anew. */
    void heard(ServerMemory memory) {
        Instant last = memory.statusAt();
        Duration patience = detector.patience(memory).orElse(null);
        if (last == null || patience == null) {
            due.remove(memory.target());
            return;
        }
        Instant from = last.isAfter(since) ? last : since;
        due.put(memory.target(), from.plus(patience));
    }

    void processed(long nowMillis, long recordMillis) {
        if (nowMillis - recordMillis > BEHIND.toMillis()) {
            behindUntil = nowMillis + CATCHING_UP.toMillis();
        }
    }

    /** The servers whose status is overdue at {@code now}, by name. */
    List<String> overdue(Instant now) {
        if (now.toEpochMilli() < behindUntil) {
            return List.of();
        }
        return due.entrySet().stream()
                .filter(entry -> now.isAfter(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
