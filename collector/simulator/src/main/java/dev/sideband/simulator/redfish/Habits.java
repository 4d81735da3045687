package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Sensor.Analog;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What makers do in their own way and no file can tell: each method is given a finished document
 * and adds, changes or leaves out what its maker does.
 */
interface Habits {
    static Habits of(String profile) {
        return switch (profile) {
            case "dell" -> new DellHabits();
            case "hpe" -> new HpeHabits();
            case "lenovo" -> new LenovoHabits();
            case "huawei" -> new HuaweiHabits();
            case "supermicro" -> new SupermicroHabits();
            case "openbmc" -> new OpenBmcHabits();
            default -> throw new IllegalArgumentException("no Redfish dialect for " + profile);
        };
    }

    /** Whether paths are taken in any letters. */
    default boolean ignoresCase() {
        return false;
    }

    /** How a collection links to a member. */
    default String memberLink(String path) {
        return path;
    }

    /** The path of a part of a document, such as the fan of an index in Thermal. */
    default String fragment(String path, String part, int index) {
        return "%s#/%s/%d".formatted(path, part, index);
    }

    default void root(ObjectNode root, View view) {}

    default void chassis(ObjectNode chassis, View view) {}

    default void system(ObjectNode system, View view) {}

    default void manager(ObjectNode manager, View view) {}

    default void thermal(ObjectNode thermal, View view) {}

    default void temperature(ObjectNode item, Slot slot, View view) {}

    default void fan(ObjectNode item, Slot slot, View view) {}

    default void power(ObjectNode power, View view) {}

    default void supply(ObjectNode item, int psu, View view) {}

    default void sensor(ObjectNode item, Analog sensor, View view) {}

    default void fanOfSubsystem(ObjectNode fan, View view) {}

    /** The ids of the entries that records made, in the order in which they came. */
    default List<Optional<String>> entryIds(
            Blueprint blueprint, Dialect dialect, List<SelRecord> records) {
        int first = dialect.number("log.first-id");
        return IntStream.range(0, records.size())
                .mapToObj(n -> Optional.of(Integer.toString(first + n)))
                .toList();
    }

    /** The hardware log's entries, where they are not simply its records. */
    default List<LogBook.Item> hardwareLog(View view, String entries) {
        return RecordLog.items(view, entries);
    }

    default void logService(ObjectNode service, View view) {}

    default void entry(ObjectNode entry, LogRecord event, View view) {}

    default void visit(ObjectNode entry, Trail.Visit visit, View view) {}

    /** What is said where nobody can log in any more. */
    default Refusal sessionsFull() {
        return Refusal.of(
                503,
                "SessionLimitExceeded",
                "The session establishment failed due to the number of simultaneous sessions"
                        + " exceeding the limit of the implementation.");
    }

    /** Pages that no other maker has. */
    default void addPages(Tree tree) {}
}
