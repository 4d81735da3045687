package dev.sideband.ipmi.dcmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class DcmiReaderTest {
    private static final String CAPABILITIES = "dc010502000100";
    private static final String POWER = "dc" + "6f015000f4016401" + "80c3c567" + "e8030000" + "40";

    /** System power in watts as a normal sensor, and the temperature of a processor. */
    private static final String WATTS =
            "0100510134200030"
                    + "1701"
                    + "7f680b010000000000000006000001000000000000000000"
                    + "00ff00000000000000000000000000c55761747473";

    private static final String CPU_TEMP =
            "010051013320000103017f680101007200723f3f80010000010000000000072859fc7f8064645f"
                    + "0000000202000000c84350552054656d70";

    private final ScriptedBmc bmc =
            new ScriptedBmc()
                    .on(0x2C, 0x01, CAPABILITIES)
                    .on(0x2C, 0x02, POWER)
                    .on(0x2C, 0x10, this::temperatures);
    private final DcmiReader reader = new DcmiReader(bmc);

    @Test
    void offersPowerAndTemperaturesAsSensors() throws Exception {
        reader.discover(List.of());
        assertThat(reader.sensors().stream().map(DcmiSensor::id))
                .containsExactly(
                        "dcmi.power",
                        "dcmi.temperature.40.1",
                        "dcmi.temperature.41.1",
                        "dcmi.temperature.41.2",
                        "dcmi.temperature.41.3");
        assertThat(reader.sensors().stream().map(DcmiSensor::name))
                .allSatisfy(name -> assertThat(name).startsWith("DCMI "));
        assertThat(reader.sensors().stream().map(DcmiSensor::unit).distinct())
                .containsExactly("W", "Cel");
    }

    @Test
    void readsThem() throws Exception {
        reader.discover(List.of());
        List<DcmiReading> readings = reader.read();
        assertThat(readings).allMatch(reading -> reading.quality() == Quality.GOOD);
        assertThat(readings.stream().map(reading -> reading.value().getAsDouble()))
                .containsExactly(367.0, -5.0, 40.0, 41.0, 42.0);
    }

    @Test
    void asksNothingThatASensorTells() throws Exception {
        reader.discover(sensors(WATTS, CPU_TEMP));
        assertThat(reader.sensors().stream().map(DcmiSensor::id))
                .containsExactly("dcmi.temperature.40.1");
        assertThat(bmc.sent).noneMatch(GetPowerReading.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0xD4, 0xCC, 0xFF})
    void aBmcWithoutDcmiIsAskedOnce(int code) throws Exception {
        bmc.on(
                0x2C,
                0x01,
                _ -> {
                    throw ScriptedBmc.refused(code);
                });
        reader.discover(List.of());
        assertThat(reader.read()).isEmpty();
        assertThat(reader.read()).isEmpty();
        assertThat(bmc.sent).hasSize(1);
    }

    @Test
    void powerAloneIsSomethingToo() throws Exception {
        bmc.on(
                0x2C,
                0x10,
                _ -> {
                    throw ScriptedBmc.refused(0xC1);
                });
        reader.discover(List.of());
        assertThat(reader.sensors()).containsExactly(DcmiSensor.POWER);
        assertThat(bmc.sent).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dc0000000000000000" + "00000000" + "e8030000" + "40",
                "dc6f015000f4016401" + "80c3c567" + "e8030000" + "00",
                "6f015000f401640180c3c567e803000040",
                "dc6f01",
            })
    void offersNoPowerThatIsNotMeasured(String answer) throws Exception {
        bmc.on(0x2C, 0x02, answer);
        reader.discover(List.of());
        assertThat(reader.sensors()).doesNotContain(DcmiSensor.POWER);
    }

    @ParameterizedTest
    @CsvSource({
        "dc6f015000f401640180c3c567e803000000, UNAVAILABLE",
        "6f01, DECODE_ERROR",
        "dc, DECODE_ERROR",
    })
    void aMeasurementThatStopsHasNoValue(String answer, Quality quality) throws Exception {
        reader.discover(List.of());
        bmc.on(0x2C, 0x02, answer);
        DcmiReading power = reader.read().getFirst();
        assertThat(power.quality()).isEqualTo(quality);
        assertThat(power.value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"203, ABSENT", "212, UNAVAILABLE", "192, UNAVAILABLE"})
    void aRefusalIsAQuality(int code, Quality quality) throws Exception {
        reader.discover(List.of());
        for (int command : List.of(0x02, 0x10)) {
            bmc.on(
                    0x2C,
                    command,
                    _ -> {
                        throw ScriptedBmc.refused(code);
                    });
        }
        assertThat(reader.read()).hasSize(5).allMatch(reading -> reading.quality() == quality);
    }

    @Test
    void silenceIsTheBmcsOwn() throws Exception {
        reader.discover(List.of());
        bmc.on(
                0x2C,
                0x02,
                _ -> {
                    throw new NoAnswer("scripted silence");
                });
        assertThatThrownBy(reader::read).isInstanceOf(NoAnswer.class);
    }

    @Test
    void rejectsEveryTruncatedAnswer() {
        for (int length = 0; length < POWER.length() / 2; length++) {
            Bytes cut = Bytes.fromHex(POWER.substring(0, length * 2));
            assertThatThrownBy(() -> new GetPowerReading().readResponse(cut.reader()))
                    .isInstanceOf(WireFormatException.class);
        }
    }

    /** Inlet 1 has -5; three processors, two at a time; no baseboard. */
    private byte[] temperatures(WireReader in) throws IpmiException {
        in.skip("group and type", 2);
        int entity = in.u8("entity");
        in.skip("instance", 1);
        int first = in.u8("first");
        String answer =
                switch (entity << 8 | first) {
                    case 0x4001 -> "dc01018501";
                    case 0x4101 -> "dc030228012902";
                    case 0x4103 -> "dc03012a03";
                    default -> throw ScriptedBmc.refused(0xCB);
                };
        return Bytes.fromHex(answer).toArray();
    }

    private static List<IpmiSensor> sensors(String... records) {
        return IpmiSensor.from(
                Arrays.stream(records).map(hex -> SdrRecord.decode(Bytes.fromHex(hex))).toList());
    }
}
