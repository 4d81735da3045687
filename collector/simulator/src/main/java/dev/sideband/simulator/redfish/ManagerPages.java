package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Mix;

import java.util.List;

/** The BMC itself (DSP0268: Manager). */
final class ManagerPages {
    static final String RESET = "/Actions/Manager.Reset";
    private static final String COLLECTION = Dialect.ROOT + "/Managers";

    private final Tree tree;
    private final Dialect dialect;
    private final String path;

    ManagerPages(Tree tree) {
        this.tree = tree;
        this.dialect = tree.dialect();
        this.path = dialect.manager();
    }

    void add() {
        tree.addCollection(
                COLLECTION,
                "ManagerCollection",
                "Manager Collection",
                List.of(dialect.text("manager")),
                (view, _, _) -> manager(view));
        tree.addCollection(
                path + "/EthernetInterfaces",
                "EthernetInterfaceCollection",
                "Ethernet Interface Collection",
                List.of("eth0"),
                (view, own, _) -> port(view, own));
    }

    private ObjectNode manager(View view) {
        ObjectNode node =
                Doc.resource(
                        path,
                        "Manager.v1_12_0.Manager",
                        dialect.text("manager"),
                        dialect.text("manager-name"));
        node.put("ManagerType", "BMC").put("Model", dialect.text("manager-model"));
        node.put("FirmwareVersion", dialect.text("manager-firmware"));
        node.put("UUID", view.identity().uuid().toString()).put("PowerState", "On");
        node.put("DateTime", dialect.time(view.clock()));
        node.put("DateTimeLocalOffset", dialect.text("local-offset"));
        Doc.status(node, "Enabled", View.Health.OK);
        Doc.link(node, "EthernetInterfaces", path + "/EthernetInterfaces");
        Doc.link(node, "LogServices", path + "/LogServices");
        ObjectNode links = node.putObject("Links");
        Doc.links(links, "ManagerForServers", List.of(dialect.system()));
        Doc.links(links, "ManagerForChassis", List.of(dialect.chassis()));
        ObjectNode reset = node.putObject("Actions").putObject("#Manager.Reset");
        reset.put("target", path + RESET);
        reset.putArray("ResetType@Redfish.AllowableValues").add("GracefulRestart");
        dialect.habits().manager(node, view);
        return node;
    }

    private static ObjectNode port(View view, String own) {
        ObjectNode node =
                Doc.resource(
                        own,
                        "EthernetInterface.v1_6_0.EthernetInterface",
                        "eth0",
                        "Manager Ethernet Interface");
        long mac = Mix.bits(view.server().seed(), 62) & 0xFFFFFFL;
        node.put(
                "MACAddress",
                "02:51:DF:%02X:%02X:%02X".formatted(mac >> 16, mac >> 8 & 0xFF, mac & 0xFF));
        Doc.status(node, "Enabled", View.Health.OK);
        return node;
    }
}
