package dev.sideband.redfish.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.discovery.Source;
import dev.sideband.redfish.discovery.Source.Kind;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class FuzzedDocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 20_000;

    private static final Map<Kind, String> GOOD =
            Map.of(
                    Kind.THERMAL,
                    """
                    {"Temperatures":[{"Name":"CPU1","ReadingCelsius":40,"SensorNumber":3,"UpperThresholdCritical":90,
                      "Status":{"State":"Enabled","Health":"OK"}},{"Name":"Inlet","ReadingCelsius":20}],
                     "Fans":[{"Name":"Fan 1","Reading":30,"ReadingUnits":"Percent"}]}\
                    """,
                    Kind.POWER,
                    """
                    {"PowerControl":[{"PowerConsumedWatts":300}],"Voltages":[{"Name":"12V","ReadingVolts":12.1}],
                     "PowerSupplies":[{"Name":"PSU1","PowerInputWatts":100,"LineInputVoltage":230,"LastPowerOutputWatts":90}]}\
                    """,
                    Kind.SENSOR,
                    """
                    {"Id":"x","Name":"X","Reading":1.5,"ReadingUnits":"V","ReadingType":"Voltage",
                     "Thresholds":{"UpperCritical":{"Reading":2}}}\
                    """,
                    Kind.SENSORS,
                    """
                    {"Members":[{"@odata.id":"/redfish/v1/Chassis/1/Sensors/a","Id":"a","Reading":1,"ReadingUnits":"A"}]}\
                    """,
                    Kind.FAN,
                    """
                    {"Name":"Fan","SpeedPercent":{"Reading":40,"SpeedRPM":9000}}\
                    """,
                    Kind.POWER_SUPPLY_METRICS,
                    """
                    {"InputPowerWatts":{"Reading":10},"InputVoltage":{"Reading":230,"DataSourceUri":"/a"}}\
                    """,
                    Kind.THERMAL_METRICS,
                    """
                    {"TemperatureReadingsCelsius":[{"DeviceName":"a","Reading":20}]}\
                    """,
                    Kind.ENVIRONMENT_METRICS,
                    """
                    {"PowerWatts":{"Reading":3},"FanSpeedsPercent":[{"Reading":20}],"EnergykWh":{"Reading":2}}\
                    """,
                    Kind.SENSOR_LIST,
                    """
                    {"Sensors":[{"Name":"a","Unit":"Volts","ReadingValue":3.3,"Status":"ok"}]}\
                    """,
                    Kind.NAMED_TEXTS,
                    """
                    {"Sensors":{"a":"11.2 amps","b":"All Deasserted","c":"na"}}\
                    """);

    @Test
    void survivesAnyDocument() {
        GOOD.forEach((kind, good) ->
                Fuzz.of("redfish " + kind, List.of(good.getBytes(StandardCharsets.UTF_8)))
                        .run(
                                ROUNDS / 4,
                                UncheckedIOException.class,
                                bytes -> read(kind, parsed(bytes))));
    }

    @Test
    void survivesAnyValueInAnyPlace() throws Exception {
        long seed = Long.getLong("sideband.fuzz.seed", System.nanoTime());
        System.out.printf("fuzz: values of documents from seed %d%n", seed);
        var random = new SplittableRandom(seed);
        for (int n = 0; n < ROUNDS; n++) {
            for (Map.Entry<Kind, String> one : GOOD.entrySet()) {
                JsonNode document = JSON.readTree(one.getValue());
                replace(document, random);
                read(one.getKey(), document);
            }
        }
    }

    @Test
    void aBadItemCostsNoOther() throws Exception {
        for (String bad : List.of("null", "7", "\"x\"", "[]", "{}", "{\"Name\":{},\"Status\":3}")) {
            JsonNode document = JSON.readTree(GOOD.get(Kind.THERMAL));
            ((ArrayNode) document.path("Temperatures")).insert(0, JSON.readTree(bad));
            ((ArrayNode) document.path("Fans")).insert(0, JSON.readTree(bad));
            assertThat(read(Kind.THERMAL, document))
                    .as(bad)
                    .filteredOn(reading -> reading.value() != null)
                    .extracting(reading -> reading.sensor().id())
                    .containsExactly(
                            "1.temperature.cpu1", "1.temperature.inlet", "1.fan.fan-1.percent");
        }
    }

    private static List<RedfishReading> read(Kind kind, JsonNode document) {
        var source = new Source(kind, "/redfish/v1/Chassis/1/X", "/redfish/v1/Chassis/1", true);
        var table = new SensorTable(sensor -> sensor);
        return table.take(
                source, Documents.read(source, Resource.of(source.path(), document), Vendor.HPE));
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts something else in the place of one of the values. */
    private static void replace(JsonNode node, SplittableRandom random) throws IOException {
        List<String> values =
                List.of(
                        "null",
                        "-1",
                        "1e308",
                        "\"N/A\"",
                        "\"\"",
                        "\"nan\"",
                        "[]",
                        "{}",
                        "[[1]]",
                        "true",
                        "\"12\"",
                        "99999999999999999999",
                        "{\"Reading\":\"x\"}");
        JsonNode value = JSON.readTree(values.get(random.nextInt(values.size())));
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
            String name = names.get(random.nextInt(names.size()));
            if (object.path(name).isContainerNode() && random.nextInt(4) > 0) {
                replace(object.path(name), random);
            } else {
                object.set(name, value);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int place = random.nextInt(array.size());
            if (array.path(place).isContainerNode() && random.nextInt(4) > 0) {
                replace(array.path(place), random);
            } else {
                array.set(place, value);
            }
        }
    }
}
