package dev.sideband.ipmi.sdr;

import java.util.OptionalDouble;

/**
 * From a raw byte to a number: y = L[(M x + B 10^K1) 10^K2] (IPMI 2.0 §36.3).
 *
 * <p>A linear value comes out as the decimal that it is: whole numbers are scaled by one division,
 * so that 12.096 is the double nearest to 12.096. Other linearizations are rounded to a hundredth
 * of what one raw step changes, which is more than the sensor can resolve.
 *
 * @param linearization 0 to 11 as in table 43-1 byte 24; 70h asks the BMC for factors per reading;
 *     71h to 7Fh are a vendor's own
 */
public record ReadingConversion(AnalogFormat format, int linearization, ReadingFactors factors) {
    /** Of a sensor without an analog value. */
    public static final ReadingConversion NONE =
            new ReadingConversion(AnalogFormat.NONE, 0, ReadingFactors.ZERO);

    private static final int LAST_STANDARD = 11;
    private static final int NON_LINEAR = 0x70;
    private static final double[] POWERS = powers(16);
    private static final int MIN_DECIMALS = 2;
    private static final int MAX_DECIMALS = 15;

    /** Whether raw values become numbers at all; false also for a vendor's own linearization. */
    public boolean analog() {
        return format != AnalogFormat.NONE
                && (linearization <= LAST_STANDARD || linearization == NON_LINEAR);
    }

    /** Whether each reading needs its own factors from Get Sensor Reading Factors. */
    public boolean factorsPerReading() {
        return linearization == NON_LINEAR && format != AnalogFormat.NONE;
    }

    /** The value of a raw byte; NaN where there is none, as for the logarithm of zero. */
    public double convert(int raw) {
        return convert(raw, factors);
    }

    /** As {@link #convert(int)}, with the factors that the BMC gave for this raw value. */
    public double convert(int raw, ReadingFactors given) {
        if (!analog()) {
            return Double.NaN;
        }
        int x = format.signed(raw);
        double linear = linear(x, given);
        if (linearization == 0 || linearization == NON_LINEAR) {
            return linear;
        }
        double value = linearize(linear);
        return Double.isFinite(value) ? round(value, x, given) : Double.NaN;
    }

    /** The value of a raw byte, as an optional. */
    public OptionalDouble value(int raw) {
        double value = convert(raw);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A raw difference such as a hysteresis in units; empty for 0 and for what is not linear. */
    public OptionalDouble difference(int raw) {
        if (raw == 0 || !analog() || linearization != 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                scale((double) Math.abs(factors.m()) * raw, factors.resultExponent()));
    }

    /** Half the width, in units, of what one raw value can mean; 0 where not told. */
    public double tolerance() {
        return scale(Math.abs(factors.m()) * factors.tolerance() / 2.0, factors.resultExponent());
    }

    /** How far off the value can be, in percent of it; 0 where not told. */
    public double accuracy() {
        return scale(factors.accuracy(), factors.accuracyExponent() - 2);
    }

    private static double linear(int x, ReadingFactors f) {
        double mx = (double) f.m() * x;
        return f.bExponent() >= 0
                ? scale(mx + f.b() * POWERS[f.bExponent()], f.resultExponent())
                : scale(mx * POWERS[-f.bExponent()] + f.b(), f.bExponent() + f.resultExponent());
    }

    private double linearize(double x) {
        return switch (linearization) {
            case 1 -> x > 0 ? Math.log(x) : Double.NaN;
            case 2 -> x > 0 ? Math.log10(x) : Double.NaN;
            case 3 -> x > 0 ? Math.log(x) / Math.log(2) : Double.NaN;
            case 4 -> Math.exp(x);
            case 5 -> Math.pow(10, x);
            case 6 -> Math.pow(2, x);
            case 7 -> x != 0 ? 1 / x : Double.NaN;
            case 8 -> x * x;
            case 9 -> x * x * x;
            case 10 -> x >= 0 ? Math.sqrt(x) : Double.NaN;
            case 11 -> Math.cbrt(x);
            default -> x;
        };
    }

    private double round(double value, int x, ReadingFactors f) {
        double step =
                Math.min(
                        distance(value, linearize(linear(x + 1, f))),
                        distance(value, linearize(linear(x - 1, f))));
        if (!Double.isFinite(step)) {
            return value;
        }
        int decimals = 2 - (int) Math.floor(Math.log10(step));
        int kept = Math.clamp(decimals, MIN_DECIMALS, MAX_DECIMALS);
        double scaled = value * POWERS[kept];
        // Beyond 2^53 a double has no decimals to round.
        return Math.abs(scaled) < 0x1p53 ? Math.rint(scaled) / POWERS[kept] : value;
    }

    private static double distance(double a, double b) {
        double distance = Math.abs(a - b);
        return distance > 0 ? distance : Double.POSITIVE_INFINITY;
    }

    private static double scale(double value, int exponent) {
        return exponent >= 0 ? value * POWERS[exponent] : value / POWERS[-exponent];
    }

    private static double[] powers(int last) {
        var powers = new double[last + 1];
        for (int i = 0; i <= last; i++) {
            powers[i] = Math.pow(10, i);
        }
        return powers;
    }
}
