package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Supplier;

/** One log of a BMC: its entries as they stand at a moment, each written only when it is wanted. */
@FunctionalInterface
interface LogBook {
    /** All entries, in the maker's order. */
    List<Item> items(View view);

    /** An entry that may be written. */
    record Item(String id, Supplier<ObjectNode> entry) {}
}
