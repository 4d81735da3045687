package dev.sideband.redfish.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ReadingPlan;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.inventory.ServedTree;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Shapes of BMCs that were not recorded, as their makers and users describe them. */
class OtherModelsTest {
    private static final String CHASSIS = "/redfish/v1/Chassis/1";

    private final SteppingClock clock = new SteppingClock();
    private final ServedTree bmc =
            new ServedTree()
                    .with("/redfish/v1/", "{'Chassis':{'@odata.id':'/redfish/v1/Chassis'}}")
                    .with("/redfish/v1/Chassis", "{'Members':[{'@odata.id':'" + CHASSIS + "'}]}");

    private ServedTree chassis(String links) {
        return bmc.with(CHASSIS, "{'Id':'1'," + links + "}");
    }

    private static String link(String name) {
        return "'%s':{'@odata.id':'%s/%s'}".formatted(name, CHASSIS, name);
    }

    private List<String> read() throws Exception {
        return new SensorReader(bmc, clock)
                .read().readings().stream()
                        .map(each ->
                                each.sensor().id()
                                        + "="
                                        + each.value()
                                        + (each.quality() == Quality.GOOD
                                                ? ""
                                                : " " + each.quality()))
                        .toList();
    }

    @Test
    void takesFansFromTheSubsystemWhereThermalHasTemperaturesAlone() throws Exception {
        chassis(link("Thermal") + "," + link("ThermalSubsystem"))
                .with(
                        CHASSIS + "/Thermal",
                        "{'Temperatures':[{'Name':'Inlet','ReadingCelsius':20}]}")
                .with(CHASSIS + "/ThermalSubsystem", "{'Fans':{'@odata.id':'/f'}}")
                .with("/f", "{'Members':[{'@odata.id':'/f/1'}]}")
                .with("/f/1", "{'Name':'Fan 1','SpeedPercent':{'Reading':40,'SpeedRPM':8000}}");
        assertThat(read())
                .containsExactly(
                        "1.temperature.inlet=20.0",
                        "1.fan.fan-1.percent=40.0",
                        "1.fan.fan-1=8000.0");
    }

    @Test
    void takesSuppliesFromTheSubsystemWherePowerHasTheConsumptionAlone() throws Exception {
        chassis(link("Power") + "," + link("PowerSubsystem"))
                .with(CHASSIS + "/Power", "{'PowerControl':[{'PowerConsumedWatts':410}]}")
                .with(CHASSIS + "/PowerSubsystem", "{'PowerSupplies':{'@odata.id':'/s'}}")
                .with("/s", "{'Members':[{'@odata.id':'/s/1'},{'@odata.id':'/s/2'}]}")
                .with("/s/1", "{'Id':'1','Name':'Power Supply','Metrics':{'@odata.id':'/s/1/M'}}")
                .with("/s/2", "{'Id':'2','Name':'Power Supply','Metrics':{'@odata.id':'/s/2/M'}}")
                .with("/s/1/M", "{'InputPowerWatts':{'Reading':200}}")
                .with("/s/2/M", "{'InputPowerWatts':{'Reading':210}}");
        assertThat(read())
                .containsExactlyInAnyOrder(
                        "1.system.power=410.0",
                        "1.psu1.input-power=200.0",
                        "1.psu2.input-power=210.0",
                        "1.psu1.status=null",
                        "1.psu2.status=null");
    }

    @Test
    void keepsTheNumbersOfSuppliesWhereOneIsNull() throws Exception {
        chassis(link("Power"))
                .with(
                        CHASSIS + "/Power",
                        "{'PowerSupplies':[null,{'Name':'nil','PowerInputWatts':90}]}");
        assertThat(read()).containsExactly("1.psu2.status=null", "1.psu2.input-power=90.0");
    }

    @Test
    void pollsTheSensorsWhereThermalHasFansAlone() throws Exception {
        chassis(link("Thermal") + "," + link("Sensors"))
                .with(CHASSIS + "/Thermal", "{'Fans':[{'Name':'F','ReadingRPM':7000}]}")
                .with(
                        CHASSIS + "/Sensors",
                        """
                        {'Members':[{'@odata.id':'/x/temperature_cpu','Name':'cpu','Reading':40},
                          {'@odata.id':'/x/2','Name':'Exhaust Temp','Reading':30,'ReadingUnits':null}]}\
                        """);
        assertThat(read())
                .containsExactly(
                        "1.fan.f=7000.0",
                        "1.temperature.cpu=40.0",
                        "1.temperature.exhaust-temp=30.0");
        var reader = new SensorReader(bmc, clock);
        reader.read();
        clock.advance(Duration.ofSeconds(30));
        assertThat(reader.read(Duration.ofSeconds(5)).readings()).hasSize(3);
    }

