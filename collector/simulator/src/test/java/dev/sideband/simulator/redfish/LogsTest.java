package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;
import dev.sideband.simulator.model.SystemEventLog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The same records as in the SEL, told in each maker's way. */
class LogsTest {
    private static final String SEL =
            "/redfish/v1/Managers/iDRAC.Embedded.1/LogServices/Sel/Entries";
    private static final String LCLOG =
            "/redfish/v1/Managers/iDRAC.Embedded.1/LogServices/Lclog/Entries";
    private static final String IML = "/redfish/v1/Systems/1/LogServices/IML/Entries";
    private static final String EVENT_LOG =
            "/redfish/v1/Systems/system/LogServices/EventLog/Entries";

    @ParameterizedTest
    @CsvSource({
        "dell, /redfish/v1/Managers/iDRAC.Embedded.1/LogServices/Sel",
        "lenovo, /redfish/v1/Systems/1/LogServices/PlatformLog",
        "huawei, /redfish/v1/Systems/1/LogServices/Log1",
        "supermicro, /redfish/v1/Systems/1/LogServices/Log1",
        "openbmc, /redfish/v1/Systems/system/LogServices/EventLog"
    })
    void everyRecordIsAnEntryAndClearingLeavesOneThatSaysSo(String make, String log) {
        var caller = new Caller(make);
        openOften(caller, 30);
        List<JsonNode> entries = all(caller, log + "/Entries");

        assertThat(entries).hasSize(caller.server().log(caller.now(), SystemEventLog::size));
        assertThat(entries)
                .allMatch(entry ->
                        !entry.path("Message").asText().isEmpty()
                                && List.of("OK", "Warning", "Critical")
                                        .contains(entry.path("Severity").asText())
                                && OffsetDateTime.parse(entry.path("Created").asText()) != null);
        for (JsonNode entry : entries.subList(0, 3)) {
            assertThat(caller.get(entry.path("@odata.id").asText())).isEqualTo(entry);
        }

        assertThat(caller.ask("POST", log + "/Actions/LogService.ClearLog", "{}").status())
                .isEqualTo(204);
        assertThat(all(caller, log + "/Entries")).hasSize(1);
    }

    @Test
    void dellGivesTheNewestFirstFiftyAtATime() {
        var caller = new Caller("dell");
        openOften(caller, 40);
        JsonNode first = caller.get(SEL);

        assertThat(first.path("Members")).hasSize(50);
        assertThat(first.path("Members@odata.nextLink").asText()).isEqualTo(SEL + "?$skip=50");
        List<Integer> ids = all(caller, SEL).stream().map(LogsTest::id).toList();
        assertThat(ids).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(ids.getLast()).isEqualTo(1);
        assertThat(first.path("Members").path(0).path("MessageId").asText()).matches("[0-9a-f]{8}");
    }

    @Test
    void dellTellsEachEventASecondTimeSomeSecondsLater() {
        var caller = new Caller("dell");
        caller.pass(Duration.ofSeconds(60));
        int before = all(caller, LCLOG).size();
        caller.server().schedule(caller.now(), new PsuInputLoss(0), true);
        caller.pass(Duration.ofSeconds(5));
        assertThat(all(caller, LCLOG)).hasSize(before);
        caller.pass(Duration.ofSeconds(20));

        assertThat(all(caller, LCLOG))
                .filteredOn(entry -> entry.path("MessageId").asText().endsWith("PSU0003"))
                .hasSize(1)
                .allMatch(entry ->
                        entry.path("Oem").path("Dell").path("AgentID").asText().equals("SEL"));
        assertThat(all(caller, SEL))
                .filteredOn(entry -> entry.path("Message").asText().contains("power input of PS1"))
                .hasSize(1);
    }

    @Test
    void hpeChangesAnEntryWhenItsConditionEndsAndKeepsItsId() {
        var caller = new Caller("hpe");
        caller.server().schedule(caller.now(), new ChassisOpen(), true);
        caller.pass(Duration.ofSeconds(5));
        JsonNode open = opened(caller);
        caller.server().schedule(caller.now(), new ChassisOpen(), false);
        caller.pass(Duration.ofSeconds(5));
        JsonNode closed = opened(caller);

        assertThat(open.path("Severity").asText()).isEqualTo("Critical");
        assertThat(open.path("Oem").path("Hpe").path("Repaired").asBoolean()).isFalse();
        assertThat(closed.path("Id")).isEqualTo(open.path("Id"));
        assertThat(closed.path("Created")).isEqualTo(open.path("Created"));
        assertThat(closed.path("Severity").asText()).isEqualTo("OK");
        assertThat(closed.path("Oem").path("Hpe").path("Repaired").asBoolean()).isTrue();
        assertThat(closed.path("Oem").path("Hpe").path("Updated"))
                .isNotEqualTo(open.path("Oem").path("Hpe").path("Updated"));
    }

    private static JsonNode opened(Caller caller) {
        return all(caller, IML).stream()
                .filter(entry -> entry.path("Message").asText().contains("is open"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void openBmcSortsIdsAsTexts() {
        var caller = new Caller("openbmc");
        openOften(caller, 20);
        List<String> ids =
                all(caller, EVENT_LOG).stream().map(entry -> entry.path("Id").asText()).toList();

        assertThat(ids).isSorted().contains("1", "2", "10");
        assertThat(ids.indexOf("10")).isLessThan(ids.indexOf("2"));
    }

    @Test
    void lenovoBeginsAnywhere() {
        assertThat(
                        all(
                                        new Caller("lenovo"),
                                        "/redfish/v1/Systems/1/LogServices/PlatformLog/Entries")
                                .stream()
                                .map(LogsTest::id))
                .allMatch(id -> id >= 5864);
    }

    @Test
    void skipAndTopChooseAPart() {
        var caller = new Caller("hpe");
        openOften(caller, 1);
        List<JsonNode> all = all(caller, IML);
        JsonNode part = caller.get(IML + "?$skip=1&$top=2");

        assertThat(part.path("Members")).containsExactlyElementsOf(all.subList(1, 3));
        assertThat(part.path("Members@odata.count").asInt()).isEqualTo(all.size());
        assertThat(caller.ask("GET", IML + "?$skip=x", "").status()).isEqualTo(400);
    }

    @Test
    void idsGoOnWhereAFullLogGivesUpItsOldest() {
        var caller = new Caller("openbmc");
        openOften(caller, 200);
        List<JsonNode> all = all(caller, EVENT_LOG);

        assertThat(all).hasSize(256);
        Set<Integer> ids = new HashSet<>(all.stream().map(LogsTest::id).toList());
        assertThat(ids).hasSize(256);
        assertThat(ids.stream().min(Comparator.naturalOrder()).orElseThrow()).isGreaterThan(1);
    }

    /** Two records each time. */
    private static void openOften(Caller caller, int times) {
        for (int n = 0; n < times; n++) {
            caller.server().schedule(caller.now(), new ChassisOpen(), true);
            caller.pass(Duration.ofSeconds(3));
            caller.server().schedule(caller.now(), new ChassisOpen(), false);
            caller.pass(Duration.ofSeconds(3));
        }
    }

    private static List<JsonNode> all(Caller caller, String path) {
        List<JsonNode> entries = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            JsonNode page = caller.get(next);
            page.path("Members").forEach(entries::add);
            next = page.path("Members@odata.nextLink").asText("");
        }
        return entries;
    }

    private static int id(JsonNode entry) {
        return entry.path("Id").asInt();
    }
}
