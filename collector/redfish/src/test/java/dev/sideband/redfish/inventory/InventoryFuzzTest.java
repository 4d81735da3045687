package dev.sideband.redfish.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class InventoryFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * All that any resource may link to or hold; every path of the service gives a variant of it.
     */
    private static final String RESOURCE =
            """
            {"@odata.id":"/redfish/v1/x","@odata.type":"#Chassis.v1_0_0.Chassis","Id":"1","Name":"a 1",
             "Systems":{"@odata.id":"/redfish/v1/Systems"},"Chassis":{"@odata.id":"/redfish/v1/Chassis"},
             "Managers":{"@odata.id":"/m"},"UpdateService":{"@odata.id":"/u"},
             "FirmwareInventory":{"@odata.id":"/f"},"Memory":{"@odata.id":"/memory"},
             "Processors":{"@odata.id":"/p"},"Storage":{"@odata.id":"/s"},
             "Controllers":[{"Links":{"PCIeDevices":[{"@odata.id":"/d/1"}]}}],
             "Drives":[{"@odata.id":"/drive/1"},{"@odata.id":"/drive/2"}],
             "StorageControllers":[{"Name":"c"}],"Devices":[{"Name":"d"}],
             "NetworkAdapters":{"@odata.id":"/n"},"PCIeDevices":{"@odata.id":"/d"},
             "PowerSubsystem":{"@odata.id":"/ps"},"Power":{"@odata.id":"/power"},
             "PowerSupplies":[{"Name":"P1","MemberId":"0"},{"Name":"P1","MemberId":"1"}],
             "Thermal":{"@odata.id":"/t"},"Fans":[{"Name":"F1"}],"Assembly":{"@odata.id":"/a"},
             "Assemblies":[{"@odata.id":"/a","Name":"DIMM.1#FRU"}],
             "ProtocolFeaturesSupported":{"ExpandQuery":{"NoLinks":true}},
             "Links":{"Chassis":[{"@odata.id":"/c/1"}],"PCIeDevice":{"@odata.id":"/d/1"}},
             "SerialNumber":"ABC123","Model":"M","CapacityMiB":5,"CapacityBytes":"7",
             "Status":{"State":"Enabled","Health":"OK"},"Location":{"PartLocation":{}},
             "Oem":{"Hpe":{"BayNumber":1,"Links":{"SmartStorage":{"@odata.id":"/ss"}}}},
             "Members":[{"@odata.id":"/e/1"},{"@odata.id":"/e/2","Id":"2","SerialNumber":"ABC123"}]}
            """;

    @Test
    void readsWhateverAServiceSays() {
        long[] parts = {0};
        Fuzz.of("redfish inventory", List.of())
                .run(2_000, IllegalStateException.class, seed -> parts[0] += read(seed));
        System.out.printf("fuzz: redfish inventory: %d parts%n", parts[0]);
        assertThat(parts[0]).isPositive();
    }

    private static int read(byte[] seed) {
        var random =
                new SplittableRandom(ByteBuffer.wrap(Arrays.copyOf(seed, Long.BYTES)).getLong());
        var service = new Broken(random);
        try {
            Inventory inventory = new InventoryReader(service).read(ServiceTree.read(service));
            assertThat(inventory.components()).extracting(Component::id).doesNotHaveDuplicates();
            assertThat(FruView.of(inventory)).hasSize(inventory.components().size());
            assertThat(service.requests).isLessThan(Documents.MAX_REQUESTS + 2000);
            return inventory.components().size();
        } catch (RedfishException given) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers every path with something that was once right. */
    private static final class Broken implements RedfishClient {
        private final SplittableRandom random;
        private int requests;

        Broken(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public Resource get(String path, Patience patience) throws RedfishException {
            requests++;
            if (random.nextInt(12) == 0) {
                throw new RedfishException.Malformed(path);
            }
            try {
                ObjectNode body = (ObjectNode) JSON.readTree(RESOURCE);
                body.put("@odata.id", path);
                body.put("Id", Integer.toString(random.nextInt(9)));
                body.put("SerialNumber", "SN000" + random.nextInt(9));
                for (int i = random.nextInt(6); i > 0; i--) {
                    damage(body);
                }
                return Resource.of(path, body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void damage(ObjectNode body) {
            List<String> names = new ArrayList<>();
            body.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty()) {
                return;
            }
            String name = names.get(random.nextInt(names.size()));
            JsonNode member = body.get(name);
            if (member instanceof ObjectNode deeper && random.nextBoolean()) {
                damage(deeper);
            } else if (member instanceof ArrayNode array && random.nextBoolean()) {
                array.insert(0, other());
            } else {
                body.set(name, other());
            }
        }

        private JsonNode other() {
            return switch (random.nextInt(8)) {
                case 0 -> JSON.nullNode();
                case 1 -> JSON.getNodeFactory().numberNode(random.nextDouble() * 1e300);
                case 2 -> JSON.getNodeFactory().textNode("");
                case 3 -> JSON.getNodeFactory().textNode("/redfish/v1/" + "x".repeat(300));
                case 4 -> JSON.createArrayNode().add(JSON.nullNode()).add(7);
                case 5 -> JSON.createObjectNode();
                case 6 -> JSON.createObjectNode().put("@odata.id", "/r/" + random.nextInt(99));
                default -> JSON.getNodeFactory().booleanNode(true);
            };
        }

        @Override
        public Answer post(String path, JsonNode body) {
            throw new AssertionError("nothing is to be changed");
        }

        @Override
        public Answer patch(String path, JsonNode body) {
            throw new AssertionError("nothing is to be changed");
        }

        @Override
        public void delete(String path) {
            throw new AssertionError("nothing is to be changed");
        }
    }
}
