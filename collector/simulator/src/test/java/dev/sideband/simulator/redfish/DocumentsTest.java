package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.TrueReading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each make shows of the machine, and in which of its ways. */
class DocumentsTest {
    @ParameterizedTest
    @CsvSource({
        "dell, /redfish/v1/Chassis/System.Embedded.1",
        "lenovo, /redfish/v1/Chassis/1",
        "huawei, /redfish/v1/Chassis/1",
        "supermicro, /redfish/v1/Chassis/1"
    })
    void temperaturesAndFansAreThoseOfTheSensorsOfTheSameNumber(String make, String chassis) {
        var caller = new Caller(make);
        Map<Integer, Double> truth = truth(caller);
        JsonNode thermal = caller.get(chassis + "/Thermal");

        int compared = 0;
        for (JsonNode item : thermal.path("Temperatures")) {
            assertThat(item.path("ReadingCelsius").asDouble())
                    .isEqualTo(truth.get(item.path("SensorNumber").asInt()));
            compared++;
        }
        for (JsonNode item : thermal.path("Fans")) {
            assertThat(item.path("ReadingUnits").asText()).isEqualTo("RPM");
            assertThat(item.path("Reading").asDouble())
                    .isEqualTo(truth.get(item.path("SensorNumber").asInt()));
            compared++;
        }
        assertThat(compared).isGreaterThan(15);
    }

    private static Map<Integer, Double> truth(Caller caller) {
        Map<Integer, Double> values = new HashMap<>();
        for (TrueReading one : caller.server().truth(caller.now())) {
            one.value().ifPresent(value -> values.put(one.number(), value));
        }
        return values;
    }

    @Test
    void openBmcHasEverySensorAsAResourceAndNoThermal() {
        var caller = new Caller("openbmc");
        JsonNode chassis = caller.get("/redfish/v1/Chassis/chassis");
        JsonNode sensors = caller.get("/redfish/v1/Chassis/chassis/Sensors?$expand=.($levels=1)");

        assertThat(chassis.has("Thermal")).isFalse();
        assertThat(chassis.has("Power")).isFalse();
        assertThat(sensors.path("Members"))
                .hasSize(truth(caller).size())
                .allMatch(sensor -> sensor.has("Reading") && sensor.has("ReadingUnits"));
    }

    @Test
    void withoutExpandACollectionHoldsLinks() {
        assertThat(new Caller("openbmc").get("/redfish/v1/Chassis/chassis/Sensors").path("Members"))
                .allMatch(member -> member.size() == 1 && member.has("@odata.id"));
    }

    @Test
    void hpeCountsFansInPercentAndListsEmptyPlaces() {
        JsonNode thermal = new Caller("hpe").get("/redfish/v1/Chassis/1/Thermal/");

        assertThat(thermal.path("Fans"))
                .hasSize(6)
                .allMatch(fan -> fan.path("ReadingUnits").asText().equals("Percent"))
                .allMatch(fan -> fan.path("Reading").asInt() <= 100);
        assertThat(thermal.path("Temperatures"))
                .anyMatch(item ->
                        item.path("Status").path("State").asText().equals("Absent")
                                && item.path("ReadingCelsius").asInt() == 0
                                && !item.path("Status").has("Health"));
    }

    @Test
    void hpeTakesPathsInAnyLetters() {
        var caller = new Caller("hpe");

        assertThat(caller.get("/redfish/v1/systems/1/PROCESSORS/1/"))
                .isEqualTo(caller.get("/redfish/v1/Systems/1/Processors/1"));
    }

    @Test
    void otherMakesTakePathsAsTheyAre() {
        assertThat(new Caller("dell").ask("GET", "/redfish/v1/chassis", "").status())
                .isEqualTo(404);
    }

    @Test
    void dellHasRailsThatAreGoodAndNothingMore() {
        JsonNode power = new Caller("dell").get("/redfish/v1/Chassis/System.Embedded.1/Power");

        assertThat(power.path("Voltages"))
                .filteredOn(rail -> rail.path("ReadingVolts").isNull())
                .hasSize(5)
                .allMatch(rail -> rail.path("Status").path("State").asText().equals("Enabled"));
    }

    @Test
    void lenovoPutsRevolutionsWhereThePercentageBelongs() {
        JsonNode fans =
                new Caller("lenovo").get("/redfish/v1/Chassis/1/ThermalSubsystem/Fans?$expand=*");

        assertThat(fans.path("Members"))
                .hasSize(6)
                .allMatch(fan ->
                        fan.path("SpeedPercent")
                                        .path("Reading")
                                        .equals(fan.path("SpeedPercent").path("SpeedRPM"))
                                && fan.path("SpeedPercent").path("SpeedRPM").asInt() > 1000);
    }

    @Test
    void huaweiHasAllSensorsInOneDocument() {
        var caller = new Caller("huawei");
        Map<Integer, Double> truth = truth(caller);
        JsonNode sensors = caller.get("/redfish/v1/Chassis/1/ThresholdSensors").path("Sensors");

        assertThat(sensors).hasSize(truth.size());
        for (JsonNode sensor : sensors) {
            assertThat(sensor.path("ReadingValue").asDouble())
                    .isCloseTo(
                            truth.get(sensor.path("SensorNumber").asInt()),
                            org.assertj.core.data.Offset.offset(0.001));
        }
        assertThat(caller.get("/redfish/v1/Chassis/1/DiscreteSensors").path("Sensors"))
                .isNotEmpty();
    }

