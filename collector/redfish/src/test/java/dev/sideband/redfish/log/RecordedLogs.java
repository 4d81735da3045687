package dev.sideband.redfish.log;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RecordedMachine;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.discovery.ServiceTree;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The logs of a recorded machine, as a collector reads them. */
public final class RecordedLogs {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final RecordedMachine machine;
    private final ServiceTree tree;
    private final LogServices found;

    public RecordedLogs(RecordedMachine machine) throws RedfishException, InterruptedException {
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

    /** What the hardware's logs tell, each record once. */
    public List<BmcLogs.Item> told() throws RedfishException, InterruptedException {
        BmcLogs logs = BmcLogs.of(machine, found, Set.of(), registries(), CLOCK);
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
            System.out.println(notRecorded.getMessage());
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
