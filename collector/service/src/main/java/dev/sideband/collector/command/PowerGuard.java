package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.Location;
import dev.sideband.collector.command.CommandOptions.Guard;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps one mistake from switching off a rack or more: counts what was accepted of late that
 * interrupts servers, here and by other collectors as far as their acceptances are on {@code
 * command-results}. What two collectors accept in the same moment neither sees of the other, so
 * together they may exceed a limit by as many as there are collectors, less one.
 *
 * <p>Owned by one thread.
 */
final class PowerGuard {
    /** Of more, the limits are so far away that the oldest do not matter. */
    static final int MAX_COUNTED = 10_000;

    private final Guard limits;
    private final Map<String, Interruption> byId = new LinkedHashMap<>();

    private record Interruption(Instant at, String rack) {}

    PowerGuard(Guard limits) {
        this.limits = limits;
    }

    /** Takes note of a step of any command; only acceptances of interruptions count, each once. */
    void note(CommandResult step) {
        boolean counts =
                step.getState() == CommandState.ACCEPTED
                        && !step.getDuplicate()
                        && !step.getDryRun()
                        && Actions.interrupts(step.getAction());
        if (counts) {
            byId.put(key(step), new Interruption(step.getObservedAt(), rack(step.getLocation())));
            if (byId.size() > MAX_COUNTED) {
                byId.remove(byId.keySet().iterator().next());
            }
        }
    }

    private static String key(CommandResult step) {
        return step.getTarget() + "/" + step.getId();
    }

    /** Why one more is too many now; empty where it is not. */
    Optional<String> objection(@Nullable Location location, Instant now) {
        forgetBefore(now.minus(limits.time()));
        String rack = rack(location);
        long inRack = byId.values().stream().filter(one -> one.rack().equals(rack)).count();
        if (inRack >= limits.ofRack()) {
            return Optional.of(
                    "%d servers %s were interrupted by commands within %d s, and the guard allows %d; wait, or raise guard: rack"
                            .formatted(
                                    inRack,
                                    rack.isEmpty() ? "without a rack" : "of rack " + rack,
                                    limits.time().toSeconds(),
                                    limits.ofRack()));
        }
        if (byId.size() >= limits.ofFleet()) {
            return Optional.of(
                    "%d servers were interrupted by commands within %d s, and the guard allows %d; wait, or raise guard: fleet"
                            .formatted(byId.size(), limits.time().toSeconds(), limits.ofFleet()));
        }
        return Optional.empty();
    }

    private void forgetBefore(Instant time) {
        Iterator<Interruption> all = byId.values().iterator();
        while (all.hasNext()) {
            if (all.next().at().isBefore(time)) {
                all.remove();
            }
        }
    }

    /** A rack's name may be that of another one in another room. */
    private static String rack(@Nullable Location location) {
        return location == null || location.getRack() == null
                ? ""
                : Stream.of(
                                location.getSite(),
                                location.getRoom(),
                                location.getRow(),
                                location.getRack())
                        .map(part -> part == null ? "" : part)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("/"));
    }
}
