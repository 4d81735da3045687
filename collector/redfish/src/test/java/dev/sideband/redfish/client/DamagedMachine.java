package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A recorded machine some of whose documents are damaged: properties and members dropped, renamed,
 * doubled, swapped, made null or of another kind. The same documents in the same way whenever they
 * are asked for.
 */
public final class DamagedMachine implements RedfishClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> OTHERS =
            List.of(
                    "null",
                    "-1",
                    "1e300",
                    "\"N/A\"",
                    "\"\"",
                    "\"nan\"",
                    "[]",
                    "{}",
                    "[[1]]",
                    "[null,7,\"x\",{}]",
                    "true",
                    "\"12\"",
                    "99999999999999999999",
                    "{\"Reading\":\"x\"}",
                    "{\"@odata.id\":\"/redfish/v1/Nowhere/\"}",
                    "{\"@odata.id\":7}");

    /** What was read from the disk once, for all that play the same machine. */
    public static final class Documents {
        private final RecordedMachine machine;
        private final Map<String, Resource> known = new HashMap<>();

        public Documents(String name) {
            machine = new RecordedMachine(name);
        }

        private Resource get(String path, Patience patience)
                throws RedfishException, InterruptedException {
            Resource resource = known.get(path);
            if (resource == null) {
                resource = machine.get(path, patience);
                known.put(path, resource);
            }
            return resource;
        }
    }

    private final Documents documents;
    private final long seed;
    private final int oneIn;
    private final boolean itemsAlone;
    private final Set<String> damaged = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    private DamagedMachine(Documents documents, long seed, int oneIn, boolean itemsAlone) {
        this.documents = documents;
        this.seed = seed;
        this.oneIn = oneIn;
        this.itemsAlone = itemsAlone;
    }

    /** As it was recorded. */
    public static DamagedMachine whole(Documents documents) {
        return new DamagedMachine(documents, 0, 0, false);
    }

    /** One in {@code oneIn} of its documents is damaged somewhere. */
    public static DamagedMachine documents(Documents documents, long seed, int oneIn) {
        return new DamagedMachine(documents, seed, oneIn, false);
    }

    /** In one in {@code oneIn} of its documents one item of an array is damaged where it stands. */
    public static DamagedMachine items(Documents documents, long seed, int oneIn) {
        return new DamagedMachine(documents, seed, oneIn, true);
    }

    /** The paths of what was damaged. */
    public List<String> damaged() {
        return damaged.stream().sorted().toList();
    }

    /** What damaged items were called. */
    public boolean wasCalled(String name) {
        return names.contains(name);
    }

    /** Whether {@code path} was damaged, or something above it that leads to it. */
    public boolean isTouched(String path) {
        String key = ResourcePath.of(path).key();
        return damaged.stream()
                .anyMatch(other ->
                        key.equals(other)
                                || key.startsWith(other + "/")
                                || key.startsWith(other + "#"));
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        Resource good = documents.get(path, patience);
        String key = key(path);
        SplittableRandom random = new SplittableRandom(seed * 31 + key.hashCode());
        if (oneIn == 0 || random.nextInt(oneIn) > 0) {
            return good;
        }
        JsonNode body = good.body().deepCopy();
        if (itemsAlone) {
            damageItem(key, body, random);
            return Resource.of(path, body);
        }
        damaged.add(key);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damage(body, random);
        }
        return Resource.of(path, body);
    }

    private static String key(String path) {
        return ResourcePath.of(path.replaceAll("[#?].*", "")).key();
    }

    private void damageItem(String document, JsonNode body, SplittableRandom random) {
        List<String> arrays =
                body.properties().stream()
                        .filter(each -> each.getValue().isArray())
                        .filter(each -> each.getValue().path(0).isObject())
                        .map(Map.Entry::getKey)
                        .toList();
        if (arrays.isEmpty()) {
            return;
        }
        String name = arrays.get(random.nextInt(arrays.size()));
        ArrayNode array = (ArrayNode) body.path(name);
        int at = random.nextInt(array.size());
        JsonNode item = array.path(at);
        names.add(item.path("Name").asText());
        damaged.add(ResourcePath.of(document + "#/" + name + "/" + at).key());
        if (item.path("@odata.id").isTextual()) {
            damaged.add(ResourcePath.of(item.path("@odata.id").asText()).key());
        }
        if (random.nextBoolean()) {
            array.set(at, otherValue(random));
        } else {
            damage(item, random);
        }
    }

    private static void damage(JsonNode node, SplittableRandom random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
            String name = names.get(random.nextInt(names.size()));
            JsonNode value = object.path(name);
            if (!value.isEmpty() && random.nextInt(5) > 0) {
                damage(value, random);
            } else {
                damage(object, name, names.get(random.nextInt(names.size())), random);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            if (!array.path(at).isEmpty() && random.nextInt(4) > 0) {
                damage(array.path(at), random);
            } else {
                damage(array, at, random);
            }
        }
    }

    private static void damage(
            ObjectNode object, String name, String other, SplittableRandom random) {
        JsonNode value = object.path(name).deepCopy();
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(name + "X", value);
            }
            case 2 -> {
                object.set(name, object.path(other).deepCopy());
                object.set(other, value);
            }
            case 3 -> object.set(name, JSON.createArrayNode().add(value));
            default -> object.set(name, otherValue(random));
        }
    }

    private static void damage(ArrayNode array, int at, SplittableRandom random) {
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(random.nextInt(array.size()), array.path(at).deepCopy());
            case 2 -> array.insert(at, otherValue(random));
            default -> array.set(at, otherValue(random));
        }
    }

    private static JsonNode otherValue(SplittableRandom random) {
        try {
            return JSON.readTree(OTHERS.get(random.nextInt(OTHERS.size())));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException {
        throw new RedfishException.Refused(405, path + " was only recorded");
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException {
        throw new RedfishException.Refused(405, path + " was only recorded");
    }

    @Override
    public void delete(String path) throws RedfishException {
        throw new RedfishException.Refused(405, path + " was only recorded");
    }
}
