package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.HostAction;
import dev.sideband.simulator.model.Shape;

import java.util.List;
import java.util.Map;

/** The host (DSP0268: ComputerSystem), and what can be done to it. */
final class SystemPages {
    private static final String COLLECTION = Dialect.ROOT + "/Systems";
    private static final String RESET = "/Actions/ComputerSystem.Reset";
    private static final List<String> BOOT_ENABLED = List.of("Disabled", "Once", "Continuous");
    private static final List<String> LIGHTS = List.of("Lit", "Blinking", "Off");

    private static final Map<String, HostAction> ACTIONS =
            Map.of(
                    "On", HostAction.ON,
                    "ForceOn", HostAction.ON,
                    "ForceOff", HostAction.OFF,
                    "GracefulShutdown", HostAction.SHUT_DOWN,
                    "ForceRestart", HostAction.RESET,
                    "GracefulRestart", HostAction.RESET,
                    "PowerCycle", HostAction.CYCLE,
                    "ForcePowerCycle", HostAction.CYCLE);

    private final Tree tree;
    private final Dialect dialect;
    private final Blueprint blueprint;
    private final String path;

    SystemPages(Tree tree, Blueprint blueprint) {
        this.tree = tree;
        this.dialect = tree.dialect();
        this.blueprint = blueprint;
        this.path = dialect.system();
    }

    void add() {
        tree.addCollection(
                COLLECTION,
                "ComputerSystemCollection",
                "Computer System Collection",
                List.of(dialect.text("system")),
                (view, _, _) -> system(view));
        tree.addAction(path + RESET, this::reset);
        tree.addPatch(path, this::change);
        new InventoryPages(tree, blueprint).add();
    }

    private ObjectNode system(View view) {
        ObjectNode node =
                Doc.resource(
                        path,
                        "ComputerSystem.v1_14_0.ComputerSystem",
                        dialect.text("system"),
                        "System");
        node.put("SystemType", "Physical");
        node.put("Manufacturer", dialect.text("manufacturer"));
        node.put("Model", view.blueprint().profile().model());
        node.put("SerialNumber", view.identity().serial());
        node.put("SKU", "PN-0001");
        node.put("PartNumber", "BD-0001");
        node.put("UUID", view.identity().uuid().toString());
        node.put("HostName", "");
        node.put("BiosVersion", "2.14.1");
        node.put("PowerState", view.running() ? "On" : "Off");
        node.put("IndicatorLED", view.desk().light() ? "Blinking" : "Off");
        node.put("LocationIndicatorActive", view.desk().light());
        Doc.status(node, view.running() ? "Enabled" : "Disabled", view.rollup())
                .put("HealthRollup", view.rollup().text());
        boot(node.putObject("Boot"), view);
        summaries(node, view);
        for (String name :
                List.of("Processors", "Memory", "Storage", "EthernetInterfaces", "LogServices")) {
            Doc.link(node, name, path + "/" + name);
        }
        ObjectNode links = node.putObject("Links");
        Doc.links(links, "Chassis", List.of(dialect.chassis()));
        Doc.links(links, "ManagedBy", List.of(dialect.manager()));
        ObjectNode reset = node.putObject("Actions").putObject("#ComputerSystem.Reset");
        reset.put("target", path + RESET);
        texts(reset, "ResetType@Redfish.AllowableValues", dialect.list("reset"));
        dialect.habits().system(node, view);
        return node;
    }

    private void boot(ObjectNode boot, View view) {
        boot.put("BootSourceOverrideEnabled", view.desk().bootEnabled());
        boot.put("BootSourceOverrideTarget", view.desk().bootTarget());
        boot.put("BootSourceOverrideMode", view.desk().bootMode());
        texts(boot, "BootSourceOverrideTarget@Redfish.AllowableValues", dialect.list("boot"));
    }

    private static void summaries(ObjectNode node, View view) {
        ObjectNode processors = node.putObject("ProcessorSummary");
        processors.put("Count", Shape.CPUS).put("Model", InventoryPages.PROCESSOR_MODEL);
        Doc.status(processors, "Enabled", View.Health.OK);
        ObjectNode memory = node.putObject("MemorySummary");
        memory.put(
                "TotalSystemMemoryGiB",
                InventoryPages.modules(view.blueprint()) * InventoryPages.MODULE_GIB);
        Doc.status(memory, "Enabled", View.Health.OK);
    }

    private static void texts(ObjectNode node, String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
    }

    private Answer reset(View view, JsonNode body) {
        String type = body.path("ResetType").asText("");
        if (!dialect.list("reset").contains(type)) {
            throw Refusal.badValue("ResetType");
        }
        boolean running = view.running();
        HostAction action = ACTIONS.get(type);
        if (type.equals("PushPowerButton")) {
            action = running ? HostAction.SHUT_DOWN : HostAction.ON;
        }
        if (action == null) {
            return Answer.empty();
        }
        if ((action == HostAction.ON) == running) {
            throw Refusal.of(
                    409,
                    "NoOperation",
                    "The host is %s already.".formatted(running ? "on" : "off"));
        }
        view.server().control(view.now(), action);
        if (action != HostAction.OFF && action != HostAction.SHUT_DOWN) {
            view.desk().booted();
        }
        return Answer.empty();
    }

    private Answer change(View view, JsonNode body) {
        if (body.has("IndicatorLED")) {
            String light = body.path("IndicatorLED").asText();
            if (!LIGHTS.contains(light)) {
                throw Refusal.badValue("IndicatorLED");
            }
            view.desk().setLight(!light.equals("Off"));
        }
        if (body.has("LocationIndicatorActive")) {
            view.desk().setLight(body.path("LocationIndicatorActive").asBoolean());
        }
        if (body.has("Boot")) {
            changeBoot(view.desk(), body.path("Boot"));
        }
        return Answer.of(200, system(view));
    }

    private void changeBoot(Desk desk, JsonNode boot) {
        String enabled = boot.path("BootSourceOverrideEnabled").asText(desk.bootEnabled());
        String target = boot.path("BootSourceOverrideTarget").asText(desk.bootTarget());
        String mode = boot.path("BootSourceOverrideMode").asText(desk.bootMode());
        if (!BOOT_ENABLED.contains(enabled)) {
            throw Refusal.badValue("BootSourceOverrideEnabled");
        }
        if (!dialect.list("boot").contains(target)) {
            throw Refusal.badValue("BootSourceOverrideTarget");
        }
        if (!List.of("UEFI", "Legacy").contains(mode)) {
            throw Refusal.badValue("BootSourceOverrideMode");
        }
        desk.setBoot(enabled, target, mode);
    }
}
