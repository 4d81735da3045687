package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Vendors' events say what FreeIPMI makes of them; where it does not, the reason has a name. */
class SelOemCapturesTest {
    private static final Pattern RAW = Pattern.compile("OEM Event Data([23]) code = (..)h");
    private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+");

    /** What FreeIPMI says around its values, and how it writes words that we write otherwise. */
    private static final Set<String> FILLERS =
            Set.of(
                    "oem",
                    "number",
                    "pci",
                    "socket",
                    "processor",
                    "slot",
                    "h",
                    "msg",
                    "with",
                    "condition",
                    "error",
                    "errors",
                    "exception",
                    "of",
                    "sad",
                    "transition",
                    "to");

    private final Map<String, Integer> exceptions = new TreeMap<>();
    private int exact;

    @Test
    void sayWhatTheirOracleSays() {
        JsonNode families = Captures.json("sel/oem.json");
        var names = new ArrayList<String>();
        families.fieldNames().forEachRemaining(names::add);
        names.remove("source");
        int records = 0;
        for (String family : names) {
            JsonNode of = families.get(family);
            OemEvents oem =
                    OemEvents.of(of.get("manufacturer_id").asInt(), of.get("product_id").asInt());
            for (JsonNode vector : of.get("records")) {
                compare(vector, oem, family);
                records++;
            }
        }
        System.out.printf(
                "sel/oem.json: %d events of %d products, %d as expected, but for %s%n",
                records, names.size(), exact, exceptions);
        assertThat(records).isGreaterThan(100);
        assertThat(exact).isGreaterThan(records * 2 / 3);
    }

    private void compare(JsonNode vector, OemEvents oem, String family) {
        SelRecord record = SelRecord.decode(Bytes.fromHex(vector.get("hex").asText()));
        SelEvent event = SelEvent.describe(record, Map.of(), oem);
        String as = family + " " + vector + "\n" + event;
        assertThat(event.asserted()).as(as).isTrue();
        assertThat(event.severity()).as(as).isNotNull();
        String ours = event.event() + " " + event.detail() + " " + event.oem();
        boolean whole = true;
        List<String> parts = List.of(saying(vector.get("freeipmi_oem")).split(" ; "));
        for (String part : parts) {
            String exception = exception(part);
            if (exception == null) {
                assertThat(words(ours)).as(as + "\n" + part).containsAll(words(part));
            } else if (RAW.matcher(part).matches()) {
                assertThat(ours.toLowerCase(Locale.ROOT))
                        .as(as + "\n" + part)
                        .contains(
                                part.substring(part.length() - 3, part.length() - 1)
                                        .toLowerCase(Locale.ROOT));
            } else {
                exceptions.merge(exception, 1, Integer::sum);
                whole = false;
            }
        }
        exact += whole ? 1 : 0;
    }

    /** Why a saying of the oracle is not ours; null where it should be. */
    private static @Nullable String exception(String part) {
        if (RAW.matcher(part).matches()) {
            return "bytes that neither decodes";
        }
        if (part.matches("DIMM.*\\(CPU.\\)") && !part.matches("DIMM[A-Z][0-9].*")) {
            return "DIMMs of characters that no DIMM has";
        }
        if (part.matches(".*(Unknown|Undefined).*")) {
            return "values that the oracle does not know";
        }
        if (part.startsWith("reserved") || part.contains("Event Offset")) {
            return "states without a name, ours have their number";
        }
        if (part.startsWith("Memory Card")) {
            return "memory cards, counted from 0 by FreeIPMI and from A by ipmitool and us";
        }
        return null;
    }

    /** FreeIPMI's comma-separated output breaks its own commas. */
    private static String saying(JsonNode columns) {
        return Captures.stream(columns)
                .skip(5)
                .map(JsonNode::asText)
                .map(String::strip)
                .collect(Collectors.joining(", "));
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(word -> !FILLERS.contains(word))
                .collect(Collectors.toSet());
    }
}
