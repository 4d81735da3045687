package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a collection (DSP0266 §9.5): over all of its pages, as they stand in it where the
 * service expanded them, and else each by a request of its own.
 *
 * @param resources those that could be read, in the collection's order
 * @param problems what was wrong with each of the others; they never cost the rest
 */
public record Members(List<Resource> resources, List<RedfishException> problems) {
    /** More pages than this no collection of hardware has. */
    private static final int MAX_PAGES = 1000;

    public Members {
        resources = List.copyOf(resources);
        problems = List.copyOf(problems);
    }

    /**
     * Reads the collection at {@code path} and every member.
     *
     * @throws RedfishException where the collection itself could not be read, or the BMC is gone
     */
    public static Members read(RedfishClient client, String path)
            throws RedfishException, InterruptedException {
        List<Resource> resources = new ArrayList<>();
        List<RedfishException> problems = new ArrayList<>();
        for (Resource entry : entries(client, path, Patience.READING)) {
            if (entry.isReference()) {
                try {
                    resources.add(client.get(entry.path()));
                } catch (RedfishException problem) {
                    if (problem.isOfTheService()) {
                        throw problem;
                    }
                    problems.add(problem);
                }
            } else {
                resources.add(entry);
            }
        }
        return new Members(resources, problems);
    }

    /**
     * What stands in the collection at {@code path}, over all of its pages: references or expanded
     * members.
     */
    public static List<Resource> entries(RedfishClient client, String path, Patience patience)
            throws RedfishException, InterruptedException {
        List<Resource> entries = new ArrayList<>();
        Set<String> pages = new HashSet<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent() && pages.size() < MAX_PAGES && pages.add(next.get())) {
            Resource page = client.get(next.get(), patience);
            entries.addAll(page.parts("Members"));
            next = next(page);
        }
        return distinct(entries);
    }

    /** The collection at {@code path}, with the members of all its pages in it. */
    public static Resource whole(RedfishClient client, String path, Patience patience)
            throws RedfishException, InterruptedException {
        Resource first = client.get(path, patience);
        Set<String> pages = new HashSet<>(Set.of(path));
        Optional<String> next = next(first);
        if (next.isEmpty()) {
            return first;
        }
        ObjectNode body = first.body().deepCopy();
        ArrayNode members = body.withArrayProperty("Members");
        while (next.isPresent() && pages.size() < MAX_PAGES && pages.add(next.get())) {
            Resource page = client.get(next.get(), patience);
            page.parts("Members").forEach(member -> members.add(member.body()));
            next = next(page);
        }
        return new Resource(path, body);
    }

    private static Optional<String> next(Resource page) {
        return page.parts("Members").isEmpty() ? Optional.empty() : nextLink(page);
    }

    /** Where a page says that the collection goes on, as it says it or as a path. */
    public static Optional<String> nextLink(Resource page) {
        // Older iDRAC firmware leaves the name of the collection out.
        return page.text("Members@odata.nextLink")
                .or(() -> page.text("@odata.nextLink"))
                .or(() -> page.link("Members@odata.nextLink"))
                .map(link ->
                        link.startsWith("?") ? page.path().replaceAll("[?#].*", "") + link : link);
    }

    private static List<Resource> distinct(List<Resource> entries) {
        Set<ResourcePath> seen = new HashSet<>();
        return entries.stream()
                .filter(entry -> entry.path().isEmpty() || seen.add(ResourcePath.of(entry.path())))
                .toList();
    }
}
