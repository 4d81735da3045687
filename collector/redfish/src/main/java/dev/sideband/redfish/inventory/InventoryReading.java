package dev.sideband.redfish.inventory;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.power.PowerState;
import dev.sideband.redfish.resource.Resource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads an inventory in several goes, so that it keeps nothing else waiting: what was read in one
 * go is kept until the last one. One thread at a time.
 */
public final class InventoryReading {
    private final Kept kept;

    /** Reads by way of {@code client}; sends nothing yet. */
    public InventoryReading(RedfishClient client) {
        kept = new Kept(client);
    }

    /**
     * All that was read.
     *
     * @param running whether no system is known to be off; many BMCs forget processors, memory and
     *     drives of one that is
     */
    public record Whole(Inventory inventory, boolean running) {}

    /**
     * Reads on until all is read or {@code enough} holds, at least one resource.
     *
     * @return the whole inventory, after which the next call begins anew; empty where there is more
     *     to read
     * @throws RedfishException where the BMC is gone; what was read is kept for the next call
     */
    public Optional<Whole> readOn(BooleanSupplier enough)
            throws RedfishException, InterruptedException {
        kept.begin(enough);
        try {
            ServiceTree tree = ServiceTree.read(kept);
            Inventory inventory = new InventoryReader(kept).read(tree);
            kept.forget();
            return Optional.of(new Whole(inventory, isRunning(tree)));
        } catch (MoreToRead later) {
            return Optional.empty();
        }
    }

    private static boolean isRunning(ServiceTree tree) {
        return tree.systems().stream()
                .map(PowerState::of)
                .allMatch(power -> power == PowerState.ON || power == PowerState.UNKNOWN);
    }

    /** Thrown through all that reads: this go is over. */
    private static final class MoreToRead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MoreToRead() {
            super("the rest is read in another go", null, false, false);
        }
    }

    /** What came back for a path. */
    private sealed interface Came {
        record Well(Resource resource) implements Came {}

        record Ill(RedfishException reason) implements Came {}
    }

    /** Answers from what it knows, and asks while there is time. */
    private static final class Kept implements RedfishClient {
        private final RedfishClient client;
        private final Map<String, Came> known = new HashMap<>();
        private BooleanSupplier enough = () -> true;
        private boolean asked;

        Kept(RedfishClient client) {
            this.client = client;
        }

        void begin(BooleanSupplier until) {
            enough = until;
            asked = false;
        }

        void forget() {
            known.clear();
        }

        @Override
        public Resource get(String path, Patience patience)
                throws RedfishException, InterruptedException {
            Came came = known.get(path);
            if (came == null) {
                came = ask(path, patience);
            }
            return switch (came) {
                case Came.Well well -> well.resource();
                case Came.Ill ill -> throw ill.reason();
            };
        }

        private Came ask(String path, Patience patience)
                throws RedfishException, InterruptedException {
            if (asked && enough.getAsBoolean()) {
                throw new MoreToRead();
            }
            asked = true;
            Came came;
            try {
                came = new Came.Well(client.get(path, patience));
            } catch (RedfishException.NotFound
                    | RedfishException.Denied
                    | RedfishException.Refused
                    | RedfishException.Busy
                    | RedfishException.NoAnswer
                    | RedfishException.Malformed reason) {
                came = new Came.Ill(reason);
            }
            if (known.size() < Documents.MAX_REQUESTS) {
                known.put(path, came);
            }
            return came;
        }

        @Override
        public Answer post(String path, JsonNode body) {
            throw new UnsupportedOperationException("nothing is changed by reading");
        }

        @Override
        public Answer patch(String path, JsonNode body) {
            throw new UnsupportedOperationException("nothing is changed by reading");
        }

        @Override
        public void delete(String path) {
            throw new UnsupportedOperationException("nothing is changed by reading");
        }
    }
}
