package dev.sideband.collector.command;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a collector may be asked to do. Without it, nothing.
 *
 * @param enabled whether commands are carried out at all; null: they are not
 * @param allow who is not named here is not touched; null: nobody is
 * @param guard how many servers may be interrupted at a time; null: {@link Guard#DEFAULT}
 * @param expireAfter how long a command is good for that does not say; null: a minute
 */
public record CommandOptions(
        @Nullable Boolean enabled,
        @Nullable List<AllowRule> allow,
        @Nullable Guard guard,
        @Nullable Duration expireAfter) {
    /** Every command is refused. */
    public static final CommandOptions OFF = new CommandOptions(false, null, null, null);

    /** The longest that a command may be good for. */
    static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private static final Duration USUAL_LIFE = Duration.ofMinutes(1);

    public CommandOptions {
        allow = allow == null ? List.of() : List.copyOf(allow);
        if (Boolean.TRUE.equals(enabled) && allow.isEmpty()) {
            throw new IllegalArgumentException(
                    "allow is missing; it lists targets and the actions that are allowed");
        }
        if (expireAfter != null
                && (!expireAfter.isPositive() || expireAfter.compareTo(LONGEST_LIFE) > 0)) {
            throw new IllegalArgumentException("expire-after: from 1s to 1h; 60s is usual");
        }
    }

    boolean isEnabled() {
        return Boolean.TRUE.equals(enabled);
    }

    List<AllowRule> rules() {
        return Objects.requireNonNullElse(allow, List.of());
    }

    Guard limits() {
        return Objects.requireNonNullElse(guard, Guard.DEFAULT);
    }

    Duration life() {
        return Objects.requireNonNullElse(expireAfter, USUAL_LIFE);
    }

    /**
     * How many servers may be switched off, cycled, reset, shut down or interrupted at a time.
     *
     * @param rack in one rack; all servers of which no rack is known count as one rack; null: 4
     * @param fleet in all; null: 20
     * @param within the time; null: 10 minutes
     */
    public record Guard(
            @Nullable Integer rack, @Nullable Integer fleet, @Nullable Duration within) {
        public static final Guard DEFAULT = new Guard(null, null, null);

        private static final int USUAL_RACK = 4;
        private static final int USUAL_FLEET = 20;
        private static final Duration USUAL_TIME = Duration.ofMinutes(10);
        private static final Duration LONGEST_TIME = Duration.ofHours(12);

        public Guard {
            if ((rack != null && rack < 0) || (fleet != null && fleet < 0)) {
                throw new IllegalArgumentException("guard: rack and fleet count servers, from 0");
            }
            if (within != null && (!within.isPositive() || within.compareTo(LONGEST_TIME) > 0)) {
                throw new IllegalArgumentException("guard: within: from 1s to 12h; 10m is usual");
            }
        }

        int ofRack() {
            return Objects.requireNonNullElse(rack, USUAL_RACK);
        }

        int ofFleet() {
            return Objects.requireNonNullElse(fleet, USUAL_FLEET);
        }

        Duration time() {
            return Objects.requireNonNullElse(within, USUAL_TIME);
        }
    }
}
