package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
    private static final Pattern MILD =
            Pattern.compile("(?i)absent|inactive|not installed|presence|^Offset");

    @ParameterizedTest
    @ValueSource(strings = {"standard", "real"})
    void saysWhatItsOraclesSay(String file) {
        JsonNode records = Captures.json("sel/" + file + ".json").get("records");
        int compared = 0;
        for (JsonNode vector : records) {
            if (compare(vector, Map.of())) {
                compared++;
            }
        }
        System.out.printf("sel/%s.json: %d events as expected%n", file, compared);
        assertThat(compared).isGreaterThan(20);
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
        Captures.stream(Captures.json("sel/with-sdr.json").get("records"))
                .filter(vector -> vector.get("machine").asText().equals(machine))
                .forEach(vector -> compare(vector, sensors));
    }

    private static boolean compare(JsonNode vector, Map<SensorKey, IpmiSensor> sensors) {
        SelRecord record = SelRecord.decode(Bytes.fromHex(vector.get("hex").asText()));
        SelEvent event = SelEvent.describe(record, sensors);
        JsonNode ipmitool = vector.path("ipmitool");
        JsonNode freeipmi = vector.path("freeipmi");
        String as = vector + "\n" + event;
        if (!(record instanceof SystemEvent system) || ipmitool.size() < 5) {
            return false;
        }
        assertThat(event.asserted()).as(as).isEqualTo(ipmitool.get(4).asText().equals("Asserted"));
        if (!freeipmi.has(5)) {
            return false;
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
        if (!sensors.isEmpty() && event.sensorName() != null) {
            assertThat(freeipmi.get(2).asText().strip()).as(as).isEqualTo(event.sensorName());
        }
        return true;
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
