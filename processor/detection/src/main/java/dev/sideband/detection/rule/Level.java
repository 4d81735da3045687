package dev.sideband.detection.rule;

import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;

import org.jspecify.annotations.Nullable;

/**
 * How bad a reading is.
 *
 * @param severity OK, WARNING or CRITICAL
 * @param side the side of the threshold that was crossed, NONE where it is not known
 * @param limit the threshold that was crossed; null where it is not known or none was
 */
public record Level(Severity severity, Side side, @Nullable Limit limit) {
    public static final Level OK = new Level(Severity.OK, Side.NONE, null);

    public boolean isTrouble() {
        return severity != Severity.OK;
    }

    /** One threshold: its name in words, and its value in the sensor's unit. */
    public record Limit(String name, double value) {}
}
