package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Sensor;
import dev.sideband.simulator.model.Sensor.Entity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

class SdrRecordsTest {
    private static final Blueprint DELL = Blueprint.all().getFirst();

    static List<Blueprint> blueprints() {
        return Blueprint.all();
    }

    @Test
    void writesAFullRecord() {
        assertThat(SdrRecords.of(0x0102, sensor("CPU1 Temp")))
                .isEqualTo(
                        Bytes.fromHex(
                                "02015101"
                                        + "34"
                                        // owner 20h, LUN 0, number 3; processor 1
                                        + "200003"
                                        + "0301"
                                        // initialization, capabilities, temperature, threshold
                                        + "7f54"
                                        + "0101"
                                        // UNC, UCR and UNR going high, asserted and deasserted
                                        + "800a"
                                        + "807a"
                                        + "3800"
                                        // unsigned, degrees Celsius, linear
                                        + "00010000"
                                        // M 1, B -128, input, exponents 0
                                        + "0100"
                                        + "80c0"
                                        + "0100"
                                        // no nominal values, 255 to 0
                                        + "0000"
                                        + "0000"
                                        + "ff00"
                                        // UNR 103, UCR 92, UNC 85 degrees; none below
                                        + "e7dcd5"
                                        + "000000"
                                        + "0202"
                                        + "000000"
                                        + "c9"
                                        + "435055312054656d70"));
    }

    @Test
    void writesASharedCompactRecord() {
        assertThat(SdrRecords.of(0x0007, sensor("Drive")))
                .isEqualTo(
                        Bytes.fromHex(
                                "07005102"
                                        + "20"
                                        + "2000b0"
                                        + "0401"
                                        + "7f40"
                                        + "0d6f"
                                        + "0300"
                                        + "0300"
                                        + "0300"
                                        + "c00000"
                                        // eight sensors, their entities count up as well
                                        + "0880"
                                        + "0000"
                                        + "00000000"
                                        + "c5"
                                        + "4472697665"));
    }

    @Test
    void writesLocatorsAndEventOnlyRecords() {
        assertThat(SdrRecords.fruLocator(9, 2, new Entity(0x0A, 2), "PSU2").toHex())
                .isEqualTo(
                        "09005111" + "0f" + "200280" + "0000" + "1000" + "0a0200" + "c450535532");
        assertThat(SdrRecords.controllerLocator(1, 0x8F, "BMC").toHex())
                .isEqualTo("01005112" + "0e" + "2000008f000000" + "060100" + "c3424d43");
        assertThat(SdrRecords.eventOnly(3, 0xFE, 0x1D, "Boot").toHex())
                .isEqualTo(
                        "03005103"
                                + "10"
                                + "0100fe"
                                + "1301"
                                + "1d6f"
                                + "0100"
                                + "0000"
                                + "c4426f6f74");
    }

    @ParameterizedTest
    @MethodSource("blueprints")
    void theChainLeadsThroughAllRecordsOnce(Blueprint blueprint) {
        SdrRepository repository = SdrRepository.of(blueprint);
        var ids = new ArrayList<Integer>();
        int id = 0;
        while (id != 0xFFFF) {
            Bytes entry = repository.find(id).orElseThrow();
            assertThat(entry.u8(4)).isEqualTo(entry.length() - 5);
            ids.add(entry.u8(0) | (entry.u8(1) << 8));
            id = repository.idAfter(entry);
        }
        assertThat(ids).hasSize(repository.size()).isSorted().doesNotHaveDuplicates();
        assertThat(repository.find(0xFFFF)).isEqualTo(repository.find(ids.getLast()));
        assertThat(repository.find(ids.getLast() + 1)).isEmpty();
    }

    private static Sensor sensor(String name) {
        return DELL.sensors().stream()
                .filter(one -> one.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
