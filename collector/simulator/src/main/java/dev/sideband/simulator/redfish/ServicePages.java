package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/** The root, and the services that hang on it (DSP0268: ServiceRoot, SessionService, …). */
final class ServicePages {
    static final String SESSION_SERVICE = Dialect.ROOT + "/SessionService";
    static final String SESSIONS = SESSION_SERVICE + "/Sessions";
    private static final String UPDATE_SERVICE = Dialect.ROOT + "/UpdateService";

    private final Tree tree;
    private final Dialect dialect;

    ServicePages(Tree tree) {
        this.tree = tree;
        this.dialect = tree.dialect();
    }

    void add() {
        tree.add("/redfish", _ -> Doc.object().put("v1", Dialect.ROOT + "/"));
        tree.add(Dialect.ROOT, this::root);
        tree.add(Dialect.ROOT + "/odata", _ -> odata());
        tree.add(SESSION_SERVICE, _ -> sessionService());
        tree.add(UPDATE_SERVICE, _ -> updateService());
        addFirmware();
        dialect.habits().addPages(tree);
    }

    /** What can be read by anybody (DSP0266 §13.3.2). */
    static boolean isOpen(String path) {
        return List.of("/redfish", Dialect.ROOT, Dialect.ROOT + "/odata").contains(path);
    }

    private ObjectNode root(View view) {
        ObjectNode root =
                Doc.resource(
                        Dialect.ROOT,
                        "ServiceRoot.v1_9_0.ServiceRoot",
                        "RootService",
                        "Root Service");
        root.put("RedfishVersion", dialect.text("redfish-version"));
        root.put("UUID", view.identity().uuid().toString());
        if (!dialect.text("root-vendor").isEmpty()) {
            root.put("Vendor", dialect.text("root-vendor"));
        }
        if (!dialect.text("product").isEmpty()) {
            root.put("Product", dialect.text("product"));
        }
        for (String name :
                List.of("Systems", "Chassis", "Managers", "SessionService", "UpdateService")) {
            Doc.link(root, name, Dialect.ROOT + "/" + name);
        }
        Doc.link(root, "EventService", EventPages.SERVICE);
        Doc.link(root.putObject("Links"), "Sessions", SESSIONS);
        ObjectNode features = root.putObject("ProtocolFeaturesSupported");
        for (String name :
                List.of("FilterQuery", "SelectQuery", "ExcerptQuery", "OnlyMemberQuery")) {
            features.put(name, false);
        }
        int levels = dialect.number("expand-levels");
        ObjectNode expand = features.putObject("ExpandQuery");
        expand.put("ExpandAll", levels > 0).put("NoLinks", levels > 0).put("Links", false);
        expand.put("Levels", levels > 0);
        if (levels > 0) {
            expand.put("MaxLevels", levels);
        }
        dialect.habits().root(root, view);
        return root;
    }

    private ObjectNode odata() {
        ObjectNode node = Doc.object().put("@odata.context", Dialect.ROOT + "/$metadata");
        ObjectNode service = node.putArray("value").addObject();
        service.put("name", "Service").put("kind", "Singleton").put("url", Dialect.ROOT + "/");
        return node;
    }

    private ObjectNode sessionService() {
        ObjectNode node =
                Doc.resource(
                        SESSION_SERVICE,
                        "SessionService.v1_1_8.SessionService",
                        "SessionService",
                        "Session Service");
        node.put("ServiceEnabled", true);
        node.put("SessionTimeout", dialect.number("session-timeout"));
        Doc.link(node, "Sessions", SESSIONS);
        return node;
    }

    static ObjectNode session(WebSessions.Session session) {
        return Doc.resource(
                        SESSIONS + "/" + session.id(),
                        "Session.v1_3_0.Session",
                        session.id(),
                        "User Session")
                .put("UserName", session.user());
    }

    private static ObjectNode updateService() {
        ObjectNode node =
                Doc.resource(
                        UPDATE_SERVICE,
                        "UpdateService.v1_8_0.UpdateService",
                        "UpdateService",
                        "Update Service");
        node.put("ServiceEnabled", true);
        Doc.link(node, "FirmwareInventory", UPDATE_SERVICE + "/FirmwareInventory");
        return node;
    }

    private void addFirmware() {
        String path = UPDATE_SERVICE + "/FirmwareInventory";
        List<String> ids = List.of("BMC", "BIOS", "PSU1", "PSU2", "NIC1");
        List<String> names =
                List.of(
                        "BMC",
                        "System BIOS",
                        "Power Supply 1",
                        "Power Supply 2",
                        "Network Adapter 1");
        List<String> versions =
                List.of(
                        dialect.text("manager-firmware"),
                        "2.14.1",
                        "00.1D.7D",
                        "00.1D.7D",
                        "22.31");
        tree.addCollection(
                path,
                "SoftwareInventoryCollection",
                "Firmware Inventory",
                ids,
                (_, own, index) -> {
                    ObjectNode node =
                            Doc.resource(
                                    own,
                                    "SoftwareInventory.v1_2_3.SoftwareInventory",
                                    ids.get(index),
                                    names.get(index));
                    node.put("Version", versions.get(index));
                    node.put("Updateable", true);
                    Doc.status(node, "Enabled", View.Health.OK);
                    return node;
                });
    }
}
