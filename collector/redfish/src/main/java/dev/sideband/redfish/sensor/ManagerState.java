package dev.sideband.redfish.sensor;

import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.Optional;

/**
 * What a BMC says of itself: {@code Manager.FirmwareVersion}, {@code Model} and {@code DateTime}.
 *
 * @param skewMillis its clock minus ours; null where it tells no time, or one that was never set
 */
public record ManagerState(
        Optional<String> firmware, Optional<String> model, @Nullable Long skewMillis) {
    /** A clock that says less than this was never set. */
    private static final Year FIRST_YEAR = Year.of(2010);

    private static final Year LAST_YEAR = Year.of(2200);

    static ManagerState of(Resource manager, Instant asked, Instant answered) {
        Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        return new ManagerState(
                manager.text("FirmwareVersion"),
                manager.text("Model"),
                manager.text("DateTime").map(text -> skew(text, middle)).orElse(null));
    }

    /** The manager that is the BMC itself, where there are several. */
    static Resource main(ServiceTree tree) {
        return tree.managers().stream()
                .filter(manager -> manager.text("ManagerType").filter("BMC"::equals).isPresent())
                .filter(manager -> manager.has("DateTime"))
                .findFirst()
                .orElse(tree.managers().getFirst());
    }

    private static @Nullable Long skew(String text, Instant ours) {
        try {
            OffsetDateTime theirs = OffsetDateTime.parse(text);
            boolean set =
                    theirs.getYear() >= FIRST_YEAR.getValue()
                            && theirs.getYear() <= LAST_YEAR.getValue();
            return set ? (Long) Duration.between(ours, theirs.toInstant()).toMillis() : null;
        } catch (DateTimeException untold) {
            return null;
        }
    }
}
