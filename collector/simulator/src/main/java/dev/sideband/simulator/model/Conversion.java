package dev.sideband.simulator.model;

import java.util.stream.IntStream;

/**
 * From counts of a sensor to what they mean: (M × count + B × 10^K1) × 10^K2 (IPMI 2.0 §36.3).
 *
 * @param m 1 to 511; a rising value has rising counts in all of these servers
 * @param b -512 to 511
 * @param bExponent K1, -8 to 7
 * @param exponent K2, -8 to 7
 * @param signed whether the count is two's complement
 */
public record Conversion(int m, int b, int bExponent, int exponent, boolean signed) {
    private static final double[] POWERS_OF_TEN =
            IntStream.rangeClosed(-8, 7).mapToDouble(n -> Math.pow(10, n)).toArray();

    public Conversion {
        if (m < 1 || m > 511 || b < -512 || b > 511) {
            throw new IllegalArgumentException("M %d or B %d out of range".formatted(m, b));
        }
        if (bExponent < -8 || bExponent > 7 || exponent < -8 || exponent > 7) {
            throw new IllegalArgumentException("exponent out of range -8 to 7");
        }
    }

    /** Unsigned counts, no offset. */
    public static Conversion scaled(int m, int exponent) {
        return new Conversion(m, 0, 0, exponent, false);
    }

    /** The nearest count there is. */
    public int toCount(double value) {
        double count = (value / power(exponent) - b * power(bExponent)) / m;
        return Math.clamp(Math.round(count), lowest(), highest());
    }

    public double toValue(int count) {
        return (m * count + b * power(bExponent)) * power(exponent);
    }

    public int lowest() {
        return signed ? -128 : 0;
    }

    public int highest() {
        return signed ? 127 : 255;
    }

    private static double power(int exponent) {
        return POWERS_OF_TEN[exponent + 8];
    }
}
