package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.inventory.ServedTree;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An iBMC whose log has no Entries, and an action in their place. */
class QueriedLogTest {
    private static final String LOG = "/redfish/v1/Systems/1/LogServices/Log1";
    private static final String TARGET = LOG + "/Actions/Oem/Huawei/LogService.QuerySelLogEntries";

    private final ServedTree tree =
            new ServedTree()
                    .with("/redfish/v1/", "{'Systems':{'@odata.id':'/s'}}")
                    .with("/s", "{'Members':[{'@odata.id':'/redfish/v1/Systems/1'}]}")
                    .with(
                            "/redfish/v1/Systems/1",
                            "{'Id':'1','LogServices':{'@odata.id':'/redfish/v1/Systems/1/LogServices'}}")
                    .with(
                            "/redfish/v1/Systems/1/LogServices",
                            "{'Members':[{'@odata.id':'" + LOG + "'}]}")
                    .with(
                            LOG,
                            """
                            {'Id':'Log1','DateTimeLocalOffset':'Asia/Shanghai',
                             'Actions':{'Oem':{'Huawei':{'#LogService.QuerySelLogEntries':{'target':'%s'}}}}}\
                            """
                                    .formatted(TARGET));

    private final List<String> queries = new ArrayList<>();
    private int records = 60;

    private final RedfishClient bmc =
            new RedfishClient() {
                @Override
                public Resource get(String path, Patience patience) throws RedfishException {
                    return tree.get(path, patience);
                }

                @Override
                public Answer post(String path, JsonNode body) {
                    queries.add(path + " " + body);
                    return new Answer("", answer(body.path("StartEntryId").asInt()));
                }

                @Override
                public Answer patch(String path, JsonNode body) {
                    throw new AssertionError("nothing is to be changed");
                }

                @Override
                public void delete(String path) {
                    throw new AssertionError("nothing is to be changed");
                }
            };

    private Resource answer(int start) {
        List<String> entries = new ArrayList<>();
        entries.add("{\"number\":" + records + "}");
        IntStream.range(start, Math.min(records + 1, start + 50))
                .mapToObj(n ->
                        """
                        {"eventid":"%d","level":"%d","alerttime":"2024-03-01 08:00:%02d","status":"%s",
                         "eventcode":"0x1A0000%02d","eventdesc":"Fan %d is absent."}\
                        """
                                .formatted(
                                        n,
                                        n % 4,
                                        n % 60,
                                        n % 2 == 0 ? "Asserted" : "Deasserted",
                                        n,
                                        n))
                .forEach(entries::add);
        try {
            return Resource.of(
                    "/a",
                    new ObjectMapper()
                            .readTree(
                                    "{\"error\":{\"@Message.ExtendedInfo\":[{\"Oem\":{\"Huawei\":{\"SelLogEntries\":["
                                            + String.join(",", entries)
                                            + "]}}}]}}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<RedfishEvent> read() throws Exception {
        ServiceTree service = ServiceTree.read(bmc);
        HardwareLog log = LogServices.find(bmc, service).hardware().getFirst();
        LogReader reader =
                new LogReader(
                        bmc, log, new MessageRegistries(bmc, service.root()), RecordedLogs.CLOCK);
        return reader.read(ReadPosition.START, 100, _ -> false).events();
    }

    @Test
    void readsAllPagesOfTheAction() throws Exception {
        List<RedfishEvent> events = read();
        assertThat(events).hasSize(60).extracting(RedfishEvent::id).startsWith("1", "2");
        assertThat(queries)
                .startsWith(
                        TARGET + " {\"StartEntryId\":1,\"EntriesCount\":50}",
                        TARGET + " {\"StartEntryId\":51,\"EntriesCount\":50}");
        RedfishEvent second = events.get(1);
        assertThat(second.time().instant()).hasToString("2024-03-01T00:00:02Z");
        assertThat(second.message()).isEqualTo("Fan 2 is absent.");
        assertThat(second.messageId()).isEqualTo("0x1A000002");
        assertThat(second.direction()).isEqualTo(LogDirection.ASSERTED);
        assertThat(second.severity()).isEqualTo(LogSeverity.CRITICAL);
        assertThat(events.get(0).direction()).isEqualTo(LogDirection.DEASSERTED);
        assertThat(events.get(3).severity()).isEqualTo(LogSeverity.INFO);
    }

    @Test
    void knowsAnEmptyLogFromAnAnswerWithoutOne() throws Exception {
        records = 0;
        assertThat(read()).isEmpty();
        var log = LogServices.find(bmc, ServiceTree.read(bmc)).hardware().getFirst();
        RedfishClient other = QueriedLog.of(tree.after("POST", () -> {}), log);
        assertThatThrownBy(() -> other.get(log.entries()))
                .isInstanceOf(RedfishException.Malformed.class);
    }

    @Test
    void leavesALogWithEntriesAlone() {
        Resource service = Resource.of("/l", new ObjectMapper().createObjectNode());
        assertThat(QueriedLog.entries(service)).isEqualTo(Optional.empty());
    }
}
