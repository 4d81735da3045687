package dev.sideband.detection.lifecycle;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertMemory;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Location;
import dev.sideband.avro.Severity;
import dev.sideband.schemas.TrustedRecords;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The life of one alert.
 *
 * <p>Every change has the number of the one before plus one, over all episodes; an episode begins
 * each time that it begins to fire. A change for the worse counts once it has lasted {@code
 * raiseAfter}, one for the better once it has lasted {@code clearAfter}, both in event time; a poll
 * without evidence neither confirms nor resets that.
 */
public final class AlertLifecycle {
    static {
        TrustedRecords.declare();
    }

    private final Duration raiseAfter;
    private final Duration clearAfter;
    private final int staleAfterPolls;

    public AlertLifecycle(Duration raiseAfter, Duration clearAfter, int staleAfterPolls) {
        this.raiseAfter = raiseAfter;
        this.clearAfter = clearAfter;
        this.staleAfterPolls = staleAfterPolls;
    }

    /** The memory of an alert that never fired. */
    public static AlertMemory unborn() {
        return new AlertMemory(0L, 0L, null, 0, null, List.of(), null, null, false);
    }

    /**
     * What {@code signal} does to the alert {@code subject} that is remembered as {@code memory}.
     */
    public Step step(Subject subject, AlertMemory memory, Signal signal) {
        Alert firing = memory.getFiring();
        if (firing == null) {
            return switch (signal) {
                case Signal.Wrong wrong -> begin(subject, memory, wrong);
                case Signal.Over _ -> Step.quiet(withoutPending(memory));
                case Signal.Unseen _, Signal.Blind _, Signal.Seen _ -> Step.quiet(memory);
            };
        }
        return switch (signal) {
            case Signal.Wrong wrong -> goOn(subject, memory, firing, wrong);
            case Signal.Over over -> end(subject, memory, firing, over);
            case Signal.Unseen unseen -> unseen(subject, memory, firing, unseen);
            case Signal.Blind blind -> stale(subject, memory, firing, blind.at());
            case Signal.Seen seen -> fresh(subject, memory, firing, seen.at());
        };
    }

    private Step begin(Subject subject, AlertMemory memory, Signal.Wrong wrong) {
        Instant since = pendingSince(memory, true, wrong.at());
        if (!held(since, wrong.at(), raiseAfter)) {
            return Step.quiet(pending(memory, since, true));
        }
        Finding found = wrong.finding();
        Alert change =
                described(subject, found)
                        .setSeq(memory.getSeq() + 1)
                        .setEpisode(memory.getEpisode() + 1)
                        .setReason("raised")
                        .setStartedAt(wrong.at())
                        .setChangedAt(wrong.at())
                        .build();
        return new Step(firing(change, found), change);
    }

    private Step goOn(Subject subject, AlertMemory memory, Alert firing, Signal.Wrong wrong) {
        Finding found = wrong.finding();
        if (found.severity() == firing.getSeverity()) {
            AlertMemory renewed = firing(firing, found);
            return firing.getStale()
                    ? fresh(subject, renewed, firing, wrong.at())
                    : Step.quiet(renewed);
        }
        boolean worse = found.severity() == Severity.CRITICAL;
        Instant since = pendingSince(memory, worse, wrong.at());
        if (!held(since, wrong.at(), worse ? raiseAfter : clearAfter)) {
            return Step.quiet(pending(firing(firing, found), since, worse));
        }
        Alert change =
                described(subject, found)
                        .setSeq(firing.getSeq() + 1)
                        .setEpisode(firing.getEpisode())
                        .setReason("severity-changed")
                        .setStartedAt(firing.getStartedAt())
                        .setChangedAt(wrong.at())
                        .build();
        return new Step(firing(change, found), change);
    }

