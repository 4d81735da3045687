package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The logs of recorded machines, all of them. */
class CapturedLogsTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void readsEveryEntryOfEveryLogOnce() throws Exception {
        System.out.printf(
                "%-38s %-28s %-10s %5s %5s %5s %5s%n",
                "machine", "log", "kind", "all", "time", "sev", "dir");
        int entries = 0;
        for (String name : CapturedTree.names()) {
            CapturedTree machine = CapturedTree.of(name);
            if (!machine.hasRoot()) {
                continue;
            }
            ServiceTree tree = ServiceTree.read(machine);
            for (HardwareLog log : LogServices.find(machine, tree).logs()) {
                if (log.kind() != LogKind.OTHER) {
                    entries += readsOnce(name, machine, tree, log);
                }
            }
        }
        System.out.printf("entries of recorded logs: %d%n", entries);
        assertThat(entries).isPositive();
    }

    private static int readsOnce(
            String name, CapturedTree machine, ServiceTree tree, HardwareLog log) throws Exception {
        List<RedfishEvent> events = new ArrayList<>();
        LogReader reader =
                new LogReader(machine, log, new MessageRegistries(machine, tree.root()), CLOCK);
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
        List<Resource> raw = Members.entries(machine, log.entries(), Patience.LOG);
        assertThat(events).as("%s %s", name, log.name()).hasSameSizeAs(raw);
        Map<String, RedfishEvent> byId = new HashMap<>();
        events.forEach(event -> assertThat(byId.put(event.id(), event)).isNull());
        for (Resource entry : raw) {
            RedfishEvent event = byId.get(EntryParser.id(entry));
            assertThat(event).as("%s %s %s", name, log.name(), entry.path()).isNotNull();
            assertThat(event.message()).isNotBlank();
            assertThat(event.raw()).isEqualTo(entry.json());
            assertThat(new ObjectMapper().readTree(event.raw())).isEqualTo(entry.body());
        }
        assertThat(reader.read(position, 50, _ -> false).items())
                .as("%s %s, read again", name, log.name())
                .isEmpty();
        return events.size();
    }

    @Test
    void tellsOfNoRecordTwiceThoughTwoLogsShowIt() throws Exception {
        int all = 0;
        for (String name : CapturedTree.names()) {
            CapturedTree machine = CapturedTree.of(name);
            if (!machine.hasRoot()) {
                continue;
            }
            ServiceTree tree = ServiceTree.read(machine);
            BmcLogs logs =
                    BmcLogs.of(
                            machine,
                            LogServices.find(machine, tree),
                            Set.of(),
                            new MessageRegistries(machine, tree.root()),
                            CLOCK);
            List<BmcLogs.Item> items = new ArrayList<>();
            FollowedLogs position = FollowedLogs.START;
            boolean more = true;
            try {
                while (more) {
                    BmcLogs.Batch batch = logs.read(position, 256);
                    items.addAll(batch.items());
                    position = batch.position();
                    more = batch.more();
                }
            } catch (RedfishException.NotFound | RedfishException.Malformed notRecorded) {
                System.out.println(name + ": " + notRecorded.getMessage());
            }
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
