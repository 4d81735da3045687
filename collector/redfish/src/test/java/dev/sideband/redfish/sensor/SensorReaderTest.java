package dev.sideband.redfish.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.Source;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class SensorReaderTest {
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final String CHASSIS = "/redfish/v1/Chassis/1";
    private static final String BOTH =
            """
            {"Thermal":{"@odata.id":"/t"},"Power":{"@odata.id":"/p"}}\
            """;
    private static final String NEW =
            """
            {"Sensors":{"@odata.id":"/redfish/v1/Chassis/1/Sensors"}}\
            """;
    private static final String SENSORS =
            """
            {"Members":[{"@odata.id":"/redfish/v1/Chassis/1/Sensors/a"},
                        {"@odata.id":"/redfish/v1/Chassis/1/Sensors/b"}]}\
            """;
    private static final String THERMAL =
            """
            {"Temperatures":[{"Name":"Inlet","ReadingCelsius":21,"UpperThresholdCritical":40}]}\
            """;

    private final SteppingClock clock = new SteppingClock();

    @Test
    void takesTwoRequestsOfAMachineWithThermalAndPower() throws Exception {
        var bmc =
                ScriptedBmc.with("", BOTH)
                        .put("/t", THERMAL)
                        .put("/p", "{\"PowerControl\":[{\"PowerConsumedWatts\":300}]}");
        var reader = new SensorReader(bmc, clock);
        reader.read(BUDGET);
        bmc.asked();
        clock.advance(Duration.ofSeconds(30));
        RedfishReadings second = reader.read(BUDGET);

        assertThat(bmc.asked()).containsExactly("/t", "/p");
        assertThat(second.readings())
                .extracting(reading -> reading.sensor().id())
                .containsExactly("1.temperature.inlet", "1.system.power");
        assertThat(second.readings().getFirst().status()).isEqualTo(ThresholdStatus.OK);
    }

    @Test
    void goesOnWithItsPlanWhereOneRequestWasNotAnswered() throws Exception {
        var bmc = ScriptedBmc.with("", BOTH).put("/t", THERMAL);
        bmc.fail("/p", new RedfishException.NoAnswer("too slow"));
        var reader = new SensorReader(bmc, clock);
        assertThatThrownBy(() -> reader.read(BUDGET)).hasMessage("too slow");
        assertThat(bmc.asked())
                .containsExactly("/redfish/v1/", "/c", CHASSIS, "/m", "/m/1", "/t", "/p");

        clock.advance(Duration.ofSeconds(30));
        bmc.heal("/p").put("/p", "{\"PowerControl\":[{\"PowerConsumedWatts\":300}]}");
        reader.read(BUDGET);

        assertThat(bmc.asked())
                .as("the manager is asked for its clock besides, and then all for readings")
                .containsExactly("/p", "/m/1", "/t", "/p");
    }

    @Test
    void plansAnewWhatItSawLongAgo() throws Exception {
        var bmc = ScriptedBmc.with("", BOTH).put("/t", THERMAL);
        bmc.fail("/p", new RedfishException.NoAnswer("too slow"));
        var reader = new SensorReader(bmc, clock);
        assertThatThrownBy(() -> reader.read(BUDGET)).hasMessage("too slow");
        bmc.asked();

        clock.advance(Duration.ofHours(1));
        bmc.heal("/p");
        reader.read(BUDGET);

        assertThat(bmc.asked()).startsWith("/redfish/v1/", "/c", CHASSIS);
    }

    @Test
    void expandsWhereThatIsClaimedAndSeenToWork() throws Exception {
        String query = CHASSIS + "/Sensors?$expand=.($levels=1)";
        var bmc =
                ScriptedBmc.with(claim(), NEW)
                        .put(CHASSIS + "/Sensors", SENSORS)
                        .put(
                                query,
                                """
                                {"Members":[{"@odata.id":"/redfish/v1/Chassis/1/Sensors/a","Id":"a","Name":"A",
                                  "Reading":12.1,"ReadingUnits":"V"}]}\
                                """);
        var reader = new SensorReader(bmc, clock);
        assertThat(reader.read().readings()).hasSize(1);
        assertThat(reader.plan().sources())
                .extracting(Source::kind)
                .containsExactly(Source.Kind.SENSORS);
    }

    @Test
    void readsEachByItselfWhereExpandIsOnlyClaimed() throws Exception {
        var bmc =
                ScriptedBmc.with(claim(), NEW)
                        .put(CHASSIS + "/Sensors", SENSORS)
                        .put(CHASSIS + "/Sensors?$expand=.($levels=1)", SENSORS)
                        .put(CHASSIS + "/Sensors/a", sensor("A"))
                        .put(CHASSIS + "/Sensors/b", sensor("A"));
        var found = new SensorReader(bmc, clock).read();
        assertThat(found.readings())
                .as("two Sensors of one name are two")
                .extracting(reading -> reading.sensor().id())
                .containsExactly("1.voltage.a", "1.voltage.a.b");
    }

    @Test
    void readsAllPagesOfExpandedSensors() throws Exception {
        String query = CHASSIS + "/Sensors?$expand=.($levels=1)";
        String page =
                """
                {"Members":[{"@odata.id":"/redfish/v1/Chassis/1/Sensors/%1$s","Name":"%1$s","Reading":12.1,
                  "ReadingUnits":"V"}]%2$s}\
                """;
        String next = query + "&$skip=1";
        var bmc =
                ScriptedBmc.with(claim(), NEW)
                        .put(CHASSIS + "/Sensors", SENSORS)
                        .put(
                                query,
                                page.formatted("a", ",\"Members@odata.nextLink\":\"" + next + "\""))
                        .put(next, page.formatted("b", ""));
        assertThat(new SensorReader(bmc, clock).read().readings())
                .extracting(reading -> reading.sensor().id())
                .containsExactly("1.voltage.a", "1.voltage.b");
    }

    @Test
    void readsTheOtherSensorsWhereOneMemberIsNoLink() throws Exception {
        var bmc =
                ScriptedBmc.with("", NEW)
                        .put(
                                CHASSIS + "/Sensors",
                                SENSORS.replace("[", "[null,7,{\"@odata.id\":7},"))
                        .put(CHASSIS + "/Sensors/a", sensor("A"))
                        .put(CHASSIS + "/Sensors/b", sensor("B"));
        assertThat(new SensorReader(bmc, clock).read().readings())
                .filteredOn(reading -> reading.value() != null)
                .extracting(reading -> reading.sensor().id())
                .containsExactly("1.voltage.a", "1.voltage.b");
    }

    @Test
    void whatIsAbsentInOneDocumentIsNotThereInAnother() throws Exception {
        var bmc =
                ScriptedBmc.with(
                                "",
                                """
                                {"Thermal":{"@odata.id":"/t"},"Sensors":{"@odata.id":"/redfish/v1/Chassis/1/Sensors"}}\
                                """)
                        .put(
                                "/t",
                                """
                                {"Temperatures":[{"Name":"A","ReadingCelsius":0,"Status":{"State":"Absent"}}]}\
                                """)
                        .put(CHASSIS + "/Sensors", SENSORS)
                        .put(
                                CHASSIS + "/Sensors/a",
                                "{\"Name\":\"A\",\"Reading\":0,\"ReadingUnits\":\"Cel\"}");
        assertThat(new SensorReader(bmc, clock).read().readings())
                .extracting(RedfishReading::quality)
                .containsExactly(Quality.ABSENT);
    }

    private static String claim() {
        return ",\"ProtocolFeaturesSupported\":{\"ExpandQuery\":{\"NoLinks\":true}}";
    }

    private static String sensor(String name) {
        return "{\"Name\":\"%s\",\"Reading\":12.1,\"ReadingUnits\":\"V\"}".formatted(name);
    }

    @Test
    void asksLessAndLessForWhatIsNotThere() throws Exception {
        var bmc =
                ScriptedBmc.with("", BOTH)
                        .put("/t", THERMAL)
                        .put("/p", "{\"PowerControl\":[{\"PowerConsumedWatts\":300}]}");
        var reader = new SensorReader(bmc, clock);
        reader.read();
        bmc.fail("/p", new RedfishException.NotFound("/p is gone"));
        clock.advance(Duration.ofSeconds(30));
        RedfishReadings gone = reader.read(BUDGET);
        assertThat(gone.problems()).hasSize(1);
        assertThat(gone.readings()).anyMatch(reading -> reading.quality() == Quality.STALE);
        bmc.asked();
        clock.advance(Duration.ofSeconds(30));
        reader.read(BUDGET);
        assertThat(bmc.asked()).containsExactly("/t");
        clock.advance(Duration.ofMinutes(11));
        reader.read(BUDGET);
        assertThat(bmc.asked()).contains("/p");
    }

    @Test
    void listsWhatMayNotBeReadAndReadsTheRest() throws Exception {
        var bmc =
                ScriptedBmc.with("", BOTH)
                        .put("/t", THERMAL)
                        .fail("/p", new RedfishException.Denied("/p needs a licence"));
        var reader = new SensorReader(bmc, clock);
        assertThat(reader.read().readings()).hasSize(1);
        assertThat(reader.denied()).containsExactly("/p");
    }

    @Test
    void plansAnewAfterTheFirmwareChanged() throws Exception {
        var bmc = ScriptedBmc.with("", BOTH).put("/t", THERMAL);
        var reader = new SensorReader(bmc, clock);
        reader.read();
        assertThat(reader.manager())
                .isEqualTo(new ManagerState(Optional.of("1"), Optional.empty(), 60_000L));
        bmc.put("/m/1", "{\"FirmwareVersion\":\"2\"}")
                .put("/p", "{\"PowerControl\":[{\"PowerConsumedWatts\":300}]}");
        clock.advance(Duration.ofMinutes(6));
        assertThat(reader.read(BUDGET).readings()).hasSize(2);
    }

    @Test
    void failsWhereNothingCanBeRead() {
        var bmc = ScriptedBmc.with("", BOTH);
        bmc.fail("/redfish/v1/", new RedfishException.NoAnswer("silent"));
        assertThatThrownBy(() -> new SensorReader(bmc, clock).read())
                .isInstanceOf(RedfishException.NoAnswer.class);
    }

    @Test
    void anAbsentSensorHasNoValueAndZeroThresholdsAreNone() throws Exception {
        var bmc =
                ScriptedBmc.with("", BOTH)
                        .put(
                                "/t",
                                """
                                {"Temperatures":[
                                  {"Name":"A","ReadingCelsius":0,"Status":{"State":"Absent"}},
                                  {"Name":"B","ReadingCelsius":30,"UpperThresholdCritical":0,"LowerThresholdCritical":0},
                                  {"Name":"C","ReadingCelsius":"N/A","UpperThresholdCritical":{}},
                                  {"Name":"CPU1 DTS","ReadingCelsius":-47},
                                  {"Name":"D","ReadingCelsius":255}]}\
                                """);
        var readings = new SensorReader(bmc, clock).read().readings();
        assertThat(readings)
                .extracting(RedfishReading::quality)
                .containsExactly(
                        Quality.ABSENT,
                        Quality.GOOD,
                        Quality.UNAVAILABLE,
                        Quality.GOOD,
                        Quality.IMPLAUSIBLE);
        assertThat(readings.getFirst().value()).isNull();
        assertThat(readings)
                .allMatch(reading -> reading.sensor().thresholds().equals(Thresholds.NONE));
    }
}
