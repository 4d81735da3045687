package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Random;

class EntryParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final SimulatedLog bmc =
            new SimulatedLog(
                    new SimulatedLog.Manner(
                            LogOrder.OLDEST_FIRST,
                            0,
                            SimulatedLog.Links.TOKEN,
                            false,
                            false,
                            SimulatedLog.Full.STOPS,
                            10,
                            false));
    private final EntryParser parser =
            new EntryParser(bmc.log(), new MessageRegistries(bmc, Resource.NONE));

    private RedfishEvent parse(String json) throws Exception {
        return parser.parse(Resource.of("/e/1", JSON.readTree(json.replace('\'', '"'))));
    }

    @ParameterizedTest
    @CsvSource({
        "IDRAC.2.7.USR0030, IDRAC.USR0030",
        "OpenBMC.0.1.SensorThresholdWarningLowGoingHigh,"
                + " OpenBMC.SensorThresholdWarningLowGoingHigh",
        "iLOEvents.3.2.DeviceDiscovery, iLOEvents.DeviceDiscovery",
        "Base.1.18.1.InternalError, Base.InternalError",
        "62.1, 62.1",
        "7e012790, 7e012790",
        "0x0500FF, 0x0500FF",
        "CrayAlerts.ResourcePowerStateChanged, CrayAlerts.ResourcePowerStateChanged",
    })
    void stripsTheRegistrysVersion(String id, String stripped) {
        assertThat(EntryParser.withoutVersion(id)).isEqualTo(stripped);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'EntryCode':'Assert', ASSERTED",
                "'EntryCode':'Deassert', DEASSERTED",
                "'EntryCode':'Upper Critical - going high', ASSERTED",
                "'EntryCode':'Lower Critical - going high', DEASSERTED",
                "'EntryCode':'State Deasserted', DEASSERTED",
                "'EntryCode':'Limit Not Exceeded', DEASSERTED",
                "'Oem':{'Supermicro':{'RawEventData':{'EventDirAndType':'0xEF'}}}, DEASSERTED",
                "'Oem':{'Supermicro':{'RawEventData':{'EventDirAndType':'0x6F'}}}, ASSERTED",
                "'Oem':{'Hpe':{'Repaired':true}}, DEASSERTED",
                "'Resolved':true, DEASSERTED",
                "'MessageId':'OpenBMC.0.1.SensorThresholdCriticalHighGoingHigh', ASSERTED",
                "'MessageId':'OpenBMC.0.1.SensorThresholdCriticalHighGoingLow', DEASSERTED",
                "'Message':'PSU1: Presence sensor was deasserted', DEASSERTED",
                "'Message':'Inlet temperature is within range.', DEASSERTED",
                "'Message':'Inlet is greater than the upper warning threshold.', ASSERTED",
                "'Message':'Somebody logged in.', NONE",
            })
    void tellsWhetherAStateBeganOrEnded(String members, LogDirection direction) throws Exception {
        assertThat(parse("{'Id':'1'," + members + "}").direction()).isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'Severity':'Critical', CRITICAL",
                "'Severity':'OK', INFO",
                "'Severity':null|'MessageSeverity':'Warning', WARNING",
                "'Oem':{'Hpe':{'Severity':'Caution'}}, WARNING",
                "'Oem':{'Huawei':{'Level':'Major'}}, CRITICAL",
                "'Severity':'OK'|'EntryCode':'Deassert', OK",
                "'Severity':null, UNKNOWN",
            })
    void takesTheSeverityFromWhereItIs(String members, LogSeverity severity) throws Exception {
        assertThat(parse("{'Id':'1'," + members.replace('|', ',') + "}").severity())
                .isEqualTo(severity);
    }

    @Test
    void takesTheTimeThatDoesNotChangeWhenABmcRestarts() throws Exception {
        RedfishEvent event =
                parse(
                        "{'Id':'1','Created':'2022-03-09T20:02:22+00:00',"
                                + "'EventTimestamp':'2021-02-16T18:14:21+00:00'}");

        assertThat(event.time().instant()).isEqualTo("2021-02-16T18:14:21Z");
    }

    @Test
    void knowsAnEntryAgainThatChanged() throws Exception {
        RedfishEvent before = parse("{'Id':'1','Message':'a','Oem':{'Hpe':{'Count':1}}}");
        RedfishEvent after = parse("{'Id':'1','Message':'a','Oem':{'Hpe':{'Count':2}}}");

        assertThat(after.fingerprint().identity()).isEqualTo(before.fingerprint().identity());
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(after.revision().count()).isEqualTo(2);
    }

    @Test
    void keepsTheRawEntryWithinBounds() throws Exception {
        RedfishEvent event =
                parse("{'Id':'1','Message':'%s','Severity':'OK'}".formatted("x".repeat(100_000)));

        assertThat(event.raw().length()).isLessThanOrEqualTo(EntryParser.MAX_RAW_CHARS);
        assertThat(JSON.readTree(event.raw()).path("Id").asText()).isEqualTo("1");
        assertThat(event.message().length()).isLessThanOrEqualTo(2_048);
    }

    @Test
    void makesAnEventOfAnythingThatIsAnObject() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> names =
                List.of(
                        "Id",
                        "Created",
                        "EventTimestamp",
                        "Message",
                        "MessageId",
                        "MessageArgs",
                        "Severity",
                        "EntryCode",
                        "SensorNumber",
                        "SensorType",
                        "Links",
                        "Oem",
                        "Resolved",
                        "Modified",
                        "@odata.id");
        List<String> values =
                List.of(
                        "null",
                        "7",
                        "-1e300",
                        "true",
                        "'%1'",
                        "''",
                        "[]",
                        "{}",
                        "[null,1,'x']",
                        "'0x'",
                        "{'Hpe':7}",
                        "{'Hpe':{'Count':'NaN','Repaired':3}}",
                        "{'A':{'RawEventData':{'EventDirAndType':'0xZZ'}}}",
                        "'9999-99-99T99:99:99Z'",
                        "{'OriginOfCondition':[{}]}",
                        "'A.1.2.'");
        int made = 0;
        for (int i = 0; i < 20_000; i++) {
            ObjectNode entry = JSON.createObjectNode();
            for (String name : names) {
                if (random.nextBoolean()) {
                    JsonNode value =
                            JSON.readTree(
                                    values.get(random.nextInt(values.size())).replace('\'', '"'));
                    entry.set(name, value);
                }
            }
            RedfishEvent event = parser.parse(Resource.of("/e/1", entry));
            assertThat(event.message()).as("seed %d", seed).isNotBlank();
            made++;
        }
        System.out.printf("events made of random entries: %d (seed %d)%n", made, seed);
    }
}