    @Test
    void whatIsWrongWithTheMachineIsWrongInTheDocuments() {
        var caller = new Caller("dell");
        caller.server().schedule(caller.now(), new FanFailure(2), true);
        caller.server().schedule(caller.now(), new PsuInputLoss(1), true);
        caller.pass(Duration.ofMinutes(1));

        JsonNode fan =
                caller.get("/redfish/v1/Chassis/System.Embedded.1/Thermal").path("Fans").path(2);
        JsonNode supply =
                caller.get("/redfish/v1/Chassis/System.Embedded.1/Power")
                        .path("PowerSupplies")
                        .path(1);

        assertThat(fan.path("Reading").asInt()).isZero();
        assertThat(fan.path("Status").path("Health").asText()).isEqualTo("Critical");
        assertThat(supply.path("LineInputVoltage").asInt()).isZero();
        assertThat(supply.path("Status").path("Health").asText()).isEqualTo("Critical");
        assertThat(
                        caller.get("/redfish/v1/Systems/System.Embedded.1")
                                .path("Status")
                                .path("HealthRollup")
                                .asText())
                .isEqualTo("Critical");
    }

    @Test
    void aHostThatIsSwitchedOffHasNothingToMeasureAndSaysSoInItsLog() {
        var caller = new Caller("lenovo");
        int events = entries(caller).size();
        Answer answer =
                caller.ask(
                        "POST",
                        "/redfish/v1/Systems/1/Actions/ComputerSystem.Reset",
                        "{\"ResetType\": \"ForceOff\"}");
        caller.pass(Duration.ofSeconds(20));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(caller.get("/redfish/v1/Systems/1").path("PowerState").asText())
                .isEqualTo("Off");
        assertThat(caller.get("/redfish/v1/Chassis/1/Thermal").path("Fans"))
                .allMatch(fan ->
                        fan.path("Reading").isNull()
                                && fan.path("Status").path("State").asText().equals("Disabled"));
        assertThat(entries(caller)).hasSizeGreaterThan(events);
        assertThat(entries(caller))
                .noneMatch(entry -> entry.path("Message").asText().contains("Tach"));
        assertThat(caller.server().machine(caller.now(), Physics::totalInputWatts)).isLessThan(60);
    }

    @Test
    void aGracefulShutdownTakesAFewSecondsAndOnStartsAgain() {
        var caller = new Caller("dell");
        String reset = "/redfish/v1/Systems/System.Embedded.1/Actions/ComputerSystem.Reset";
        caller.ask("POST", reset, "{\"ResetType\": \"GracefulShutdown\"}");
        assertThat(power(caller)).isEqualTo("On");
        caller.pass(Duration.ofSeconds(10));
        assertThat(power(caller)).isEqualTo("Off");

        assertThat(caller.ask("POST", reset, "{\"ResetType\": \"ForceOff\"}").status())
                .isEqualTo(409);
        assertThat(caller.ask("POST", reset, "{\"ResetType\": \"On\"}").status()).isEqualTo(204);
        caller.pass(Duration.ofSeconds(2));
        assertThat(power(caller)).isEqualTo("On");
        assertThat(caller.ask("POST", reset, "{\"ResetType\": \"Sideways\"}").status())
                .isEqualTo(400);
    }

    private static String power(Caller caller) {
        return caller.get("/redfish/v1/Systems/System.Embedded.1").path("PowerState").asText();
    }

    private static List<JsonNode> entries(Caller caller) {
        return EveryDialectTest.list(
                caller.get("/redfish/v1/Systems/1/LogServices/PlatformLog/Entries")
                        .path("Members"));
    }

    @Test
    void anOverrideForOneTimeIsOverAfterTheNextStart() {
        var caller = new Caller("supermicro");
        String system = "/redfish/v1/Systems/1";
        Answer changed =
                caller.ask(
                        "PATCH",
                        system,
                        "{\"Boot\": {\"BootSourceOverrideEnabled\": \"Once\","
                                + " \"BootSourceOverrideTarget\": \"Pxe\"},"
                                + " \"IndicatorLED\": \"Lit\"}");
        JsonNode boot = caller.get(system).path("Boot");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(boot.path("BootSourceOverrideTarget").asText()).isEqualTo("Pxe");
        assertThat(caller.get("/redfish/v1/Chassis/1").path("IndicatorLED").asText())
                .isEqualTo("Blinking");

        caller.ask(
                "POST",
                system + "/Actions/ComputerSystem.Reset",
                "{\"ResetType\": \"ForceRestart\"}");
        assertThat(caller.get(system).path("Boot").path("BootSourceOverrideTarget").asText())
                .isEqualTo("None");
        assertThat(
                        caller.ask(
                                        "PATCH",
                                        system,
                                        "{\"Boot\": {\"BootSourceOverrideTarget\": \"Tape\"}}")
                                .status())
                .isEqualTo(400);
    }
}
