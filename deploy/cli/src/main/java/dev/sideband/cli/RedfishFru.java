package dev.sideband.cli;

import dev.sideband.demo.Printable;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.inventory.FruView;
import dev.sideband.redfish.inventory.Inventory;
import dev.sideband.redfish.inventory.InventoryReader;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The parts that a Redfish service tells of, in the shape of {@link BmcFruCommand}. */
final class RedfishFru {
    private final BmcCommand command;

    RedfishFru(BmcCommand command) {
        this.command = command;
    }

    void print(RedfishClient client) throws RedfishException, InterruptedException {
        Inventory inventory;
        try (StatusLine line = command.statusLine()) {
            var watched = new WatchedRedfish(client, line);
            inventory = new InventoryReader(watched).read(ServiceTree.read(watched));
        }
        FruView.of(inventory).forEach(this::print);
        RedfishProblems.print(
                command, inventory.unread().stream().map(Inventory.Unread::reason).toList());
    }

    private void print(Map<String, @Nullable Object> part) {
        if (command.bmc().json()) {
            Json.print(command.out(), part);
        } else {
            boolean colour = command.bmc().terminal().colour();
            String title =
                    "%s (%s)"
                            .formatted(
                                    Printable.of(String.valueOf(part.get("name"))),
                                    part.get("entity"));
            command.out().println(Tone.HEAD.on(title, colour));
            new FruLines(command.out(), colour).print(part);
            command.out().println();
        }
        command.out().flush();
    }
}
