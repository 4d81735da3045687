package dev.sideband.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sideband.avro.Alert;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/** Whatever a value holds, reading it ends in a record or in SerializationException. */
class HostileBytesTest {
    private static final int SEEDS = 300;

    private final AvroSerde<Alert> serde =
            AvroSerde.of(new Topics().alerts(), Registries.connect("mock://hostile-bytes"));
    private final byte[] whole = serde.serializer().serialize("alerts", Records.alert());

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @Test
    void survivesEveryTruncation() {
        for (int length = 0; length < whole.length; length++) {
            assertThat(catchThrowable(read(Arrays.copyOf(whole, length))))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void survivesEveryWrongByte() {
        for (int at = WireFormat.HEADER_BYTES; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] wrong = whole.clone();
                wrong[at] = (byte) value;
                assertSurvives(wrong, "byte %d is %d".formatted(at, value));
            }
        }
    }

    @Test
    void believesNoLengthBeyondTheValue() {
        byte[] endless = Arrays.copyOf(whole, 16);
        // The length of the first string: 2,147,483,639.
        ByteBuffer.wrap(endless).put(5, new byte[] {-18, -1, -1, -1, 15});
        assertThat(catchThrowable(read(endless))).isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesRandomBytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] bytes = new byte[WireFormat.HEADER_BYTES + random.nextInt(64)];
        random.nextBytes(bytes);
        System.arraycopy(whole, 0, bytes, 0, WireFormat.HEADER_BYTES);
        assertSurvives(bytes, "seed " + seed);
    }

    private void assertSurvives(byte[] bytes, String what) {
        assertThat(catchThrowable(read(bytes)))
                .as(what)
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(SerializationException.class));
    }

    private ThrowingCallable read(byte[] bytes) {
        return () -> serde.deserializer().deserialize("alerts", bytes);
    }
}
