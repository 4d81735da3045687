package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.IntStream;

class TablesTest {
    @ParameterizedTest
    @CsvSource({
        "3, processor",
        "7, system board",
        "10, power supply",
        "29, fan or cooling device",
        "32, memory device",
        "55, air inlet",
        "64, air inlet",
        "65, processor",
        "66, baseboard",
        "67, reserved 43h",
        "144, chassis-specific 90h",
        "176, board-set specific B0h",
        "208, OEM D0h",
        "255, OEM FFh",
    })
    void namesEntities(int id, String text) {
        assertThat(Entity.of(id, 1).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, Temperature",
        "16, Event Logging Disabled",
        "27, Cable/Interconnect",
        "34, System ACPI Power State",
        "44, FRU State",
        "45, Reserved 2Dh",
        "192, OEM C0h",
    })
    void namesSensorTypes(int code, String text) {
        assertThat(SensorType.text(code)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0, 0, 0, 0, none",
                "0, 1, 0, 0, Cel",
                "0, 18, 0, 0, {rpm}",
                "0, 92, 0, 0, g",
                "0, 93, 0, 0, none",
                "0, 255, 0, 0, none",
                "1, 5, 0, 0, %",
                "0, 6, 1, 24, W/h",
                "0, 6, 2, 24, W.h",
                "0, 31, 0, 0, [cft_i]",
                "0, 17, 0, 0, [cft_i]/min",
                "0, 4, 1, 17, V/([cft_i]/min)",
                "0, 0, 1, 22, 1/s",
                "0, 19, 0, 0, Hz",
            })
    void writesUnitsInUcum(int percent, int base, int use, int modifier, String text) {
        assertThat(SensorUnits.of(percent | use << 1, base, modifier).ucum()).isEqualTo(text);
    }

    @Test
    void writesRates() {
        assertThat(SensorUnits.of(3 << 3, 7, 0).ucum()).isEqualTo("J/s");
        assertThat(SensorUnits.of(4 << 3, 31, 0).ucum()).isEqualTo("[cft_i]/min");
        assertThat(SensorUnits.of(3 << 3, 0, 0).ucum()).isEqualTo("1/s");
    }

    @Test
    void hasAStateForEveryOffsetOfEveryType() {
        IntStream.range(0, 128)
                .forEach(eventType ->
                        IntStream.range(0, 256)
                                .forEach(sensorType ->
                                        assertThat(EventStates.table(eventType, sensorType))
                                                .hasSize(16)));
    }

    /** How many offsets IPMI 2.0 revision 1.1 defines for each sensor type and each event type. */
    @ParameterizedTest
    @CsvSource({
        "6F, 05, 7", "6F, 06, 6", "6F, 07, 13", "6F, 08, 8", "6F, 09, 8", "6F, 0A, 0", "6F, 0B, 0",
        "6F, 0C, 11", "6F, 0D, 9", "6F, 0E, 0", "6F, 0F, 3", "6F, 10, 7", "6F, 11, 8", "6F, 12, 6",
        "6F, 13, 12", "6F, 14, 5", "6F, 15, 0", "6F, 16, 0", "6F, 17, 0", "6F, 18, 0", "6F, 19, 2",
        "6F, 1A, 0", "6F, 1B, 2", "6F, 1C, 0", "6F, 1D, 8", "6F, 1E, 5", "6F, 1F, 11", "6F, 20, 6",
        "6F, 21, 10", "6F, 22, 14", "6F, 23, 5", "6F, 24, 4", "6F, 25, 3", "6F, 26, 0", "6F, 27, 2",
        "6F, 28, 6", "6F, 29, 3", "6F, 2A, 4", "6F, 2B, 8", "6F, 2C, 8", "01, 01, 12", "02, 01, 3",
        "03, 01, 2", "04, 01, 2", "05, 01, 2", "06, 01, 2", "07, 01, 9", "08, 01, 2", "09, 01, 2",
        "0A, 01, 9", "0B, 01, 8", "0C, 01, 4",
    })
    void hasEveryOffsetOfTheSpecification(String eventType, String sensorType, int offsets) {
        int known =
                EventStates.knownOffsets(
                        Integer.parseInt(eventType, 16), Integer.parseInt(sensorType, 16));
        assertThat(Integer.bitCount(known)).isEqualTo(offsets);
    }

    @Test
    void callsWhatNoTableHasByItsNumber() {
        assertThat(EventStates.state(0x6F, 0x08, 9).text()).isEqualTo("Offset 09h");
        assertThat(EventStates.state(0x70, 0x08, 1).text()).isEqualTo("OEM offset 01h");
        assertThat(EventStates.state(0x6F, 0xC0, 0xD).text()).isEqualTo("OEM offset 0Dh");
    }

    @Test
    void whatIsOnlyAbsentOrDisabledIsNotBad() {
        assertThat(EventStates.state(0x08, 0x04, 0).asserted()).isEqualTo(Severity.INFO);
        assertThat(EventStates.state(0x09, 0x04, 0).asserted()).isEqualTo(Severity.INFO);
        assertThat(EventStates.state(0x6F, 0x25, 1).asserted()).isEqualTo(Severity.INFO);
        assertThat(EventStates.state(0x6F, 0x07, 8).asserted()).isEqualTo(Severity.INFO);
        assertThat(EventStates.state(0x6F, 0x10, 2).asserted()).isEqualTo(Severity.INFO);
    }

    @Test
    void whatIsOverIsGoodNews() {
        assertThat(EventStates.state(0x01, 0x01, 9).severity(true)).isEqualTo(Severity.CRITICAL);
        assertThat(EventStates.state(0x01, 0x01, 9).severity(false)).isEqualTo(Severity.OK);
    }
}
