package dev.sideband.redfish.push;

import java.time.Duration;

/**
 * How patient push is.
 *
 * @param again the first wait before a stream is opened again; each further one is twice as long
 * @param longest the longest of these waits
 * @param lasted a stream that was open for so long was a good one
 * @param idle how long nothing may come on a stream, not even a comment
 * @param check how often a subscription is looked at, as BMCs end them or forget them
 * @param rest how long a BMC is only polled after push came to nothing
 * @param closing how long ending may take
 */
public record PushTimes(
        Duration again,
        Duration longest,
        Duration lasted,
        Duration idle,
        Duration check,
        Duration rest,
        Duration closing) {
    public static final PushTimes DEFAULT =
            new PushTimes(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    // Many send nothing at all while nothing happens.
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofSeconds(10));
}
