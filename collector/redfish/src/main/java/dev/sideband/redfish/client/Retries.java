package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * Asks again for what changes nothing: where the service is busy or fails, where it hung up, or
 * where what came was cut off. Only so often, and only within the deadline.
 */
final class Retries {
    /** The wait after the first attempt; each further one is twice as long. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** One request, with its redirects. */
    interface Attempt {
        Outcome send(Deadline deadline) throws RedfishException, InterruptedException;
    }

    /** How time passes. */
    interface Pause {
        void pause(Duration length) throws InterruptedException;
    }

    /** What came of an attempt, where it was no success. */
    private record Failed(RedfishException why, boolean mayPass, Duration asked) {
        private static Failed lasting(RedfishException why) {
            return new Failed(why, false, Duration.ZERO);
        }

        private static Failed passing(RedfishException why) {
            return new Failed(why, true, Duration.ZERO);
        }
    }

    private final ClientOptions options;
    private final Refusals refusals;
    private final InstantSource clock;
    private final Pause pause;

    Retries(ClientOptions options, Refusals refusals, InstantSource clock, Pause pause) {
        this.options = options;
        this.refusals = refusals;
        this.clock = clock;
        this.pause = pause;
    }

    /** Reads a JSON object. */
    Resource read(Wire.Request request, Deadline deadline, Attempt attempt)
            throws RedfishException, InterruptedException {
        byte @Nullable [] last = null;
        for (int sent = 1; ; sent++) {
            Outcome outcome = attempt.send(deadline);
            Failed failed;
            if (outcome instanceof Outcome.Reply reply && reply.isSuccess()) {
                try {
                    return Resource.of(
                            request.path(), JsonBody.object(reply, options.maxBodyBytes()));
                } catch (JsonBody.NotJson problem) {
                    boolean same = Arrays.equals(last, reply.body());
                    last = reply.body();
                    failed =
                            new Failed(
                                    malformed(request, problem),
                                    // What comes twice as it was is just so, and not cut off.
                                    problem.mayPass() && !same,
                                    Duration.ZERO);
                }
            } else {
                failed = failed(request, outcome);
            }
            waitOrThrow(failed, sent, deadline);
        }
    }

    /** Sends what needs no answer but that it was done. */
    Outcome.Reply send(Wire.Request request, Deadline deadline, Attempt attempt)
            throws RedfishException, InterruptedException {
        for (int sent = 1; ; sent++) {
            Outcome outcome = attempt.send(deadline);
            Failed failed;
            if (outcome instanceof Outcome.Reply reply && !isPassing(reply.status())) {
                if (!reply.isSuccess() || !JsonBody.isWebPage(reply)) {
                    return reply;
                }
                failed = Failed.passing(refusals.malformed(request, "the answer is a web page"));
            } else {
                failed = failed(request, outcome);
            }
            waitOrThrow(failed, sent, deadline);
        }
    }

    /**
     * Waits for as long as the service asks.
     *
     * @return false where that is longer than there is time
     */
    boolean waits(Outcome.Reply reply, int sent, Deadline deadline) throws InterruptedException {
        return sent < options.attempts()
                && pauses(sent, RetryAfter.of(reply, clock).orElse(Duration.ZERO), deadline);
    }

    private Failed failed(Wire.Request request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failure failure ->
                    failure.mayPass()
                            ? Failed.passing(failure.why())
                            : Failed.lasting(failure.why());
            case Outcome.Reply reply ->
                    new Failed(
                            refusals.of(request, reply),
                            isPassing(reply.status()),
                            RetryAfter.of(reply, clock).orElse(Duration.ZERO));
        };
    }

    private static boolean isPassing(int status) {
        return switch (status) {
            case 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    private void waitOrThrow(Failed failed, int sent, Deadline deadline)
            throws RedfishException, InterruptedException {
        if (!failed.mayPass()
                || sent >= options.attempts()
                || !pauses(sent, failed.asked(), deadline)) {
            throw failed.why();
        }
    }

    private boolean pauses(int sent, Duration asked, Deadline deadline)
            throws InterruptedException {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(sent - 1, 10));
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            wait = LONGEST_WAIT;
        }
        if (asked.compareTo(wait) > 0) {
            wait = asked;
        }
        if (wait.compareTo(deadline.left()) >= 0) {
            return false;
        }
        pause.pause(wait);
        return true;
    }

    private RedfishException malformed(Wire.Request request, JsonBody.NotJson problem) {
        return refusals.malformed(request, String.valueOf(problem.getMessage()));
    }
}
