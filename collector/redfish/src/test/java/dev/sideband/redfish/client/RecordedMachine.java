package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded machine, with the root, the collections and the resources that were not recorded made
 * up of what is below them.
 */
public final class RecordedMachine implements RedfishClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CapturedTree tree;

    public RecordedMachine(String name) {
        tree = CapturedTree.of(name);
    }

    /** How many requests there were. */
    public int requests() {
        return tree.asked().size();
    }

    /** Whether more was recorded than some documents without a service root. */
    public boolean isWhole() {
        return tree.hasRoot();
    }

    /** The folder that it is in. */
    public Path folder() {
        return tree.folder();
    }

    public ServiceTree serviceTree() throws RedfishException, InterruptedException {
        return ServiceTree.read(this);
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        try {
            return tree.get(path, patience);
        } catch (RedfishException.NotFound missing) {
            return madeUp(path, missing);
        }
    }

    private Resource madeUp(String path, RedfishException.NotFound missing)
            throws RedfishException {
        String plain = path.replaceAll("[?#].*", "").replaceAll("/$", "");
        if (!plain.startsWith("/")) {
            throw missing;
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("@odata.id", plain);
        if (plain.equals("/redfish/v1")) {
            for (String name : List.of("Systems", "Chassis", "Managers", "UpdateService")) {
                body.putObject(name).put("@odata.id", plain + "/" + name);
            }
            return Resource.of(path, body);
        }
        ArrayNode members = body.putArray("Members");
        try (Stream<Path> folders = Files.list(tree.folder().resolve(plain.substring(1)))) {
            folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .forEach(name -> {
                        body.putObject(name).put("@odata.id", plain + "/" + name);
                        members.addObject().put("@odata.id", plain + "/" + name);
                    });
        } catch (IOException notEvenAFolder) {
            throw missing;
        }
        if (members.isEmpty()) {
            throw missing;
        }
        return Resource.of(path, body);
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException, InterruptedException {
        return tree.post(path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException {
        return tree.patch(path, body);
    }

    @Override
    public void delete(String path) throws RedfishException, InterruptedException {
        tree.delete(path);
    }
}
