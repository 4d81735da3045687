package dev.sideband.simulator.redfish;

import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.SystemEventLog;
import dev.sideband.simulator.redfish.Trail.Visit;

import java.util.ArrayList;
import java.util.List;

/**
 * iDRAC's Lclog: all that the hardware log has once more, some seconds later and under other ids,
 * and who logged in.
 */
final class Lifecycle {
    /** Older ones are given up. */
    static final int LIMIT = 5000;

    private static final int DELAY_SECONDS = 12;

    private final List<Line> lines = new ArrayList<>();
    private int known;
    private long lastId;

    /** One line; {@code seconds} by the BMC's clock. */
    sealed interface Line {
        long id();

        long seconds();

        record Hardware(long id, long seconds, LogRecord event) implements Line {}

        record Access(long id, long seconds, Visit visit) implements Line {}
    }

    /** All lines, oldest first, after what has happened since has been taken over. */
    List<Line> lines(View view) {
        long now = view.server().clock(view.now());
        List<SelRecord> more =
                view.server().log(view.now(), (SystemEventLog log) -> log.addedAfter(known));
        for (SelRecord raw : more) {
            LogRecord event = LogRecord.of(view.blueprint(), raw);
            long at = event.seconds() + DELAY_SECONDS;
            if (at > now) {
                break;
            }
            known++;
            add(new Line.Hardware(++lastId, at, event));
        }
        return List.copyOf(lines);
    }

    void add(Visit visit) {
        add(new Line.Access(++lastId, visit.seconds(), visit));
    }

    private void add(Line line) {
        if (lines.size() == LIMIT) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    void clear() {
        lines.clear();
    }
}
