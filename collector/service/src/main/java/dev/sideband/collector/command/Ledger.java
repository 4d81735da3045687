package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which commands of one partition were answered within {@link #WINDOW}, and how: the latest step of
 * each. An id is older than that only where its command has expired long ago.
 *
 * <p>Owned by one thread.
 */
final class Ledger {
    /** Far longer than a command can be good for, whatever the clocks. */
    static final Duration WINDOW = Duration.ofHours(24);

    /** When so many commands came within the window, further ones are refused. */
    static final int MAX_IDS = 10_000;

    private final Map<String, Entry> byId = new LinkedHashMap<>();

    private record Entry(Instant first, CommandResult latest) {}

    /** Takes note of a step; in the order of the topic. */
    void note(CommandResult step) {
        Entry before = byId.get(step.getId());
        boolean room = before != null || byId.size() < MAX_IDS;
        // What is refused for want of room needs none: it is refused again, or has expired.
        if (step.getDuplicate() || (!room && step.getState() == CommandState.REFUSED)) {
            return;
        }
        Instant first = before == null ? step.getObservedAt() : before.first();
        byId.put(step.getId(), new Entry(first, step));
    }

    /** The latest step of a command. */
    Optional<CommandResult> latest(String id) {
        return Optional.ofNullable(byId.get(id)).map(Entry::latest);
    }

    /** The latest steps of those that were begun and have not ended. */
    List<CommandResult> begun() {
        return byId.values().stream()
                .map(Entry::latest)
                .filter(step -> isBegun(step.getState()))
                .toList();
    }

    private static boolean isBegun(CommandState state) {
        return switch (state) {
            case ACCEPTED, RUNNING -> true;
            case REFUSED, DONE, FAILED, UNKNOWN -> false;
        };
    }

    /** Whether there is no room for another id. */
    boolean isFull(Instant now) {
        if (byId.size() >= MAX_IDS) {
            forgetBefore(now.minus(WINDOW));
        }
        return byId.size() >= MAX_IDS;
    }

    private void forgetBefore(Instant time) {
        Iterator<Entry> all = byId.values().iterator();
        while (all.hasNext()) {
            if (all.next().first().isBefore(time)) {
                all.remove();
            }
        }
    }
}
