package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.WireReader;

/**
 * The numbers of the conversion formula (IPMI 2.0 §36.3; full sensor record, bytes 25 to 30).
 *
 * @param m multiplier, -512 to 511
 * @param b offset, -512 to 511
 * @param bExponent K1, -8 to 7
 * @param resultExponent K2, -8 to 7
 * @param tolerance in half raw steps, 0 to 63
 * @param accuracy in 1/100 percent, to be scaled by {@code accuracyExponent}
 */
public record ReadingFactors(
        int m,
        int b,
        int bExponent,
        int resultExponent,
        int tolerance,
        int accuracy,
        int accuracyExponent) {
    static final ReadingFactors ZERO = new ReadingFactors(0, 0, 0, 0, 0, 0, 0);

    /** Reads the six bytes as they are in a record and in Get Sensor Reading Factors. */
    public static ReadingFactors read(WireReader in) {
        int mLow = in.u8("M");
        int mHighTolerance = in.u8("M and tolerance");
        int bLow = in.u8("B");
        int bHighAccuracy = in.u8("B and accuracy");
        int accuracyHigh = in.u8("accuracy");
        int exponents = in.u8("exponents");
        return new ReadingFactors(
                signed(((mHighTolerance & 0xC0) << 2) | mLow, 10),
                signed(((bHighAccuracy & 0xC0) << 2) | bLow, 10),
                signed(exponents & 0xF, 4),
                signed(exponents >> 4, 4),
                mHighTolerance & 0x3F,
                ((accuracyHigh & 0xF0) << 2) | (bHighAccuracy & 0x3F),
                accuracyHigh >> 2 & 3);
    }

    private static int signed(int value, int bits) {
        int sign = 1 << (bits - 1);
        return (value ^ sign) - sign;
    }
}
