package dev.sideband.redfish.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RecordedMachine;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.Source;
import dev.sideband.redfish.inventory.ServedTree;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Readings out of MetricReports, as long as these are current. */
class MetricReportsTest {
    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final String SENSORS = "/redfish/v1/Chassis/1/Sensors";
    private static final String REPORT = "/redfish/v1/TelemetryService/MetricReports/All";
    private static final int COUNT = 20;

    private final SteppingClock clock = new SteppingClock();
    private final ServedTree bmc = new ServedTree();
    private final SensorReader reader = new SensorReader(bmc, clock);

    MetricReportsTest() {
        bmc.with(
                        "/redfish/v1/",
                        "{'Chassis':{'@odata.id':'/c'},'TelemetryService':{'@odata.id':'/t'}}")
                .with("/c", "{'Members':[{'@odata.id':'/redfish/v1/Chassis/1'}]}")
                .with(
                        "/redfish/v1/Chassis/1",
                        "{'Id':'1','Sensors':{'@odata.id':'" + SENSORS + "'}}")
                .with("/t", "{'MetricReports':{'@odata.id':'/t/r'}}")
                .with("/t/r", "{'Members':[{'@odata.id':'" + REPORT + "'}]}");
        List<String> members = new ArrayList<>();
        for (int n = 0; n < COUNT; n++) {
            members.add("{'@odata.id':'%s/T%d'}".formatted(SENSORS, n));
            sensor(n, "OK");
        }
        bmc.with(SENSORS, "{'Members':[" + String.join(",", members) + "]}");
        report(Duration.ZERO, 30, "");
    }

    private void sensor(int n, String health) {
        bmc.with(
                SENSORS + "/T" + n,
                """
                {'Name':'Temp %d','Reading':20,'ReadingUnits':'Cel','Status':{'Health':'%s'},
                 'Thresholds':{'UpperCritical':{'Reading':50}}}\
                """
                        .formatted(n, health));
    }

    /** The report, with all values {@code late}; {@code last} is said of the last of them. */
    private void report(Duration late, int value, String last) {
        // The BMC's clock was never set.
        Instant time = Instant.EPOCH.plusMillis(clock.instant().toEpochMilli() % 1_000_000_000);
        List<String> values = new ArrayList<>();
        for (int n = 0; n < COUNT; n++) {
            values.add(
                    "{'MetricProperty':'%s/T%d#/Reading','MetricValue':'%d.0','Timestamp':'%s'%s}"
                            .formatted(
                                    SENSORS,
                                    n,
                                    value,
                                    time.minus(late),
                                    n == COUNT - 1 ? last : ""));
        }
        bmc.with(REPORT, "{'MetricValues':[" + String.join(",", values) + "]}");
    }

    private List<String> askedInAPoll(List<RedfishReading> readings) throws Exception {
        int before = bmc.asked().size();
        readings.addAll(reader.read(BUDGET).readings());
        return bmc.asked().subList(before, bmc.asked().size());
    }

    private List<String> poll(Duration after, Duration late, int value, String last)
            throws Exception {
        clock.advance(after);
        report(late, value, last);
        return askedInAPoll(new ArrayList<>());
    }

    @Test
    void readsOneReportInThePlaceOfItsSensors() throws Exception {
        assertThat(reader.read().readings()).hasSize(COUNT);
        assertThat(reader.plan().sources().getFirst().kind()).isEqualTo(Source.Kind.METRIC_REPORT);
        clock.advance(POLL);
        report(Duration.ZERO, 55, "");
        List<RedfishReading> readings = new ArrayList<>();
        assertThat(askedInAPoll(readings)).containsExactly(REPORT);
        assertThat(readings)
                .hasSize(COUNT)
                .allMatch(each -> each.value() != null && each.value() == 55)
                .allMatch(each -> each.status() == ThresholdStatus.CR)
                .allMatch(each -> "OK".equals(each.health()));
    }

    @Test
    void asksTheSensorsUntilTheReportHasGoneOn() throws Exception {
        reader.read();
        clock.advance(Duration.ofMinutes(6));
        List<RedfishReading> readings = new ArrayList<>();
        assertThat(askedInAPoll(readings)).contains(REPORT, SENSORS + "/T0");
        assertThat(readings).allMatch(each -> each.value() != null && each.value() == 20);
    }

    @Test
    void asksTheSensorsWhereTheReportStandsStill() throws Exception {
        reader.read();
        poll(POLL, Duration.ZERO, 31, "");
        for (int n = 0; n < 4; n++) {
            clock.advance(Duration.ofMinutes(6));
            assertThat(askedInAPoll(new ArrayList<>())).contains(SENSORS + "/T0");
        }
        clock.advance(POLL);
        assertThat(askedInAPoll(new ArrayList<>())).doesNotContain(REPORT);
    }