    @Test
    void readsTheSummaryOfAThermalSubsystemWithoutSensors() throws Exception {
        chassis(link("ThermalSubsystem"))
                .with(CHASSIS + "/ThermalSubsystem", "{'ThermalMetrics':{'@odata.id':'/m'}}")
                .with(
                        "/m",
                        """
                        {'TemperatureReadingsCelsius':[],
                         'TemperatureSummaryCelsius':{'Intake':{'Reading':21},'Exhaust':{'Reading':35}}}\
                        """);
        assertThat(read())
                .containsExactly("1.temperature.intake=21.0", "1.temperature.exhaust=35.0");
    }

    @Test
    void findsAListOfSensorsByAnyMakersLink() throws Exception {
        chassis("'Oem':{'Public':{'ThresholdSensors':{'@odata.id':'/ts'}}}")
                .with(
                        "/ts",
                        """
                        {'Sensors':[{'Name':'Inlet Temp','Unit':'degrees C','ReadingValue':'23.000'},
                          {'Name':'FAN1 Speed','Unit':'RPM','ReadingValue':9000}]}\
                        """);
        assertThat(read())
                .containsExactly("1.temperature.inlet-temp=23.0", "1.fan.fan1-speed=9000.0");
    }

    @Test
    void readsAPowerShelfThatIsNoChassis() throws Exception {
        String shelf = "/redfish/v1/PowerEquipment/PowerShelves/1";
        bmc.with(
                        "/redfish/v1/",
                        "{'Chassis':{'@odata.id':'/redfish/v1/Chassis'},'PowerEquipment':{'@odata.id':'/pe'}}")
                .with("/pe", "{'PowerShelves':{'@odata.id':'/pe/s'}}")
                .with("/pe/s", "{'Members':[{'@odata.id':'" + shelf + "'}]}")
                .with(
                        shelf,
                        "{'Id':'1','Sensors':{'@odata.id':'%1$s/Sensors'},'PowerSupplies':{'@odata.id':'/ps'}}"
                                .formatted(shelf))
                .with(
                        shelf + "/Sensors",
                        "{'Members':[{'@odata.id':'%s/Sensors/In','Name':'In','Reading':9,'ReadingUnits':'A'}]}"
                                .formatted(shelf))
                .with("/ps", "{'Members':[{'@odata.id':'/ps/1'}]}")
                .with("/ps/1", "{'Id':'1','Name':'Rectifier'}");
        chassis("'Name':'c'");
        assertThat(read())
                .containsExactly(
                        "powershelves.1.current.in=9.0", "powershelves.1.psu1.status=null");
    }

    @Test
    void readsTheFansOfAMachineOnceThoughItsBoardsListThemToo() throws Exception {
        String board = "/redfish/v1/Chassis/2";
        bmc.with(
                "/redfish/v1/Chassis",
                "{'Members':[{'@odata.id':'%s'},{'@odata.id':'%s'}]}".formatted(board, CHASSIS));
        bmc.with(board, "{'Id':'2','EnvironmentMetrics':{'@odata.id':'/em'}}")
                .with(
                        "/em",
                        """
                        {'FanSpeedsPercent':[{'DataSourceUri':'%1$s/Sensors/FAN_1','DeviceName':'Fan #1','SpeedRPM':9000},
                          {'DataSourceUri':'%1$s/Sensors/FAN_9','DeviceName':'Fan #9','SpeedRPM':8000}]}\
                        """
                                .formatted(board));
        chassis(link("Sensors"))
                .with(
                        CHASSIS + "/Sensors",
                        """
                        {'Members':[{'@odata.id':'%s/Sensors/FAN_1','Name':'FAN 1','Reading':9100,'ReadingUnits':'RPM'}]}\
                        """
                                .formatted(CHASSIS));
        assertThat(read()).containsExactly("1.fan.fan-1=9100.0", "2.fan.fan-9=8000.0");
    }

