package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** bmcweb: entries that know whether they are resolved, ids in the order of their text. */
final class OpenBmcHabits implements Habits {
    @Override
    public void root(ObjectNode root, View view) {
        Doc.link(root.withObject("/Links"), "ManagerProvidingService", view.dialect().manager());
    }

    @Override
    public void entry(ObjectNode entry, LogRecord event, View view) {
        entry.put("Name", "System Event Log Entry");
        entry.put("Modified", entry.path("Created").asText());
        entry.put("Resolved", false);
    }
}
