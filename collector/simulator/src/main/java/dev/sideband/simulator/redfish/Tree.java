package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands at which path, for all BMCs of a blueprint: pages that are written when somebody asks
 * for them, and what can be done at them.
 */
final class Tree {
    private static final Map<Blueprint, Tree> SHARED = new ConcurrentHashMap<>();

    private final Dialect dialect;
    private final Map<String, Page> pages = new HashMap<>();
    private final Map<String, LogBook> logs = new HashMap<>();
    private String hardwareLog = "";
    private final Map<String, Action> actions = new HashMap<>();
    private final Map<String, Action> patches = new HashMap<>();

    /** Writes a resource. */
    @FunctionalInterface
    interface Page {
        ObjectNode of(View view);
    }

    /** Carries out what a POST or a PATCH asks for; a {@link Refusal} where it cannot. */
    @FunctionalInterface
    interface Action {
        Answer run(View view, JsonNode body);
    }

    private Tree(Blueprint blueprint) {
        this.dialect = new Dialect(blueprint.profile());
        new ServicePages(this).add();
        new SystemPages(this, blueprint).add();
        new ChassisPages(this, blueprint).add();
        new ManagerPages(this).add();
        new LogPages(this).add();
        new EventPages(this).add();
    }

    /** The one that all BMCs of a blueprint share. */
    static Tree of(Blueprint blueprint) {
        return SHARED.computeIfAbsent(blueprint, Tree::new);
    }

    Dialect dialect() {
        return dialect;
    }

    void add(String path, Page page) {
        if (pages.put(key(path), page) != null) {
            throw new IllegalStateException("two pages at " + path);
        }
    }

    /** Adds resources of one kind and the collection of them; the paths of its members. */
    List<String> addCollection(
            String path, String type, String name, List<String> ids, MemberPage member) {
        List<String> members = new ArrayList<>();
        for (int n = 0; n < ids.size(); n++) {
            int index = n;
            String own = path + "/" + ids.get(n);
            members.add(own);
            add(own, view -> member.of(view, own, index));
        }
        List<String> links = members.stream().map(dialect.habits()::memberLink).toList();
        add(path, _ -> Doc.collection(path, type, name, links));
        return members;
    }

    /** Writes the member of an index. */
    @FunctionalInterface
    interface MemberPage {
        ObjectNode of(View view, String path, int index);
    }

    void addLog(String entries, LogBook book) {
        logs.put(key(entries), book);
    }

    /** The path of the hardware log's entries. */
    String hardwareLog() {
        return hardwareLog;
    }

    void setHardwareLog(String entries) {
        hardwareLog = entries;
    }

    void addAction(String path, Action action) {
        actions.put(key(path), action);
    }

    void addPatch(String path, Action action) {
        patches.put(key(path), action);
    }

    @Nullable Page page(String path) {
        return pages.get(key(path));
    }

    @Nullable LogBook log(String path) {
        return logs.get(key(path));
    }

    @Nullable Action action(String path) {
        return actions.get(key(path));
    }

    @Nullable Action patch(String path) {
        return patches.get(key(path));
    }

    /** All paths that can be read, in no order. */
    List<String> paths() {
        return List.copyOf(pages.keySet());
    }

    /** HPE takes paths in any letters. */
    private String key(String path) {
        return dialect.habits().ignoresCase() ? path.toLowerCase(Locale.ROOT) : path;
    }
}
