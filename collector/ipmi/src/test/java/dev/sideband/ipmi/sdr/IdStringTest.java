package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdStringTest {
    @ParameterizedTest
    @CsvSource({
        "c84350552054656d70, CPU Temp",
        "c4416b7ce9, Ak|é",
        "c5c3bc303132, ü012",
        "07566f6c74616765, Voltage",
        "0256003100, V1",
        "89180174c7cedb3f, 8$ ='[\\V_",
        "4612ab34, 12 -34",
        "4512ab34, 12 -3",
        "c6466f6f000000, Foo",
        "c3460d6f, F o",
        "cf466f6f, Foo",
        "c0, ''",
    })
    void readsEachCoding(String hex, String text) {
        assertThat(decode(hex)).isEqualTo(text);
    }

    @Test
    void keepsTheBlankThatANumberFollows() {
        assertThat(decode("c24120")).isEqualTo("A ");
    }

    @Test
    void nothingIsAnEmptyName() {
        assertThat(decode("")).isEmpty();
    }

    @Test
    void anyBytesAreSomeName() {
        for (int first = 0; first < 256; first++) {
            for (int length = 0; length < 20; length++) {
                byte[] bytes = new byte[1 + length];
                java.util.Arrays.fill(bytes, (byte) (first * 7 + length));
                bytes[0] = (byte) first;
                assertThat(IdString.decode(bytes)).isNotNull();
            }
        }
    }

    private static String decode(String hex) {
        return IdString.decode(Bytes.fromHex(hex).toArray());
    }
}
