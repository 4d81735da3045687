package dev.sideband.ipmi.fru;

import static dev.sideband.ipmi.fru.FruImageBuilder.image;
import static dev.sideband.ipmi.fru.FruImageBuilder.record;
import static dev.sideband.ipmi.fru.FruImageBuilder.records;
import static dev.sideband.ipmi.fru.FruImageBuilder.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** Whatever is in a FRU's memory, decoding it ends in an image, and reading it ends. */
class FruFuzzTest {
    private static final String LOAD = "02fa00ed00060100000a00e803";
    private static final byte[] WHOLE =
            image().area(2, "17", text("part"), text("serial"))
                    .area(3, "19000000", text("maker"), text("board"))
                    .area(4, "19", text("maker"), text("product"))
                    .raw(
                            5,
                            records(
                                    record(0, false, "00".repeat(24)),
                                    record(1, false, LOAD),
                                    record(2, false, LOAD),
                                    record(3, false, "0141"),
                                    record(4, false, "5a31000a0185ff"),
                                    record(0xC0, true, "5a310027")))
                    .toArray();

    @Test
    void makesAnImageOfAnyBytes() {
        Fuzz.of("FRU image", List.of(WHOLE))
                .run(
                        20_000,
                        WireFormatException.class,
                        bytes -> {
                            var image = FruImage.decode(Bytes.of(bytes));
                            assertThat(FruDescription.of(new Fru(FruLocation.of(0), 0, image)))
                                    .isNotEmpty();
                            assertThat(FruImage.bytesNeeded(Bytes.of(bytes)))
                                    .isBetween(8, 0x1_0000 * 2);
                        });
    }

    @Test
    void makesAnImageOfEveryTruncation() {
        for (int length = 0; length <= WHOLE.length; length++) {
            var image = FruImage.decode(Bytes.of(Arrays.copyOf(WHOLE, length)));
            assertThat(image.problems().isEmpty())
                    .as("%d of %d bytes", length, WHOLE.length)
                    .isEqualTo(length == WHOLE.length);
        }
    }

    @Test
    void readsAnyMemoryToAnEnd() {
        Fuzz.of("FRU memory", List.of(WHOLE))
                .run(
                        5_000,
                        WireFormatException.class,
                        bytes -> {
                            var memory = new ScriptedMemory(bytes);
                            try {
                                var fru = new FruReader(memory.bmc, _ -> {}).read(0);
                                assertThat(fru.image()).isNotNull();
                            } catch (IpmiException typed) {
                                assertThat(bytes.length).as("only of no bytes").isLessThan(1);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            assertThat(memory.reads()).isLessThan(400);
                        });
    }
}
