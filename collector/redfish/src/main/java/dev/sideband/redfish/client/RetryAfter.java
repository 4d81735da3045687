package dev.sideband.redfish.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The time that a service asks to be left alone (RFC 9110 §10.2.3). */
final class RetryAfter {
    private RetryAfter() {}

    /**
     * What the header says, in seconds or as a date; nothing where it says nothing or is wrong.
     *
     * @param clock for a date in an answer that has no date itself
     */
    static Optional<Duration> of(Outcome.Reply reply, InstantSource clock) {
        return reply.header("Retry-After").flatMap(text -> asked(text, reply, clock));
    }

    private static Optional<Duration> asked(String text, Outcome.Reply reply, InstantSource clock) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
        }
        // A BMC's clock may be years off, so that only the difference to its own date counts.
        Instant now = reply.header("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
        return date(text)
                .map(then -> Duration.between(now, then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
