package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.sdr.RawThresholds;
import dev.sideband.ipmi.sdr.ReadingConversion;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/** The thresholds of a sensor in its unit; empty where there is none or it cannot be read. */
public record Thresholds(
        OptionalDouble lnr,
        OptionalDouble lcr,
        OptionalDouble lnc,
        OptionalDouble unc,
        OptionalDouble ucr,
        OptionalDouble unr) {
    private static final OptionalDouble EMPTY = OptionalDouble.empty();

    /** No threshold at all. */
    public static final Thresholds NONE = new Thresholds(EMPTY, EMPTY, EMPTY, EMPTY, EMPTY, EMPTY);

    static Thresholds of(RawThresholds raw, ReadingConversion conversion) {
        return of(raw, conversion::convert);
    }

    /** Converts by {@code convert}, which gives NaN where there is no value. */
    static Thresholds of(RawThresholds raw, IntToDoubleFunction convert) {
        int readable = raw.readable();
        if (readable == 0) {
            return NONE;
        }
        return new Thresholds(
                one(readable, State.LNR, raw.lnr(), convert),
                one(readable, State.LCR, raw.lcr(), convert),
                one(readable, State.LNC, raw.lnc(), convert),
                one(readable, State.UNC, raw.unc(), convert),
                one(readable, State.UCR, raw.ucr(), convert),
                one(readable, State.UNR, raw.unr(), convert));
    }

    private static OptionalDouble one(int readable, int bit, int raw, IntToDoubleFunction convert) {
        if ((readable & bit) == 0) {
            return EMPTY;
        }
        double value = convert.applyAsDouble(raw);
        return Double.isNaN(value) ? EMPTY : OptionalDouble.of(value);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The state bits of the thresholds that {@code value} has reached, as a BMC would set them. */
    int crossedBy(double value) {
        return (value <= lnc.orElse(Double.NaN) ? State.LNC : 0)
                | (value <= lcr.orElse(Double.NaN) ? State.LCR : 0)
                | (value <= lnr.orElse(Double.NaN) ? State.LNR : 0)
                | (value >= unc.orElse(Double.NaN) ? State.UNC : 0)
                | (value >= ucr.orElse(Double.NaN) ? State.UCR : 0)
                | (value >= unr.orElse(Double.NaN) ? State.UNR : 0);
    }

    /** Bits of thresholds in masks and readings (IPMI 2.0 §35.14). */
    static final class State {
        static final int LNC = 1;
        static final int LCR = 1 << 1;
        static final int LNR = 1 << 2;
        static final int UNC = 1 << 3;
        static final int UCR = 1 << 4;
        static final int UNR = 1 << 5;

        private State() {}
    }
}
