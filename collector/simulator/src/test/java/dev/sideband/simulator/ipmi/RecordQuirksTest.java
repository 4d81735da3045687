package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.sdr.Entity;
import dev.sideband.ipmi.sel.SelEvent;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.sel.SelReader;
import dev.sideband.ipmi.sel.SelRecord;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.Readability;
import dev.sideband.ipmi.sensor.SensorKind;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.simulator.model.TrueReading;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Records that say what is not so, and what our client makes of their sensors. */
class RecordQuirksTest {
    private static final int PROCESSOR = 0x03;
    private static final int PROCESSOR_OF_DCMI = 0x41;

    @Test
    void givesNoValueToStates() throws Exception {
        QuirkyBmc.with(RecordQuirk.DISCRETE_WITH_FORMAT).assertReadsTheTruth();
    }

    @Test
    void takesAnAnalogSensorOfADiscreteTypeForStates() throws Exception {
        var bmc = QuirkyBmc.with(RecordQuirk.ANALOG_WITH_DISCRETE_TYPE);

        assertThat(bmc.readSensors())
                .hasSameSizeAs(bmc.truth())
                .allSatisfy(one -> {
                    assertThat(one.sensor().kind()).isEqualTo(SensorKind.DISCRETE);
                    assertThat(one.quality()).isEqualTo(Quality.GOOD);
                    assertThat(one.value()).isEmpty();
                });
    }

    @Test
    void readsValuesOfAnHpWhoseAnalogSensorsCallThemselvesDiscrete() throws Exception {
        var bmc = QuirkyBmc.called(11, 0x2000, 2, RecordQuirk.ANALOG_WITH_DISCRETE_TYPE);
        List<SensorObservation> read = bmc.readSensors();

        for (int i = 0; i < read.size(); i++) {
            TrueReading truth = bmc.truth().get(i);
            if (truth.value().isPresent() && read.get(i).sensor().unit() != null) {
                assertThat(read.get(i).number()).isCloseTo(truth.value().get(), within(1e-6));
            }
        }
        assertThat(read).filteredOn(one -> one.value().isPresent()).hasSizeGreaterThan(30);
    }

    @Test
    void asksTheBmcForSensorsOfAnOwnerThatIsNotThere() throws Exception {
        QuirkyBmc.called(10368, 0x0200, 3, RecordQuirk.WRONG_OWNER).assertReadsTheTruth();
    }

    @Test
    void findsNobodyBehindAnOwnerThatIsNotThere() throws Exception {
        assertThat(QuirkyBmc.with(RecordQuirk.WRONG_OWNER).readSensors())
                .allSatisfy(one -> assertThat(one.quality()).isNotEqualTo(Quality.GOOD));
    }

    @Test
    void readsValuesWithoutAUnit() throws Exception {
        var bmc = QuirkyBmc.with(RecordQuirk.UNIT_UNSPECIFIED);
        List<SensorObservation> read = bmc.readSensors();

        bmc.assertTrue(read);
        assertThat(read)
                .filteredOn(one -> one.value().isPresent())
                .extracting(one -> one.sensor().unit())
                .allMatch(unit -> unit == null || unit.equals("%") || unit.equals("1"));
    }

    @Test
    void keepsTheBmcsStatusWhereThresholdsAreUpsideDown() throws Exception {
        QuirkyBmc.with(RecordQuirk.THRESHOLDS_UPSIDE_DOWN).assertReadsTheTruth();
    }

    @Test
    void readsSensorsWhoseMasksAreEmpty() throws Exception {
        QuirkyBmc.with(RecordQuirk.NO_READABLE_THRESHOLDS).assertReadsTheTruth();
    }

    @Test
    void doesNotPollSoftware() throws Exception {
        try (IpmiSession session = QuirkyBmc.with(RecordQuirk.OWNED_BY_SOFTWARE).login()) {
            assertThat(QuirkyBmc.sensors(session))
                    .isNotEmpty()
                    .filteredOn(one -> one.readability() != Readability.EVENT_ONLY)
                    .extracting(IpmiSensor::readability)
                    .containsOnly(Readability.SOFTWARE);
        }
    }

    @Test
    void sendsToTheUnitThatHasTheSensor() throws Exception {
        var bmc = QuirkyBmc.with(RecordQuirk.OTHER_LUN);
        List<SensorObservation> read = bmc.readSensors();

        bmc.assertTrue(read);
        assertThat(read).extracting(one -> one.sensor().key().lun()).containsOnly(1);
    }

    @Test
    void findsAnEventOnlySensorAbsentWhereItsRecordSaysThatItCanBeRead() throws Exception {
        var bmc = QuirkyBmc.with(RecordQuirk.EVENT_ONLY_AS_COMPACT);
        List<SensorObservation> read = bmc.readSensors();

        assertThat(read).hasSize(bmc.truth().size() + 1);
        assertThat(read)
                .filteredOn(one -> one.quality() != Quality.GOOD)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.sensor().name()).isEqualTo("System Boot");
                    assertThat(one.quality()).isEqualTo(Quality.ABSENT);
                });
    }

    @Test
    void readsEventsOfSensorsThatHaveNoRecord() throws Exception {
        var bmc = QuirkyBmc.with(RecordQuirk.SENSORS_WITHOUT_RECORD);
        try (IpmiSession session = bmc.login()) {
            List<SelRecord> records = new SelReader(session).read(SelPosition.START, 100).records();

            assertThat(records)
                    .isNotEmpty()
                    .allSatisfy(record -> {
                        SelEvent event = SelEvent.describe(record, Map.of());
                        assertThat(event.event()).isNotBlank();
                        assertThat(event.sensor()).isNotNull();
                    });
        }
    }

    @Test
    void readsNamesThatAreCalledUnicode() throws Exception {
        assertNamesAreRight(QuirkyBmc.with(RecordQuirk.NAMES_CALLED_UNICODE));
    }

    @Test
    void hasNoControlBytesInNames() throws Exception {
        assertThat(QuirkyBmc.with(RecordQuirk.CONTROL_BYTES_IN_NAMES).readSensors())
                .extracting(one -> one.sensor().name())
                .allMatch(name -> name.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void knowsTheProcessorByBothOfItsNumbers() throws Exception {
        var bmc = QuirkyBmc.with(RecordQuirk.PROCESSOR_BY_DCMI);
        List<SensorObservation> read = bmc.readSensors();

        bmc.assertTrue(read);
        assertThat(read)
                .extracting(one -> one.sensor().entity().id())
                .contains(PROCESSOR_OF_DCMI)
                .doesNotContain(PROCESSOR);
        assertThat(new Entity(PROCESSOR_OF_DCMI, 1, false).text())
                .isEqualToIgnoringCase(new Entity(PROCESSOR, 1, false).text());
    }

    private static void assertNamesAreRight(QuirkyBmc bmc) throws Exception {
        List<SensorObservation> read = bmc.readSensors();
        assertThat(read)
                .filteredOn(one -> one.value().isPresent())
                .extracting(one -> one.sensor().name())
                .isEqualTo(
                        bmc.truth().stream()
                                .filter(one -> one.value().isPresent())
                                .map(TrueReading::name)
                                .toList());
    }
}
