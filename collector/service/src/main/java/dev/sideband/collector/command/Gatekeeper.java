package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.Target;
import dev.sideband.collector.probe.Task;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a command is carried out, from values alone. What is not said plainly, in time
 * and by name is refused.
 */
final class Gatekeeper {
    /** By so much the asker's clock may be ahead of ours. */
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

    private static final int MAX_ID = 200;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_PARAMETERS = 16;

    private final CommandOptions options;
    private final PowerGuard guard;

    Gatekeeper(CommandOptions options, PowerGuard guard) {
        this.options = options;
        this.guard = guard;
    }

    /**
     * Where a command was found.
     *
     * @param key the record's
     * @param isPlaceOf whether the record is in the partition of that key
     * @param target the target of that name, where this collector polls it
     * @param ledger what was answered in that partition before
     */
    record Place(String key, boolean isPlaceOf, Optional<Target> target, Ledger ledger) {}

    /** Decides, {@code now} being when it would be accepted. */
    Verdict decide(Command command, Place place, Instant now) {
        Optional<CommandResult> known = place.ledger().latest(command.getId());
        if (known.isPresent()) {
            return new Verdict.Repeat(known.get());
        }
        Optional<String> nonsense = nonsense(command, place);
        if (nonsense.isPresent()) {
            return new Verdict.Refuse(Refusal.MALFORMED, nonsense.get());
        }
        Task task;
        try {
            task = Tasks.of(command);
        } catch (IllegalArgumentException wrong) {
            return new Verdict.Refuse(Refusal.MALFORMED, String.valueOf(wrong.getMessage()));
        }
        return refusal(command, place, now)
                .<Verdict>map(refusal -> refusal)
                .orElseGet(() -> new Verdict.Accept(task, expiry(command)));
    }

    private static Optional<String> nonsense(Command command, Place place) {
        if (command.getId().isBlank() || command.getId().length() > MAX_ID) {
            return Optional.of("id: is missing or longer than %d characters".formatted(MAX_ID));
        }
        if (!command.getTarget().equals(place.key())) {
            return Optional.of(
                    "the record's key is not its target, so that collectors may not find it");
        }
        if (command.getRequestedBy().length() > MAX_TEXT
                || command.getReason().length() > MAX_TEXT
                || isLarge(command.getParameters())) {
            return Optional.of("it says too much");
        }
        String all = command.getId() + command.getRequestedBy() + command.getReason();
        if (all.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("id, requested_by and reason: have control characters");
        }
        Instant expires = command.getExpiresAt();
        Instant latest = command.getRequestedAt().plus(CommandOptions.LONGEST_LIFE);
        if (expires != null && expires.isAfter(latest)) {
            return Optional.of(
                    "expires_at: is more than %d minutes after requested_at"
                            .formatted(CommandOptions.LONGEST_LIFE.toMinutes()));
        }
        return Optional.empty();
    }

    private static boolean isLarge(Map<String, String> parameters) {
        return parameters.size() > MAX_PARAMETERS
                || parameters.entrySet().stream()
                        .anyMatch(
                                one -> one.getKey().length() + one.getValue().length() > MAX_TEXT);
    }

    private Optional<Verdict.Refuse> refusal(Command command, Place place, Instant now) {
        if (!options.isEnabled()) {
            return refuse(
                    Refusal.OFF,
                    "commands are not enabled at this collector; its configuration enables them");
        }
        if (command.getRequestedBy().isBlank() || command.getReason().isBlank()) {
            return refuse(Refusal.UNSIGNED, "say who asks and why: requested_by and reason");
        }
        if (!place.isPlaceOf()) {
            return refuse(
                    Refusal.WRONG_PARTITION,
                    "the record is not in its target's partition; let the key choose it");
        }
        return time(command, now)
                .or(() -> permission(command, place))
                .or(() -> room(command, place, now));
    }

    private Optional<Verdict.Refuse> time(Command command, Instant now) {
        Duration ahead = Duration.between(now, command.getRequestedAt());
        if (ahead.compareTo(CLOCK_TOLERANCE) > 0) {
            return refuse(
                    Refusal.CLOCK_AHEAD,
                    "it is asked for %d s in the future; set the asker's clock"
                            .formatted(ahead.toSeconds()));
        }
        Instant expires = expiry(command);
        if (!now.isBefore(expires)) {
            return refuse(
                    Refusal.EXPIRED,
                    "it was good until %s, that is %d s ago"
                            .formatted(expires, Duration.between(expires, now).toSeconds()));
        }
        return Optional.empty();
    }

    private Instant expiry(Command command) {
        Instant expires = command.getExpiresAt();
        return expires == null ? command.getRequestedAt().plus(options.life()) : expires;
    }

    private Optional<Verdict.Refuse> permission(Command command, Place place) {
        if (place.target().isEmpty()) {
            return refuse(
                    Refusal.UNKNOWN_TARGET, "there is no target %s".formatted(command.getTarget()));
        }
        Target target = place.target().get();
        boolean allowed =
                options.rules().stream().anyMatch(rule -> rule.allows(target, command.getAction()));
        return allowed
                ? Optional.empty()
                : refuse(
                        Refusal.NOT_ALLOWED,
                        "%s of %s is not on the collector's list of what is allowed"
                                .formatted(Actions.word(command.getAction()), target.getTarget()));
    }

    private Optional<Verdict.Refuse> room(Command command, Place place, Instant now) {
        if (place.ledger().isFull(now)) {
            return refuse(
                    Refusal.TOO_MANY,
                    "%d commands came to this partition within a day".formatted(Ledger.MAX_IDS));
        }
        if (!Actions.interrupts(command.getAction())) {
            return Optional.empty();
        }
        return guard.objection(place.target().map(Target::getLocation).orElse(null), now)
                .map(objection -> new Verdict.Refuse(Refusal.GUARD, objection));
    }

    private static Optional<Verdict.Refuse> refuse(Refusal reason, String detail) {
        return Optional.of(new Verdict.Refuse(reason, detail));
    }
}
