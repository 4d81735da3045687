package dev.sideband.redfish.inventory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.discovery.Expansion;
import dev.sideband.redfish.inventory.Inventory.Unread;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads each resource of a service once, and keeps what could not be read. */
final class Documents {
    /** A rack of accelerators has some 500 parts; more requests than this no inventory is worth. */
    static final int MAX_REQUESTS = 4000;

    private static final int MAX_UNREAD = 1000;

    private final RedfishClient client;
    private final Map<ResourcePath, Optional<Resource>> known = new HashMap<>();
    private final Set<ResourcePath> listed = new HashSet<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Expansion expansion;
    private int requests;

    Documents(RedfishClient client, Resource root) {
        this.client = client;
        this.expansion = Expansion.claimedBy(root);
    }

    /** Takes what was read before. */
    void add(List<Resource> resources) {
        resources.forEach(
                resource -> known.put(ResourcePath.of(resource.path()), Optional.of(resource)));
    }

    List<Unread> unread() {
        return unread;
    }

    /** The resource at {@code path}; empty where it cannot be read, which is noted once. */
    Optional<Resource> get(String path) throws RedfishException, InterruptedException {
        ResourcePath key = ResourcePath.of(path);
        Optional<Resource> before = known.get(key);
        if (before != null) {
            return before;
        }
        Optional<Resource> read = Optional.empty();
        try {
            spend(path);
            read = Optional.of(told(client.get(path, Patience.LOG)));
        } catch (RedfishException reason) {
            note(path, reason);
        }
        known.put(key, read);
        return read;
    }

    /** Intel's older firmware sends its errors with status 200. */
    private static Resource told(Resource resource) throws RedfishException {
        if (isError(resource)) {
            throw new RedfishException.NotFound(
                    "%s: %s"
                            .formatted(
                                    resource.path(),
                                    resource.part("error").text("message").orElse("an error")));
        }
        return resource;
    }

    static boolean isError(Resource resource) {
        return resource.has("error") && !resource.has("Id") && !resource.has("@odata.id");
    }

    /** The resource that a member of {@code from} links to. */
    Optional<Resource> linked(Resource from, String name)
            throws RedfishException, InterruptedException {
        Resource part = from.part(name);
        if (!part.isEmpty() && !part.isReference() && part.text("@odata.type").isPresent()) {
            return Optional.of(part);
        }
        Optional<String> link = from.link(name);
        return link.isPresent() ? get(link.get()) : Optional.empty();
    }

    /**
     * The members of the collection that {@code from} links to, each read. None where the same
     * collection was read before.
     */
    List<Resource> members(Resource from, String name)
            throws RedfishException, InterruptedException {
        Optional<String> collection = from.link(name);
        if (collection.isEmpty() || !listed.add(ResourcePath.of(collection.get()))) {
            return List.of();
        }
        return read(entries(collection.get()));
    }

    /** The resources of an array of links, each read, also where they stand in it themselves. */
    List<Resource> array(Resource from, String name) throws RedfishException, InterruptedException {
        return read(from.parts(name));
    }

    private List<Resource> read(List<Resource> entries)
            throws RedfishException, InterruptedException {
        List<Resource> resources = new ArrayList<>();
        for (Resource entry : entries) {
            if (isWhole(entry)) {
                if (known.putIfAbsent(ResourcePath.of(entry.path()), Optional.of(entry)) == null) {
                    resources.add(entry);
                }
            } else if (entry.link().isPresent()) {
                Optional<Resource> read = get(entry.path());
                if (read.isPresent() && read.get().body().path("Members").isArray()) {
                    // Links.Drives of some chassis is one link to the whole collection.
                    resources.addAll(members(entry));
                } else {
                    read.ifPresent(resources::add);
                }
            }
        }
        return resources;
    }

    private List<Resource> members(Resource collection)
            throws RedfishException, InterruptedException {
        return listed.add(ResourcePath.of(collection.path()))
                ? read(entries(collection.path()))
                : List.of();
    }

    /** AMI's expanded members may lack what every resource has; then they are read one by one. */
    private static boolean isWhole(Resource entry) {
        return !entry.isReference() && (entry.has("Id") || entry.has("Name"));
    }

    private List<Resource> entries(String path) throws RedfishException, InterruptedException {
        if (expansion.isUsable() && !path.contains("?")) {
            try {
                spend(path);
                List<Resource> entries = Members.entries(client, expansion.of(path), Patience.LOG);
                boolean _ = expansion.holds(entries);
                if (!entries.isEmpty()) {
                    return entries;
                }
            } catch (RedfishException reason) {
                throwIfOfTheService(reason);
                expansion.doubt();
            }
        }
        try {
            spend(path);
            return Members.entries(client, path, Patience.LOG);
        } catch (RedfishException reason) {
            note(path, reason);
            return List.of();
        }
    }

    private void spend(String path) throws RedfishException {
        if (++requests > MAX_REQUESTS) {
            throw new RedfishException.Malformed(
                    "%s: not read, as %d requests have been spent on the inventory"
                            .formatted(path, MAX_REQUESTS));
        }
    }

    private void note(String path, RedfishException reason) throws RedfishException {
        throwIfOfTheService(reason);
        if (unread.size() < MAX_UNREAD) {
            unread.add(new Unread(path, reason));
        }
    }

    /** No other resource would fare better. */
    private static void throwIfOfTheService(RedfishException reason) throws RedfishException {
        if (reason.isOfTheService()) {
            throw reason;
        }
    }
}
