package dev.sideband.simulator.model;

import java.util.Arrays;

/**
 * The thresholds of one sensor in counts, with the hysteresis that keeps a reading near one of them
 * from chattering.
 */
public final class Limits {
    private static final Threshold[] ALL = Threshold.values();

    private final int mask;
    private final int[] counts;
    private final int hysteresis;

    private Limits(int mask, int[] counts, int hysteresis) {
        this.mask = mask;
        this.counts = counts;
        this.hysteresis = hysteresis;
    }

    /** No thresholds yet. */
    public static Limits none() {
        return new Limits(0, new int[ALL.length], 0);
    }

    /** These and one more. */
    Limits with(Threshold threshold, int count) {
        int[] more = counts.clone();
        more[threshold.number()] = count;
        return new Limits(mask | threshold.bit(), more, hysteresis);
    }

    Limits withHysteresis(int more) {
        return new Limits(mask, counts, more);
    }

    /** Bit n is set where the threshold of number n exists. */
    public int mask() {
        return mask;
    }

    public boolean has(Threshold threshold) {
        return (mask & threshold.bit()) != 0;
    }

    /** The threshold in counts; 0 where there is none. */
    public int count(Threshold threshold) {
        return counts[threshold.number()];
    }

    /** In counts, the same upwards and downwards. */
    public int hysteresis() {
        return hysteresis;
    }

    /** Which thresholds are crossed now (by bit), given which were crossed before. */
    int crossed(int before, int reading) {
        int now = 0;
        for (Threshold threshold : ALL) {
            if ((mask & threshold.bit()) != 0
                    && crossed(threshold, (before & threshold.bit()) != 0, reading)) {
                now |= threshold.bit();
            }
        }
        return now;
    }

    private boolean crossed(Threshold threshold, boolean before, int reading) {
        int beyond = threshold.upper() ? reading - count(threshold) : count(threshold) - reading;
        return before ? beyond > -Math.max(1, hysteresis) : beyond >= 0;
    }

    @Override
    public String toString() {
        return "Limits" + Arrays.toString(counts) + " mask " + mask;
    }
}
