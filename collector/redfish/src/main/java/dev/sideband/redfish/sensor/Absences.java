package dev.sideband.redfish.sensor;

import dev.sideband.redfish.RedfishException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what is not there or may not be read, so that it is not asked for in every poll. */
final class Absences {
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    private record Absence(Duration pause, Instant until, boolean denied) {}

    private final Map<String, Absence> absences = new HashMap<>();

    /** Whether {@code path} need not be asked for now. */
    boolean isAbsent(String path, Instant now) {
        Absence absence = absences.get(path);
        return absence != null && now.isBefore(absence.until);
    }

    /** The paths that may not be read. */
    List<String> denied() {
        List<String> denied = new ArrayList<>();
        absences.forEach((path, absence) -> {
            if (absence.denied) {
                denied.add(path);
            }
        });
        denied.sort(null);
        return denied;
    }

    void found(String path) {
        absences.remove(path);
    }

    void forget() {
        absences.clear();
    }

    /** Keeps what will be the same the next time; a BMC that is only busy is asked again. */
    void failed(String path, RedfishException problem, Instant now) {
        boolean denied = problem instanceof RedfishException.Denied;
        if (denied || problem instanceof RedfishException.NotFound) {
            Absence before = absences.get(path);
            Duration pause = before == null ? FIRST : before.pause.multipliedBy(2);
            Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
            absences.put(path, new Absence(bounded, now.plus(bounded), denied));
        }
    }
}
