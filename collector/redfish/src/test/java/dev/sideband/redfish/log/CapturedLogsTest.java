package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.client.RecordedMachine;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The logs of recorded machines, all of them. */
class CapturedLogsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsEveryEntryOfEveryLogOnce() throws Exception {
        System.out.printf(
                "%-38s %-28s %-10s %5s %5s %5s %5s%n",
                "machine", "log", "kind", "all", "time", "sev", "dir");
        int entries = 0;
        for (String name : CapturedTree.names()) {
            RecordedMachine machine = new RecordedMachine(name);
            RecordedLogs logs = new RecordedLogs(machine);
            for (HardwareLog log : logs.logs()) {
                entries += readsOnce(name, machine, logs.registries(), log);
            }
        }
        System.out.printf("entries of recorded logs: %d%n", entries);
        assertThat(entries).isPositive();
    }

    private static int readsOnce(
            String name, RecordedMachine machine, MessageRegistries registries, HardwareLog log)
            throws Exception {
        List<RedfishEvent> events = new ArrayList<>();
        LogReader reader = new LogReader(machine, log, registries, RecordedLogs.CLOCK);
        ReadPosition position = ReadPosition.START;
        boolean more = true;
        try {
            while (more) {
                LogBatch batch = reader.read(position, 50, _ -> false);
                events.addAll(batch.events());
                position = batch.position();
                more = batch.more();
            }
        } catch (RedfishException.NotFound | RedfishException.Malformed notRecorded) {
            System.out.printf("%-38.38s %-28s %s%n", name, log.name(), notRecorded.getMessage());
            return 0;
        }
        System.out.printf(
                "%-38.38s %-28s %-10s %5d %5d %5d %5d%n",
                name,
                log.name(),
                log.kind(),
                events.size(),
                events.stream().filter(event -> event.time().isSet()).count(),
                events.stream().filter(e -> e.severity() != LogSeverity.UNKNOWN).count(),
                events.stream().filter(e -> e.direction() != LogDirection.NONE).count());
        List<Resource> raw = raw(machine, log.entries());
        assertThat(events).as("%s %s", name, log.name()).hasSameSizeAs(raw);
        Map<String, RedfishEvent> byId = new HashMap<>();
        events.forEach(event -> assertThat(byId.put(event.id(), event)).isNull());
        for (Resource entry : raw) {
            RedfishEvent event = byId.get(EntryParser.id(entry));
            assertThat(event).as("%s %s %s", name, log.name(), entry.path()).isNotNull();
            assertThat(event.message()).isNotBlank();
            assertThat(event.raw()).isEqualTo(entry.json());
            assertThat(JSON.readTree(event.raw())).isEqualTo(entry.body());
        }
        assertThat(reader.read(position, 50, _ -> false).items())
                .as("%s %s, read again", name, log.name())
                .isEmpty();
        return events.size();
    }

    /** The members as they were recorded, read by nothing that is judged here. */
    private static List<Resource> raw(RecordedMachine machine, String entries) throws Exception {
        Path file = machine.folder().resolve(entries.replaceAll("^/+", "")).resolve("index.json");
        List<Resource> raw = new ArrayList<>();
        for (JsonNode member : JSON.readTree(file.toFile()).path("Members")) {
            raw.add(new Resource(member.path("@odata.id").asText(), member));
        }
        return raw;
    }

    @Test
    void findsEveryLogThatHasEntries() throws Exception {
        int found = 0;
        for (String name : CapturedTree.names()) {
            RecordedMachine machine = new RecordedMachine(name);
            List<ResourcePath> known =
                    LogServices.find(machine, machine.serviceTree()).logs().stream()
                            .map(log -> ResourcePath.of(log.entries()))
                            .toList();
            try (Stream<Path> files = Files.walk(machine.folder())) {
                for (Path file : (Iterable<Path>) files.filter(CapturedLogsTest::isLog)::iterator) {
                    String path = "/" + machine.folder().relativize(file.getParent());
                    assertThat(known).as(name).contains(ResourcePath.of(path));
                    found++;
                }
            }
        }
        System.out.printf("logs of recorded machines: %d%n", found);
        assertThat(found).isPositive();
    }

    private static boolean isLog(Path file) {
        return file.endsWith("Entries/index.json")
                && file.toString().matches(".*/(Systems|Managers|Chassis)/[^/]+/LogServices/.*");
    }

    @Test
    void tellsOfNoRecordTwiceThoughTwoLogsShowIt() throws Exception {
        int all = 0;
        for (String name : CapturedTree.names()) {
            List<BmcLogs.Item> items = new RecordedLogs(new RecordedMachine(name)).told();
            all += items.size();
            Set<Object> seen = new HashSet<>();
            for (BmcLogs.Item item : items) {
                if (item.item() instanceof LogItem.Entry(_, RedfishEvent event, _)
                        && event.time().isSet()
                        && !item.log().contains("Lclog")) {
                    assertThat(
                                    seen.add(
                                            List.of(
                                                    event.id(),
                                                    event.time().identity(),
                                                    item.log().replaceAll("EventLog|SEL", ""))))
                            .as("%s %s", name, item)
                            .isTrue();
                }
            }
        }
        System.out.printf("events of recorded machines: %d%n", all);
        assertThat(all).isPositive();
    }
}