    @Test
    void hasNoTemperatureOfWhatIsSwitchedOff() throws Exception {
        chassis(link("Thermal"))
                .with(
                        CHASSIS + "/Thermal",
                        """
                        {'Temperatures':[
                          {'Name':'CPU','ReadingCelsius':0,'Status':{'State':'StandbyOffline'}},
                          {'Name':'GPU','ReadingCelsius':0,'Status':{'State':'UnavailableOffline'}},
                          {'Name':'Inlet','ReadingCelsius':19,'Status':{'State':'StandbyOffline'}}]}\
                        """);
        assertThat(read())
                .containsExactly(
                        "1.temperature.cpu=null UNAVAILABLE",
                        "1.temperature.gpu=null UNAVAILABLE",
                        "1.temperature.inlet=19.0");
    }

    @Test
    void readsAChassisThatStandsInThePlaceOfTheCollection() throws Exception {
        bmc.with("/redfish/v1/", "{'Chassis':{'@odata.id':'" + CHASSIS + "'}}");
        chassis(link("Thermal"))
                .with(
                        CHASSIS + "/Thermal",
                        "{'Temperatures':[{'Name':'Inlet','ReadingCelsius':20}]}");
        assertThat(read()).containsExactly("1.temperature.inlet=20.0");
    }

    @Test
    void readsARootThatIsOnlyThereWithoutTheSlash() throws Exception {
        bmc.failing("/redfish/v1/", new RedfishException.NotFound("no slash"))
                .with("/redfish/v1", "{'Chassis':{'@odata.id':'/redfish/v1/Chassis'}}");
        chassis(link("Thermal"))
                .with(
                        CHASSIS + "/Thermal",
                        "{'Temperatures':[{'Name':'Inlet','ReadingCelsius':20}]}");
        assertThat(read()).containsExactly("1.temperature.inlet=20.0");
    }

    @Test
    void readsTheRestWhereOneResourceNeverAnswers() throws Exception {
        chassis(link("Thermal") + "," + link("Sensors"))
                .with(
                        CHASSIS + "/Thermal",
                        "{'Temperatures':[{'Name':'Inlet','ReadingCelsius':20}]}")
                .failing(CHASSIS + "/Sensors", new RedfishException.NoAnswer("silent"));
        var reader = new SensorReader(bmc, clock);
        assertThat(catchException(reader::read)).isInstanceOf(RedfishException.NoAnswer.class);
        assertThat(reader.read().readings()).hasSize(1);
        assertThat(reader.plan().isPartial()).isTrue();
    }

    @Test
    void looksAgainSoonForWhatDidNotAnswerAndKeepsWhatItHasMeanwhile() throws Exception {
        chassis(link("Thermal") + "," + link("Power"))
                .with(
                        CHASSIS + "/Thermal",
                        "{'Temperatures':[{'Name':'Inlet','ReadingCelsius':20}]}")
                .failing(CHASSIS + "/Power", new RedfishException.Malformed("cut off"));
        var reader = new SensorReader(bmc, clock);
        assertThat(reader.read().readings()).hasSize(1);
        bmc.with(CHASSIS + "/Power", "{'PowerControl':[{'PowerConsumedWatts':300}]}")
                .answering(CHASSIS + "/Power");
        clock.advance(Duration.ofMinutes(11));
        assertThat(reader.read().readings()).hasSize(2);
        ReadingPlan whole = reader.plan();
        bmc.failing(CHASSIS + "/Power", new RedfishException.Malformed("cut off"));
        clock.advance(Duration.ofDays(1));
        reader.read();
        assertThat(reader.plan()).isEqualTo(whole);
    }

    @Test
    void takesNoOtherMakersPublicPartForHuaweis() {
        assertThat(vendor("{'Oem':{'Public':{}},'Manufacturer':'New H3C Technologies'}"))
                .isEqualTo(Vendor.OTHER);
        assertThat(vendor("{'Oem':{'Public':{}},'Manufacturer':'Inspur'}"))
                .isEqualTo(Vendor.INSPUR);
        assertThat(vendor("{'Oem':{'Public':{}}}")).isEqualTo(Vendor.HUAWEI);
    }

    private static Vendor vendor(String system) {
        try {
            return Vendor.of(new ServedTree().with("/s", system).get("/s"));
        } catch (RedfishException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
