package dev.sideband.ipmi.sol;

import java.time.Duration;

/**
 * How a console is had and kept.
 *
 * @param instance which of the BMC's consoles, 1 to 15; most have one
 * @param takeover whether to end the console that somebody else has
 * @param retryInterval when a packet that was not acknowledged goes out again
 * @param retries how often it does before the BMC is asked whether it is still there
 * @param keepAlive after so long without a word either way the BMC is asked something: the
 *     specification lets it end a silent session after 60 s, some do after 30
 */
public record SolOptions(
        int instance, boolean takeover, Duration retryInterval, int retries, Duration keepAlive) {
    /** The first instance, taken from nobody. */
    public static final SolOptions DEFAULT =
            new SolOptions(1, false, Duration.ofMillis(250), 8, Duration.ofSeconds(10));

    public SolOptions {
        if (instance < 1 || instance > 15) {
            throw new IllegalArgumentException(
                    "a console's instance is 1 to 15, not %d".formatted(instance));
        }
        if (!retryInterval.isPositive() || !keepAlive.isPositive() || retries < 1) {
            throw new IllegalArgumentException(
                    "a console needs a positive retry interval, keep-alive and count of retries");
        }
    }

    public SolOptions withTakeover(boolean wanted) {
        return new SolOptions(instance, wanted, retryInterval, retries, keepAlive);
    }

    public SolOptions withInstance(int number) {
        return new SolOptions(number, takeover, retryInterval, retries, keepAlive);
    }

    public SolOptions withRetries(Duration interval, int count) {
        return new SolOptions(instance, takeover, interval, count, keepAlive);
    }

    public SolOptions withKeepAlive(Duration silence) {
        return new SolOptions(instance, takeover, retryInterval, retries, silence);
    }
}
