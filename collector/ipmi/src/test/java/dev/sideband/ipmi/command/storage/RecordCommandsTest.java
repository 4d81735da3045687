package dev.sideband.ipmi.command.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.sensor.GetDeviceSdr;
import dev.sideband.ipmi.command.sensor.GetDeviceSdrInfo;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.sensor.GetSensorReadingFactors;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.command.sensor.ReserveDeviceSdr;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** The bytes of the commands that read records and sensors. */
class RecordCommandsTest {
    /** Each command, where it goes, its request's bytes and the shortest answer that it reads. */
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new GetFruInventoryAreaInfo(3, 0), 0x0A10, "03", "000100"),
                Arguments.of(new ReadFruData(3, 0, 0x0102, 8), 0x0A11, "03020108", "00"),
                Arguments.of(new GetSdrRepositoryInfo(), 0x0A20, "", "511a00f039ffffffff00000000"),
                Arguments.of(new ReserveSdrRepository(), 0x0A22, "", "937a"),
                Arguments.of(new GetSdr(0x7A93, 0x0102, 5, 0x20), 0x0A23, "937a02010520", "ffff"),
                Arguments.of(new GetSelInfo(), 0x0A40, "", "510300a64794446d3800000000"),
                Arguments.of(new ReserveSel(), 0x0A42, "", "d0b2"),
                Arguments.of(new GetSelEntry(0, 0xFFFE, 0, 0xFF), 0x0A43, "0000feff00ff", "ffff"),
                Arguments.of(new GetSelTime(), 0x0A48, "", "b9496d38"),
                Arguments.of(new GetSelTimeUtcOffset(), 0x0A5C, "", "3c00"),
                Arguments.of(new ClearSel(0xB2D0, true), 0x0A47, "d0b2434c52aa", "01"),
                Arguments.of(new ClearSel(0xB2D0, false), 0x0A47, "d0b2434c5200", "00"),
                Arguments.of(
                        new AddSelEntry(Bytes.fromHex("010002bc00926520000401416f00ffff")),
                        0x0A44,
                        "010002bc00926520000401416f00ffff",
                        "0100"),
                Arguments.of(new GetDeviceSdrInfo(), 0x0420, "", "4701"),
                Arguments.of(new GetDeviceSdr(1, 2, 3, 4, 5), 0x0421, "020003000405", "ffff"),
                Arguments.of(new ReserveDeviceSdr(1), 0x0422, "", "0100"),
                Arguments.of(
                        new GetSensorReadingFactors(1, 7, 9), 0x0423, "0709", "0b0500030000f0"),
                Arguments.of(new GetSensorThresholds(1, 7), 0x0427, "07", "3f010203040506"),
                Arguments.of(new GetSensorReading(3, 0xFE), 0x042D, "fe", "99c0"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void goesWhereTheSpecificationHasIt(
            IpmiCommand<?> command, int where, String request, String shortest) {
        var out = new WireWriter();
        command.writeTo(out);
        assertThat(Bytes.of(out.toByteArray()).toHex()).isEqualTo(request);
        assertThat(command.netFn() << 8 | command.code()).isEqualTo(where);
        assertThat(command.readResponse(Bytes.fromHex(shortest).reader())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void rejectsEveryTruncatedAnswer(
            IpmiCommand<?> command, int where, String request, String shortest) {
        // An empty reading means that there is none.
        int first = command instanceof GetSensorReading ? 1 : 0;
        for (int length = first; length < shortest.length() / 2; length++) {
            Bytes cut = Bytes.fromHex(shortest.substring(0, length * 2));
            assertThatThrownBy(() -> command.readResponse(cut.reader()))
                    .as("%d bytes", length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void readsTheLogInfoOfRealBmcs() {
        var hpe = read(new GetSelInfo(), "510300a64794446d38000000000f");
        assertThat(hpe.entries()).isEqualTo(3);
        assertThat(hpe.freeBytes()).isEqualTo(0x47A6);
        assertThat(hpe.lastAdded()).isEqualTo(0x386D4494L);
        assertThat(hpe.lastErased()).isZero();
        assertThat(hpe.overflow()).isFalse();
        var openBmc = read(new GetSelInfo(), "510000ffffffffffffffffffff0a");
        assertThat(openBmc.lastAdded()).isEqualTo(0xFFFFFFFFL);
        assertThat(read(new GetSelInfo(), "510300a64794446d38000000008f").overflow()).isTrue();
    }

    @Test
    void readsTheRepositoryInfoOfARealBmc() {
        var info = read(new GetSdrRepositoryInfo(), "511a00f039ffffffff0000000027");
        assertThat(info.recordCount()).isEqualTo(26);
        assertThat(info.lastAdded()).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void keepsBit7OfTheSecondStateByteOutOfTheStates() {
        var reading = read(new GetSensorReading(0, 1), "00c00580");
        assertThat(reading.states()).isEqualTo(5);
        assertThat(reading.stateBytes()).isEqualTo(2);
        assertThat(reading.scanning()).isTrue();
        assertThat(reading.unavailable()).isFalse();
        assertThat(read(new GetSensorReading(0, 1), "00a0").unavailable()).isTrue();
        assertThat(read(new GetSensorReading(0, 1), "00a0").scanning()).isFalse();
    }

    @Test
    void readsThresholdsInTheOrderOfTheCommand() {
        assertThat(read(new GetSensorThresholds(0, 1), "ff010203040506"))
                .isEqualTo(new GetSensorThresholds.Response(0x3F, 1, 2, 3, 4, 5, 6));
    }

    private static <R> R read(IpmiCommand<R> command, String hex) {
        return command.readResponse(Bytes.fromHex(hex).reader());
    }
}
