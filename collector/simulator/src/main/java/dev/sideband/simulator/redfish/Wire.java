package dev.sideband.simulator.redfish;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** What a BMC does wrong on the wire, dealt out by chance from its seed. */
final class Wire {
    private static final String RETRY_AFTER_SECONDS = "1";

    private final RedfishSettings settings;
    private final SplittableRandom random;

    Wire(RedfishSettings settings, long seed) {
        this.settings = settings;
        this.random = new SplittableRandom(seed);
    }

    /** How much later it answers than it could. */
    Duration delay(boolean log) {
        return log ? settings.latency().plus(settings.logLatency()) : settings.latency();
    }

    /** That it is too busy, this time. */
    Optional<Answer> refusal() {
        return happens(settings.unavailable())
                ? Optional.of(
                        Refusal.of(
                                        503,
                                        "ServiceTemporarilyUnavailable",
                                        "The service is temporarily unavailable. Retry in %s seconds."
                                                .formatted(RETRY_AFTER_SECONDS))
                                .answer()
                                .with("Retry-After", RETRY_AFTER_SECONDS))
                : Optional.empty();
    }

    boolean expiresToken() {
        return happens(settings.expired());
    }

    /** Whether this answer's body ends before its length. */
    boolean cuts() {
        return happens(settings.cut());
    }

    /** Whether a web page comes instead. */
    boolean answersHtml() {
        return happens(settings.html());
    }

    private boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }
}
