package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

class ReadingConversionTest {
    @ParameterizedTest
    @CsvSource({
        "UNSIGNED, 0, 0",
        "UNSIGNED, 255, 255",
        "ONES_COMPLEMENT, 127, 127",
        "ONES_COMPLEMENT, 128, -127",
        "ONES_COMPLEMENT, 254, -1",
        "ONES_COMPLEMENT, 255, 0",
        "TWOS_COMPLEMENT, 127, 127",
        "TWOS_COMPLEMENT, 128, -128",
        "TWOS_COMPLEMENT, 255, -1",
    })
    void readsTheSignOfEachFormat(AnalogFormat format, int raw, double value) {
        var factors = new ReadingFactors(1, 0, 0, 0, 0, 0, 0);
        assertThat(new ReadingConversion(format, 0, factors).convert(raw)).isEqualTo(value);
    }

    @Test
    void aLinearValueIsTheDecimalThatItIs() {
        assertThat(linear(63, 0, 0, -3).convert(192)).isEqualTo(12.096);
        assertThat(linear(3, 0, 0, -1).convert(1)).isEqualTo(0.3);
        assertThat(linear(1, -64, 0, 0).convert(200)).isEqualTo(136);
        assertThat(linear(2, 5, 2, -2).convert(7)).isEqualTo(5.14);
        assertThat(linear(2, 5, -2, 1).convert(7)).isEqualTo(140.5);
        assertThat(linear(-1, 0, 0, 0).convert(10)).isEqualTo(-10);
        assertThat(linear(511, -512, 7, 7).convert(255)).isEqualTo((511 * 255 - 512e7) * 1e7);
        assertThat(linear(511, 511, -8, -8).convert(255)).isEqualTo((511 * 255 + 511e-8) * 1e-8);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, 4.60517", "2, 100, 2", "3, 8, 3", "4, 2, 7.38905", "5, 2, 100", "6, 10, 1024",
        "7, 4, 0.25", "8, 12, 144", "9, 5, 125", "10, 144, 12", "11, 27, 3", "11, 10, 2.15443",
    })
    void knowsEveryLinearization(int linearization, int raw, double value) {
        double converted = curve(linearization).convert(raw);
        assertThat(converted).isCloseTo(value, within(Math.max(0.005, value * 0.0005)));
    }

    @Test
    void keepsTheSignUnderACubeRoot() {
        var factors = new ReadingFactors(1, 0, 0, 0, 0, 0, 0);
        var cubeRoot = new ReadingConversion(AnalogFormat.TWOS_COMPLEMENT, 11, factors);
        assertThat(cubeRoot.convert(0xE5)).isEqualTo(-3);
    }

    @Test
    void roundsACurveToWhatOneStepCanResolve() {
        assertThat(Double.toString(curve(10).convert(2))).isEqualTo("1.414");
        assertThat(Double.toString(curve(7).convert(3))).isEqualTo("0.3333");
        var squared = new ReadingFactors(1, 0, 0, -1, 0, 0, 0);
        assertThat(new ReadingConversion(AnalogFormat.UNSIGNED, 8, squared).convert(3))
                .isEqualTo(0.09);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "7, 0"})
    void hasNoValueWhereTheCurveHasNone(int linearization, int raw) {
        assertThat(curve(linearization).value(raw)).isEmpty();
    }

    @Test
    void hasNoValueForTheRootOfANegativeNumber() {
        var factors = new ReadingFactors(1, 0, 0, 0, 0, 0, 0);
        assertThat(new ReadingConversion(AnalogFormat.TWOS_COMPLEMENT, 10, factors).value(0xFF))
                .isEmpty();
    }

    @Test
    void hasNoValueWithoutAFormatOrWithAVendorsCurve() {
        assertThat(ReadingConversion.NONE.value(7)).isEmpty();
        assertThat(curve(0x71).value(7)).isEmpty();
        assertThat(curve(0x0C).value(7)).isEmpty();
    }

    @Test
    void takesFactorsPerReading() {
        var nonLinear = curve(0x70);
        assertThat(nonLinear.factorsPerReading()).isTrue();
        var given = new ReadingFactors(3, 1, 0, 0, 0, 0, 0);
        assertThat(nonLinear.convert(10, given)).isEqualTo(31);
    }

    @Test
    void aDifferenceHasNoOffsetAndNoSign() {
        assertThat(linear(-5, 100, 0, -1).difference(4)).hasValue(2.0);
        assertThat(linear(5, 100, 0, -1).difference(0)).isEmpty();
        assertThat(curve(4).difference(4)).isEmpty();
    }

    @Test
    void readsSignedFactors() {
        var factors = ReadingFactors.read(Bytes.fromHex("0797f5a9aad5").reader());
        assertThat(factors.m()).isEqualTo(-505);
        assertThat(factors.tolerance()).isEqualTo(0x17);
        assertThat(factors.b()).isEqualTo(-267);
        assertThat(factors.resultExponent()).isEqualTo(-3);
        assertThat(factors.bExponent()).isEqualTo(5);
        assertThat(factors.accuracyExponent()).isEqualTo(2);
        assertThat(factors.accuracy()).isEqualTo(0x2A9);
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverGivesAnInfiniteValue(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        var factors = ReadingFactors.read(Bytes.of(bytes).reader());
        var format = AnalogFormat.of(random.nextInt(256));
        var conversion = new ReadingConversion(format, random.nextInt(128), factors);
        for (int raw = 0; raw < 256; raw++) {
            assertThat(Double.isInfinite(conversion.convert(raw))).isFalse();
        }
    }

    private static ReadingConversion linear(int m, int b, int bExponent, int resultExponent) {
        var factors = new ReadingFactors(m, b, bExponent, resultExponent, 0, 0, 0);
        return new ReadingConversion(AnalogFormat.UNSIGNED, 0, factors);
    }

    private static ReadingConversion curve(int linearization) {
        var factors = new ReadingFactors(1, 0, 0, 0, 0, 0, 0);
        return new ReadingConversion(AnalogFormat.UNSIGNED, linearization, factors);
    }
}
