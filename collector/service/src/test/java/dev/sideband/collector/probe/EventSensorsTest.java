package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.avro.Event;
import dev.sideband.collector.Samples;
import dev.sideband.collector.publish.RecordMapper;
import dev.sideband.redfish.sensor.RedfishSensor;
import dev.sideband.redfish.sensor.SensorKind;
import dev.sideband.redfish.sensor.Thresholds;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class EventSensorsTest {
    private static final String THERMAL = "/redfish/v1/Chassis/1/Thermal#/Fans/0";

    private final ScriptedLogs bmc = new ScriptedLogs();
    private final RedfishLogs logs = new RedfishLogs("r1", bmc, () -> Samples.T0);

    private static RedfishSensor sensor(
            String id, String name, String resource, @Nullable Integer number) {
        return new RedfishSensor(
                id, name, SensorKind.FAN, "{rpm}", resource, null, null, number, Thresholds.NONE);
    }

    private @Nullable String sensorOf(ObjectNode entry) throws Exception {
        logs.knows(
                new EventSensors(
                        List.of(
                                sensor("1.fan.one", "Fan 1", THERMAL, 48),
                                sensor(
                                        "1.fan.two",
                                        "Fan 2",
                                        "/redfish/v1/Chassis/1/Sensors/f2",
                                        49),
                                sensor("1.fan.a", "Fan", "/redfish/v1/Chassis/1/Sensors/a", 7),
                                sensor("2.fan.a", "Fan", "/redfish/v1/Chassis/2/Sensors/a", 7)),
                        id -> id.equals("1.fan.two") ? "0x20/0/0x31" : id));
        LogDelta delta = logs.read(null, false);
        List<Event> events =
                RecordMapper.batch(
                                Samples.target("r1"),
                                null,
                                delta,
                                Objects.requireNonNull(delta.position()))
                        .events();
        assertThat(events).as(entry.toString()).hasSize(1);
        return events.getFirst().getSensor();
    }

    private ObjectNode entry() {
        return bmc.append("SEL", 1, "something happened");
    }

    @Test
    void isTheOneWhoseResourceTheEntryNames() throws Exception {
        ObjectNode entry = entry();
        entry.putObject("Links")
                .set(
                        "OriginOfCondition",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("@odata.id", "/redfish/v1/chassis/1/Thermal/#/Fans/0"));
        entry.put("SensorNumber", 49);
        assertThat(sensorOf(entry)).isEqualTo("1.fan.one");
    }

    @Test
    void isElseTheOnlyOneWithTheNumberAndByThePublishedId() throws Exception {
        assertThat(sensorOf(entry().put("SensorNumber", 49))).isEqualTo("0x20/0/0x31");
    }

    @Test
    void isNoneWhereSeveralHaveTheNumber() throws Exception {
        assertThat(sensorOf(entry().put("SensorNumber", 7))).isNull();
    }

    @Test
    void isNoneWhereTheEntryNamesAnotherPart() throws Exception {
        ObjectNode entry = entry();
        entry.putObject("Links")
                .set(
                        "OriginOfCondition",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("@odata.id", "/redfish/v1/Systems/1"));
        assertThat(sensorOf(entry)).isNull();
    }
}