    @Test
    void asksTheSensorWhoseValueIsOldOrMissing() throws Exception {
        reader.read();
        poll(POLL, Duration.ZERO, 31, "");
        String stale = ",'Oem':{'Nvidia':{'MetricValueStale':true}}";
        assertThat(poll(Duration.ofMinutes(6), Duration.ZERO, 31, stale))
                .containsExactly(REPORT, SENSORS + "/T19");
        assertThat(
                        poll(
                                Duration.ofMinutes(6),
                                Duration.ZERO,
                                31,
                                ",'Timestamp':'1970-01-01T00:00:00Z'"))
                .containsExactly(REPORT, SENSORS + "/T19");
        assertThat(poll(Duration.ofMinutes(6), Duration.ZERO, 31, ",'MetricValue':'nan'"))
                .containsExactly(REPORT, SENSORS + "/T19");
    }

    @Test
    void asksTheSensorsWhereAReportFallsBehind() throws Exception {
        reader.read();
        poll(POLL, Duration.ZERO, 31, "");
        assertThat(poll(Duration.ofMinutes(6), Duration.ofSeconds(45), 31, ""))
                .containsExactly(REPORT);
        assertThat(poll(Duration.ofMinutes(6), Duration.ofSeconds(75), 31, ""))
                .contains(SENSORS + "/T3");
    }

    @Test
    void beginsAnewWhereTheClockOfTheBmcIsSetBack() throws Exception {
        reader.read();
        poll(POLL, Duration.ZERO, 31, "");
        assertThat(poll(Duration.ofMinutes(6), Duration.ofDays(2), 31, ""))
                .contains(SENSORS + "/T3");
        assertThat(poll(Duration.ofMinutes(6), Duration.ofDays(2), 31, "")).containsExactly(REPORT);
    }

    @Test
    void asksASensorThatIsNotWellItself() throws Exception {
        sensor(7, "Warning");
        reader.read();
        assertThat(poll(Duration.ofMinutes(6), Duration.ZERO, 31, ""))
                .containsExactly(REPORT, SENSORS + "/T7");
    }

    @Test
    void asksEachSensorItselfOnceInAWhile() throws Exception {
        reader.read();
        poll(POLL, Duration.ZERO, 31, "");
        assertThat(poll(Duration.ofMinutes(61), Duration.ZERO, 31, "")).contains(SENSORS + "/T0");
    }

    @Test
    void leavesReportsThatAreNoReadingsOfNow() throws Exception {
        bmc.with(
                "/t/r/d",
                "{'Metrics':[{'CollectionFunction':'Average','MetricProperties':['x']}]}");
        report(Duration.ZERO, 31, "");
        String json = bmc.get(REPORT).json().replace('"', '\'');
        bmc.with(
                REPORT,
                json.replaceFirst("\\{", "{'MetricReportDefinition':{'@odata.id':'/t/r/d'},"));
        reader.read();
        assertThat(reader.plan().sources()).noneMatch(s -> s.kind() == Source.Kind.METRIC_REPORT);
    }

    /** A recorded machine whose reports go on with the clock. */
    private record Running(RecordedMachine machine, SteppingClock clock, Instant began)
            implements RedfishClient {
        @Override
        public Resource get(String path, Patience patience)
                throws RedfishException, InterruptedException {
            Resource resource = machine.get(path, patience);
            if (!path.contains("/MetricReports/")) {
                return resource;
            }
            ObjectNode body = resource.body().deepCopy();
            for (JsonNode value : body.path("MetricValues")) {
                OffsetDateTime time = OffsetDateTime.parse(value.path("Timestamp").asText());
                ((ObjectNode) value)
                        .put(
                                "Timestamp",
                                time.plus(Duration.between(began, clock.instant())).toString());
            }
            return Resource.of(path, body);
        }

        @Override
        public Answer post(String path, JsonNode body)
                throws RedfishException, InterruptedException {
            return machine.post(path, body);
        }

        @Override
        public Answer patch(String path, JsonNode body)
                throws RedfishException, InterruptedException {
            return machine.patch(path, body);
        }

        @Override
        public void delete(String path) throws RedfishException, InterruptedException {
            machine.delete(path);
        }
    }

    @Test
    void readsMostOfARecordedRackOutOfItsReportsInEveryPoll() throws Exception {
        var machine = new RecordedMachine("nvidia-gb200-nvl-24.12-8");
        var rack = new SensorReader(new Running(machine, clock, clock.instant()), clock);
        List<RedfishReading> first = rack.read().readings();
        clock.advance(POLL);
        int before = machine.requests();
        List<RedfishReading> second = rack.read(BUDGET).readings();
        int requests = machine.requests() - before;
        System.out.printf(
                "recorded rack: %d sensors, %d of them in a poll of %d requests%n",
                first.size(), second.size(), requests);
        assertThat(second).extracting(each -> each.sensor().id()).doesNotHaveDuplicates();
        assertThat(second).hasSizeGreaterThan(first.size() * 3 / 4);
        assertThat(requests).isLessThan(40);
    }
}
