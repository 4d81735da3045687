package dev.sideband.redfish.log;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.sensor.SteppingClock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The logs of a recorded machine, as a collector reads them. */
public final class RecordedLogs {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    /** Some are read again only after a while, and some wait for others. */
    private static final int LOOKS = 5;

    private final RedfishClient machine;
    private final ServiceTree tree;
    private final LogServices found;

    public RecordedLogs(RedfishClient machine) throws RedfishException, InterruptedException {
        this.machine = machine;
        this.tree = ServiceTree.read(machine);
        this.found = LogServices.find(machine, tree);
    }

    MessageRegistries registries() {
        return new MessageRegistries(machine, tree.root());
    }

    /** All but those that nobody reads. */
    List<HardwareLog> logs() {
        return found.logs().stream().filter(log -> log.kind() != LogKind.OTHER).toList();
    }

    /** The paths of the log of this name: of its service, its owner and its entries. */
    public List<String> paths(String name) {
        return found.logs().stream()
                .filter(log -> log.name().equals(name))
                .flatMap(log -> Stream.of(log.owner(), log.path(), log.entries()))
                .toList();
    }

    /** What the hardware's logs tell, each record once. */
    public List<BmcLogs.Item> told() throws RedfishException, InterruptedException {
        SteppingClock clock = new SteppingClock();
        BmcLogs logs = BmcLogs.of(machine, found, Set.of(), registries(), clock);
        List<BmcLogs.Item> items = new ArrayList<>();
        FollowedLogs position = FollowedLogs.START;
        int looks = LOOKS;
        while (looks > 0) {
            try {
                BmcLogs.Batch batch = logs.read(position, 256);
                items.addAll(batch.items());
                position = batch.position();
                looks -= batch.more() ? 0 : 1;
            } catch (RedfishException unreadable) {
                looks--;
            }
            clock.advance(Duration.ofMinutes(4));
        }
        return items;
    }

    /** How many entries stand in {@link #logs}. */
    public int entries() throws RedfishException, InterruptedException {
        int entries = 0;
        for (HardwareLog log : logs()) {
            try {
                entries += Members.entries(machine, log.entries(), Patience.LOG).size();
            } catch (RedfishException.NotFound | RedfishException.Malformed notRecorded) {
                System.out.println(notRecorded.getMessage());
            }
        }
        return entries;
    }
}
