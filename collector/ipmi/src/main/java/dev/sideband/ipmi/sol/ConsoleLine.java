package dev.sideband.ipmi.sol;

import java.time.Instant;

/**
 * A line of a console's output.
 *
 * @param time when its first character came
 * @param text harmless for terminals and logs: without escape sequences and control characters
 *     other than tabs
 * @param complete false where it was cut for its length, or because nothing followed
 */
public record ConsoleLine(Instant time, String text, boolean complete) {}
