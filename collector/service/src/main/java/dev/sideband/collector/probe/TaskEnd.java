package dev.sideband.collector.probe;

import org.jspecify.annotations.Nullable;

/**
 * What became of a task.
 *
 * @param reason a word of a closed set; null where it was done
 * @param detail for an operator
 */
public record TaskEnd(Result result, @Nullable String reason, String detail) {
    static final String NOT_OFFERED = "not-offered";

    /** How it ended. */
    public enum Result {
        DONE,
        /** It was not done, or did not lead to what was asked for. */
        FAILED,
        /** It may have been done. */
        UNKNOWN
    }

    public static TaskEnd done(String detail) {
        return new TaskEnd(Result.DONE, null, detail);
    }

    public static TaskEnd failed(String reason, String detail) {
        return new TaskEnd(Result.FAILED, reason, detail);
    }

    /** The BMC or the protocol does not offer it; nothing was changed. */
    static TaskEnd notOffered(String detail) {
        return failed(NOT_OFFERED, detail);
    }

    public static TaskEnd unknown(String reason, String detail) {
        return new TaskEnd(Result.UNKNOWN, reason, detail);
    }
}