    private Step end(Subject subject, AlertMemory memory, Alert firing, Signal.Over over) {
        Instant since = pendingSince(memory, false, over.at());
        if (over.held() && !held(since, over.at(), clearAfter)) {
            return Step.quiet(pending(seen(memory), since, false));
        }
        Alert.Builder change =
                next(subject, firing, over.reason(), over.at())
                        .setState(AlertState.RESOLVED)
                        .setStale(false)
                        .setResolvedAt(over.at())
                        .setEvidence(List.of(over.evidence()));
        if (over.value() != null) {
            change.setValue(over.value());
        }
        Alert resolved = change.build();
        AlertMemory rest =
                AlertMemory.newBuilder(unborn())
                        .setSeq(resolved.getSeq())
                        .setEpisode(resolved.getEpisode())
                        .build();
        return new Step(rest, resolved);
    }

    private Step unseen(Subject subject, AlertMemory memory, Alert firing, Signal.Unseen unseen) {
        AlertMemory counted =
                AlertMemory.newBuilder(memory)
                        .setUnseen(Math.min(memory.getUnseen() + 1, staleAfterPolls))
                        .build();
        return counted.getUnseen() < staleAfterPolls
                ? Step.quiet(counted)
                : stale(subject, counted, firing, unseen.at());
    }

    private static Step stale(Subject subject, AlertMemory memory, Alert firing, Instant at) {
        return firing.getStale()
                ? Step.quiet(memory)
                : changed(memory, next(subject, firing, "stale", at).setStale(true).build());
    }

    private static Step fresh(Subject subject, AlertMemory memory, Alert firing, Instant at) {
        return firing.getStale()
                ? changed(seen(memory), next(subject, firing, "fresh", at).setStale(false).build())
                : Step.quiet(seen(memory));
    }

    private static Step changed(AlertMemory memory, Alert change) {
        AlertMemory next =
                AlertMemory.newBuilder(memory).setSeq(change.getSeq()).setFiring(change).build();
        return new Step(next, change);
    }

    private static Alert.Builder next(Subject subject, Alert firing, String reason, Instant at) {
        return Alert.newBuilder(firing)
                .setSeq(firing.getSeq() + 1)
                .setReason(reason)
                .setChangedAt(at)
                .setLocation(subject.location());
    }

    private static Alert.Builder described(Subject subject, Finding found) {
        return Alert.newBuilder()
                .setAlertId(subject.alertId())
                .setTarget(subject.target())
                .setLocation(subject.location())
                .setState(AlertState.FIRING)
                .setSeverity(found.severity())
                .setRule(found.rule())
                .setSensor(found.sensor())
                .setComponent(found.component())
                .setTitle(found.title())
                .setValue(found.value())
                .setUnit(found.unit())
                .setThreshold(found.threshold())
                .setSide(found.side())
                .setEvidence(List.of(found.evidence()));
    }

    private static AlertMemory firing(Alert alert, Finding found) {
        return new AlertMemory(
                alert.getSeq(),
                alert.getEpisode(),
                alert,
                0,
                found.log(),
                found.states(),
                found.expiresAt(),
                null,
                false);
    }

    private static @Nullable Instant since(AlertMemory memory, boolean worse) {
        return memory.getPendingWorse() == worse ? memory.getPendingSince() : null;
    }

    private static Instant pendingSince(AlertMemory memory, boolean worse, Instant at) {
        Instant since = since(memory, worse);
        return since == null ? at : since;
    }

    private static boolean held(Instant since, Instant at, Duration hold) {
        return !at.isBefore(since.plus(hold));
    }

    private static AlertMemory pending(AlertMemory memory, Instant since, boolean worse) {
        return AlertMemory.newBuilder(memory).setPendingSince(since).setPendingWorse(worse).build();
    }

    private static AlertMemory withoutPending(AlertMemory memory) {
        return memory.getPendingSince() == null
                ? memory
                : AlertMemory.newBuilder(memory).setPendingSince(null).build();
    }

    private static AlertMemory seen(AlertMemory memory) {
        return memory.getUnseen() == 0
                ? memory
                : AlertMemory.newBuilder(memory).setUnseen(0).build();
    }

    /** Which alert it is, and where its server stands. */
    public record Subject(String alertId, String target, @Nullable Location location) {}
}
