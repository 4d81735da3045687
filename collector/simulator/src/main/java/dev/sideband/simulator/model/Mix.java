package dev.sideband.simulator.model;

/** Noise that is a function: the same key gives the same number, whoever asks and when. */
public final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** 64 well mixed bits of a key of two parts. */
    public static long bits(long seed, long key) {
        long z = seed + (key + 1) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in 0 (inclusive) to 1 (exclusive). */
    public static double unit(long seed, long key) {
        return (bits(seed, key) >>> 11) * 0x1.0p-53;
    }

    /** Uniform in {@code low} to {@code high}. */
    public static double between(double low, double high, long seed, long key) {
        return low + (high - low) * unit(seed, key);
    }

    /** 0 to {@code bound} - 1. */
    public static int below(int bound, long seed, long key) {
        return (int) (unit(seed, key) * bound);
    }
}
