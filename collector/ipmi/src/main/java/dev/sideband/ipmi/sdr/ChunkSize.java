package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.message.CompletionCode;

/** How many bytes a BMC gives at once: all of a record until it shows that it cannot. */
final class ChunkSize {
    static final int WHOLE = 0xFF;

    private static final int[] SIZES = {WHOLE, 32, 16, 8};

    /** A message on an IPMB has 32 bytes at most, its head and tail included. */
    private static final int BUS_STEP = 2;

    private int step;
    private boolean silent;

    /** What a controller behind a BMC can give at once. */
    static ChunkSize overBus() {
        var size = new ChunkSize();
        size.step = BUS_STEP;
        return size;
    }

    int bytes() {
        return SIZES[step];
    }

    boolean whole() {
        return bytes() == WHOLE;
    }

    boolean smallest() {
        return step == SIZES.length - 1;
    }

    /** Whether {@code refused} is about the size, and there is a smaller one to try. */
    boolean shrinkAfter(Refused refused) {
        return switch (refused.completionCode()) {
            case CompletionCode.CANNOT_RETURN_LENGTH,
                    CompletionCode.LENGTH_LIMIT_EXCEEDED,
                    CompletionCode.REQUEST_LENGTH_INVALID ->
                    shrink();
            // Anything can be behind FFh; below 16 bytes the size is no likely reason.
            case CompletionCode.UNSPECIFIED -> bytes() > SIZES[2] && shrink();
            case CompletionCode.PARAMETER_OUT_OF_RANGE -> whole() && shrink();
            default -> false;
        };
    }

    /** After an answer that says yes and is not a record: some firmware chokes on whole ones. */
    boolean shrinkAfterGarbage() {
        return whole() && shrink();
    }

    boolean shrinkAfterSilence() {
        silent = whole();
        return silent && shrink();
    }

    /** The BMC says nothing at all: its silence was not about the size. */
    void forgetSilence() {
        if (silent) {
            step = 0;
        }
    }

    private boolean shrink() {
        if (smallest()) {
            return false;
        }
        step++;
        return true;
    }
}
