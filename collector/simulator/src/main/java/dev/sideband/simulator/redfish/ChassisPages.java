package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Physics;

import java.util.List;

/** The box, and by which documents it tells its readings (DSP0268: Chassis). */
final class ChassisPages {
    private static final String COLLECTION = Dialect.ROOT + "/Chassis";

    private final Tree tree;
    private final Dialect dialect;
    private final Blueprint blueprint;
    private final String path;

    ChassisPages(Tree tree, Blueprint blueprint) {
        this.tree = tree;
        this.dialect = tree.dialect();
        this.blueprint = blueprint;
        this.path = dialect.chassis();
    }

    void add() {
        tree.addCollection(
                COLLECTION,
                "ChassisCollection",
                "Chassis Collection",
                List.of(dialect.text("chassis")),
                (view, _, _) -> chassis(view));
        if (dialect.hasThermalAndPower()) {
            tree.add(path + "/Thermal", new ThermalPage(dialect, blueprint)::thermal);
            tree.add(path + "/Power", new PowerPage(dialect, blueprint)::power);
        }
        if (dialect.hasSubsystems()) {
            new SubsystemPages(tree, blueprint).add();
        }
    }

    private ObjectNode chassis(View view) {
        ObjectNode node =
                Doc.resource(
                        path,
                        "Chassis.v1_16_0.Chassis",
                        dialect.text("chassis"),
                        "Computer System Chassis");
        node.put("ChassisType", "RackMount").put("Manufacturer", dialect.text("manufacturer"));
        node.put("Model", view.blueprint().profile().model());
        node.put("SerialNumber", view.identity().serial()).put("PartNumber", "CH-0001");
        node.put("PowerState", view.running() ? "On" : "Off");
        node.put("IndicatorLED", view.desk().light() ? "Blinking" : "Off");
        Doc.status(node, "Enabled", view.rollup()).put("HealthRollup", view.rollup().text());
        boolean open = view.machine(Physics::chassisOpen);
        node.putObject("PhysicalSecurity")
                .put("IntrusionSensor", open ? "HardwareIntrusion" : "Normal");
        if (dialect.hasThermalAndPower()) {
            Doc.link(node, "Thermal", path + "/Thermal");
            Doc.link(node, "Power", path + "/Power");
        }
        if (dialect.hasSubsystems()) {
            Doc.link(node, "ThermalSubsystem", path + "/ThermalSubsystem");
            Doc.link(node, "PowerSubsystem", path + "/PowerSubsystem");
            Doc.link(node, "Sensors", path + "/Sensors");
        }
        ObjectNode links = node.putObject("Links");
        Doc.links(links, "ComputerSystems", List.of(dialect.system()));
        Doc.links(links, "ManagedBy", List.of(dialect.manager()));
        dialect.habits().chassis(node, view);
        return node;
    }
}
