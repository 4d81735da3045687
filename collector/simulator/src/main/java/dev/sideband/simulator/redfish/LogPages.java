package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** The logs, below the System or the Manager as each maker has them (DSP0268: LogService). */
final class LogPages {
    private static final String CLEAR = "/Actions/LogService.ClearLog";

    private final Tree tree;
    private final Dialect dialect;

    /** A log as the dialect names it: {@code Managers/Sel|Name|LogEntryType}. */
    private record Place(String service, String id, String name, String type) {
        String entries() {
            return service + "/Entries";
        }
    }

    LogPages(Tree tree) {
        this.tree = tree;
        this.dialect = tree.dialect();
    }

    void add() {
        Place hardware = place(dialect.text("log"));
        tree.setHardwareLog(hardware.entries());
        addLog(hardware, view -> dialect.habits().hardwareLog(view, hardware.entries()), true);
        List<String> services = new ArrayList<>(List.of(hardware.service()));
        if (!dialect.text("second-log").isEmpty()) {
            Place second = place(dialect.text("second-log"));
            addLog(second, view -> SecondLog.items(view, second.entries()), false);
            services.add(second.service());
        }
        addCollection(dialect.system() + "/LogServices", services);
        addCollection(dialect.manager() + "/LogServices", services);
    }

    private Place place(String text) {
        String[] parts = text.split("\\|", -1);
        int slash = parts[0].indexOf('/');
        String parent =
                parts[0].substring(0, slash).equals("Systems")
                        ? dialect.system()
                        : dialect.manager();
        String id = parts[0].substring(slash + 1);
        String type = parts.length > 2 ? parts[2] : "";
        return new Place(parent + "/LogServices/" + id, id, parts[1], type);
    }

    private void addCollection(String path, List<String> services) {
        List<String> own = services.stream().filter(one -> one.startsWith(path + "/")).toList();
        tree.add(
                path,
                _ -> Doc.collection(path, "LogServiceCollection", "Log Service Collection", own));
    }

    private void addLog(Place place, LogBook book, boolean hardware) {
        tree.add(place.service(), view -> service(place, hardware, view));
        tree.addLog(place.entries(), book);
        tree.addAction(
                place.service() + CLEAR,
                (view, _) -> {
                    clear(view, hardware);
                    return Answer.empty();
                });
    }

    private static void clear(View view, boolean hardware) {
        if (hardware) {
            view.server().clearLog(view.now());
        } else {
            view.desk().trail().clear();
            view.desk().lifecycle().clear();
        }
    }

    private ObjectNode service(Place place, boolean hardware, View view) {
        ObjectNode node =
                Doc.resource(
                        place.service(), "LogService.v1_2_0.LogService", place.id(), place.name());
        node.put("ServiceEnabled", true);
        node.put("DateTime", dialect.time(view.clock()));
        node.put("DateTimeLocalOffset", dialect.text("local-offset"));
        if (!place.type().isEmpty()) {
            node.put("LogEntryType", place.type());
        }
        boolean wraps = !hardware || view.blueprint().profile().logCircular();
        node.put("OverWritePolicy", wraps ? "WrapsWhenFull" : "NeverOverWrites");
        node.put(
                "MaxNumberOfRecords",
                hardware ? view.blueprint().profile().logCapacity() : Lifecycle.LIMIT);
        Doc.status(node, "Enabled", View.Health.OK);
        Doc.link(node, "Entries", place.entries());
        ObjectNode clear = node.putObject("Actions").putObject("#LogService.ClearLog");
        clear.put("target", place.service() + CLEAR);
        if (hardware) {
            dialect.habits().logService(node, view);
        }
        return node;
    }
}
