package dev.sideband.simulator.redfish;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a BMC's Redfish service is set up, and what it does wrong on the wire.
 *
 * @param username of its one account
 * @param password of that account; not shown by {@link #toString}
 * @param readOnly whether that account may only look
 * @param basic whether each request may carry name and password instead of a session's token
 * @param sessionLimit sessions at a time; empty for the maker's own
 * @param latency before each answer
 * @param logLatency before each answer from a log, besides
 * @param unavailable share of requests, 0 to 1, that are answered by 503 and Retry-After
 * @param cut share of answers whose body ends before its length
 * @param html share of answers that are a web page with status 200
 * @param expired share of requests whose session is suddenly gone
 */
public record RedfishSettings(
        String username,
        String password,
        boolean readOnly,
        boolean basic,
        OptionalInt sessionLimit,
        Duration latency,
        Duration logLatency,
        double unavailable,
        double cut,
        double html,
        double expired) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public RedfishSettings {
        requireShare("unavailable", unavailable);
        requireShare("cut", cut);
        requireShare("html", html);
        requireShare("expired", expired);
        requireLatency("latency", latency);
        requireLatency("logLatency", logLatency);
        if (sessionLimit.isPresent() && sessionLimit.getAsInt() < 1) {
            throw new IllegalArgumentException("sessionLimit must be at least 1");
        }
    }

    /** An administrator, and nothing wrong. */
    public static RedfishSettings of(String username, String password) {
        return new RedfishSettings(
                username,
                password,
                false,
                true,
                OptionalInt.empty(),
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                0,
                0);
    }

    /** The account may only look. */
    public RedfishSettings withReadOnly() {
        return new RedfishSettings(
                username,
                password,
                true,
                basic,
                sessionLimit,
                latency,
                logLatency,
                unavailable,
                cut,
                html,
                expired);
    }

    /** Only sessions are taken, and no name and password with each request. */
    public RedfishSettings withoutBasic() {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                false,
                sessionLimit,
                latency,
                logLatency,
                unavailable,
                cut,
                html,
                expired);
    }

    public RedfishSettings withSessionLimit(int limit) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                OptionalInt.of(limit),
                latency,
                logLatency,
                unavailable,
                cut,
                html,
                expired);
    }

    public RedfishSettings withLatency(Duration each) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                sessionLimit,
                each,
                logLatency,
                unavailable,
                cut,
                html,
                expired);
    }

    public RedfishSettings withSlowLogs(Duration each) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                sessionLimit,
                latency,
                each,
                unavailable,
                cut,
                html,
                expired);
    }

    public RedfishSettings withUnavailable(double share) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                sessionLimit,
                latency,
                logLatency,
                share,
                cut,
                html,
                expired);
    }

    public RedfishSettings withCutBodies(double share) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                sessionLimit,
                latency,
                logLatency,
                unavailable,
                share,
                html,
                expired);
    }

    public RedfishSettings withHtml(double share) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                sessionLimit,
                latency,
                logLatency,
                unavailable,
                cut,
                share,
                expired);
    }

    public RedfishSettings withExpiredTokens(double share) {
        return new RedfishSettings(
                username,
                password,
                readOnly,
                basic,
                sessionLimit,
                latency,
                logLatency,
                unavailable,
                cut,
                html,
                share);
    }

    @Override
    public String toString() {
        return "RedfishSettings[username=%s]".formatted(username);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("%s must be 0 to 1, is %s".formatted(name, share));
        }
    }

    private static void requireLatency(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s must be 0 to 5 min".formatted(name));
        }
    }
}
