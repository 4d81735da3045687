package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sel.SelRecord.OemTimestamped;
import dev.sideband.ipmi.sel.SelRecord.OemUntimestamped;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.sel.SelRecord.Unreadable;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

class SelRecordTest {
    private static final String INTRUSION = "030002e9f637542000040573ef8002ff";

    @Test
    void readsASystemEvent() {
        var event = (SystemEvent) decode(INTRUSION);
        assertThat(event.id()).isEqualTo(3);
        assertThat(event.bmcTime()).isEqualTo(Instant.parse("2014-10-10T15:10:33Z"));
        assertThat(event.sensor()).isEqualTo(new SensorKey(0x20, 0, 0, 0x73));
        assertThat(event.asserted()).isFalse();
        assertThat(event.eventType()).isEqualTo(0x6F);
        assertThat(event.offset()).isZero();
        assertThat(event.raw().toHex()).isEqualTo(INTRUSION);
    }

    @Test
    void takesTheLunAndChannelOfTheGenerator() {
        var event = (SystemEvent) decode("010002bc0092652c6104" + "0141" + "6f00ffff");
        assertThat(event.sensor()).isEqualTo(new SensorKey(0x2C, 6, 1, 0x41));
    }

    @Test
    void readsTheManufacturerOfATimestampedOemRecord() {
        var oem = (OemTimestamped) decode("0200df5cd29963370100040000000000");
        assertThat(oem.manufacturer()).isEqualTo(0x137);
        assertThat(oem.data().toHex()).isEqualTo("040000000000");
        assertThat(oem.bmcTime()).isEqualTo(Instant.parse("2022-12-14T13:40:44Z"));
    }

    @Test
    void readsThePiecesOfALinuxPanic() {
        assertThat(((OemUntimestamped) decode("b503f041004b65726e656c2070616e69")).panicText())
                .isEqualTo("Kernel pani");
        assertThat(((OemUntimestamped) decode("b903f041046c20696e69742100000000")).panicText())
                .isEqualTo("l init!");
        assertThat(((OemUntimestamped) decode("bb03efeff0f1f2f3f4f5f6f7f8f9fafb")).panicText())
                .isNull();
    }

    @Test
    void takesOtherTypesBelowTheOemRangeForSystemEvents() {
        assertThat(decode("970300e4d792652000040c4c6f05ffff")).isInstanceOf(SystemEvent.class);
        assertThat(decode("980304e4d792652000040c4c6f05ffff").type()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000",
        "ec030000",
        "00000020",
        "ffffffff",
    })
    void hasNoTimeWhereTheClockWasNotSet(String stamp) {
        assertThat(decode("010002" + stamp + "2000040c4c6f05ffff").bmcTime()).isNull();
    }

    @Test
    void hasATimeFromTheFirstSecondBehindTheBorder() {
        assertThat(decode("010002010000202000040c4c6f05ffff").bmcTime())
                .isEqualTo(Instant.ofEpochSecond(0x20000001L));
    }

    @Test
    void everyTruncationIsKeptAsItCame() {
        for (int length = 0; length < 16; length++) {
            Bytes cut = Bytes.fromHex(INTRUSION.substring(0, length * 2));
            SelRecord record = SelRecord.decode(cut);
            assertThat(record).isInstanceOf(Unreadable.class);
            assertThat(record.raw()).isEqualTo(cut);
            assertThat(SelEvent.describe(record, Map.of()).oem()).isEqualTo(cut.toHex());
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyBytesHaveSomethingToSay(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        if (bytes.length > 12 && random.nextBoolean()) {
            bytes[2] = 0x02;
            bytes[10] = (byte) random.nextInt(0x30);
            bytes[12] = (byte) (random.nextBoolean() ? 0x6F : random.nextInt(0x10));
        }
        assertThatCode(
                        () -> {
                            SelRecord record = SelRecord.decode(Bytes.of(bytes));
                            assertThat(SelEvent.describe(record, Map.of()).event()).isNotBlank();
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void aPositionHoldsWholeRecords() {
        assertThatThrownBy(() ->
                        new SelPosition(
                                0, 1, Bytes.fromHex(INTRUSION + "00"), 1, 0, 0, false, false, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("17 bytes");
    }

    private static SelRecord decode(String hex) {
        return SelRecord.decode(Bytes.fromHex(hex));
    }
}
