package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sel.SelRecord.OemTimestamped;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Log records say what two independent programs make of them. */
class SelEventCapturesTest {
    private static final Pattern VALUES =
            Pattern.compile("Sensor Reading = (-?[0-9.]+) \\S+ ; Threshold = (-?[0-9.]+) ");

    private static final Pattern RAW = Pattern.compile("OEM Event Data[23] code = (..)h");

    /**
     * What FreeIPMI says of event data and we do not: values that it has no name for itself, or
     * that say nothing, and the auxiliary log, whose halves it takes the other way round.
     */
    private static final Pattern NOT_SAID =
            Pattern.compile(
                    "^$|^Event Data[23] = |^reserved|Interrupt type = unspecified"
                            + "|^Sensor Reading|^Threshold|^Log (entry action|Type)");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM/dd/yy HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
    private static final Pattern MILD =
            Pattern.compile("(?i)absent|inactive|not installed|presence|^Offset");

    @ParameterizedTest
    @ValueSource(strings = {"standard", "real"})
    void saysWhatItsOraclesSay(String file) {
        JsonNode records = Captures.json("sel/" + file + ".json").get("records");
        records.forEach(vector -> compare(vector, Map.of()));
        System.out.printf("sel/%s.json: %d events as expected%n", file, records.size());
        assertThat(records.size()).isGreaterThan(20);
    }

    static List<String> machines() {
        return Captures.machines();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void namesAndConvertsWithTheSdrsOfTheMachine(String machine) {
        Map<SensorKey, IpmiSensor> sensors =
                IpmiSensor.from(Captures.records(machine)).stream()
                        .collect(Collectors.toMap(IpmiSensor::key, Function.identity()));
        List<JsonNode> records =
                Captures.stream(Captures.json("sel/with-sdr.json").get("records"))
                        .filter(vector -> vector.get("machine").asText().equals(machine))
                        .toList();
        records.forEach(vector -> compare(vector, sensors));
        System.out.printf(
                "sel/with-sdr.json: %d events of %s as expected%n", records.size(), machine);
    }

    static void compare(JsonNode vector, Map<SensorKey, IpmiSensor> sensors) {
        SelRecord record = SelRecord.decode(Bytes.fromHex(vector.get("hex").asText()));
        SelEvent event = SelEvent.describe(record, sensors);
        JsonNode ipmitool = vector.path("ipmitool");
        JsonNode freeipmi = vector.path("freeipmi");
        String as = vector + "\n" + event;
        compareTime(record, ipmitool, as);
        if (!(record instanceof SystemEvent system)) {
            compareOwn(record, event, ipmitool, as);
            return;
        }
        assertThat(event.asserted()).as(as).isEqualTo(ipmitool.get(4).asText().equals("Asserted"));
        if (!freeipmi.has(5)) {
            // FreeIPMI has nothing to say of a record that is not of its types.
            return;
        }
        String said = freeipmi.get(5).asText();
        String text = said.contains(" ; ") ? said.substring(0, said.indexOf(" ; ")) : said;
        if (!freeipmi.get(3).asText().startsWith("OEM")) {
            assertThat(words(String.valueOf(event.sensorType())))
                    .as(as)
                    .isEqualTo(words(freeipmi.get(3).asText()));
        }
        if (!text.contains("Event Offset")) {
            compareWords(event, text + " " + ipmitool.get(3).asText(), as);
            if (system.asserted()) {
                compareSeverity(event, freeipmi.get(4).asText(), as);
            }
        }
        compareValues(event, said, as);
        compareDetails(event, said, as);
        if (!sensors.isEmpty() && event.sensorName() != null) {
            assertThat(freeipmi.get(2).asText().strip()).as(as).isEqualTo(event.sensorName());
        }
    }

    /** A vendor's own record: its bytes, whose it is, and when. */
    private static void compareOwn(SelRecord record, SelEvent event, JsonNode ipmitool, String as) {
        assertThat(event.hasDirection()).as(as).isFalse();
        if (record instanceof OemTimestamped own) {
            assertThat("%06x".formatted(own.manufacturer()))
                    .as(as)
                    .isEqualTo(ipmitool.get(3).asText());
            assertThat(event.oem()).as(as).isEqualTo(ipmitool.get(4).asText());
        } else if (!event.event().startsWith("Linux kernel panic")) {
            assertThat(event.oem()).as(as).isEqualTo(ipmitool.get(1).asText());
        }
    }

    private static void compareTime(SelRecord record, JsonNode ipmitool, String as) {
        String date = ipmitool.path(0).asText();
        if (date.equals("Pre-Init") || !date.contains("/")) {
            assertThat(record.bmcTime()).as(as).isNull();
        } else if (record.bmcTime() != null) {
            String theirs = date + " " + ipmitool.get(1).asText().replace(" UTC", "");
            assertThat(TIME.format(record.bmcTime())).as(as).isEqualTo(theirs);
        } else {
            // The border is relative by the specification and by FreeIPMI, a date for ipmitool.
            assertThat(record.raw().toHex()).as(as).contains("00000020");
        }
    }

    /** What FreeIPMI makes of event data 2 and 3; both words and bytes that nobody decodes. */
    private static void compareDetails(SelEvent event, String theirs, String as) {
        String ours = event.detail() + " " + event.oem();
        List<String> parts = List.of(theirs.split(" ; "));
        for (String part : parts.subList(1, parts.size())) {
            Matcher raw = RAW.matcher(part);
            if (raw.matches()) {
                assertThat(ours.toUpperCase(Locale.ROOT)).as(as).contains(raw.group(1));
            } else if (!NOT_SAID.matcher(part).find()) {
                assertThat(words(ours)).as(as + part).containsAnyElementsOf(words(part));
            }
        }
    }

    private static void compareWords(SelEvent event, String theirs, String as) {
        boolean undefined = event.event().startsWith("Offset");
        if (!undefined) {
            assertThat(words(event.event())).as(as).containsAnyElementsOf(words(theirs));
        }
        assertThat(undefined)
                .as(as)
                .isEqualTo(theirs.contains("reserved") || theirs.startsWith("Unspecified"));
    }

    /** Ours is milder with what is only absent or disabled. */
    private static void compareSeverity(SelEvent event, String theirs, String as) {
        switch (theirs) {
            case "Nominal" -> {
                if (!event.event().equals("LAN heartbeat lost")) {
                    assertThat(event.severity()).as(as).isIn(Severity.OK, Severity.INFO);
                }
            }
            case "Critical" -> {
                if (!MILD.matcher(event.event()).find()) {
                    assertThat(event.severity()).as(as).isIn(Severity.WARNING, Severity.CRITICAL);
                }
            }
            case "Warning" -> assertThat(event.severity()).as(as).isNotEqualTo(Severity.CRITICAL);
            default -> {}
        }
    }

    private static void compareValues(SelEvent event, String theirs, String as) {
        Matcher values = VALUES.matcher(theirs);
        if (values.find()) {
            compareValue(event.reading(), values.group(1), as);
            compareValue(event.threshold(), values.group(2), as);
        }
    }

    private static void compareValue(OptionalDouble ours, String theirs, String as) {
        assertThat(ours.orElse(Double.NaN))
                .as(as)
                .isCloseTo(Double.parseDouble(theirs), within(0.0051));
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
