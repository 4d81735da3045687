package dev.sideband.detection;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Evidence;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reading;
import dev.sideband.avro.SensorMemory;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Side;
import dev.sideband.detection.lifecycle.Finding;
import dev.sideband.detection.lifecycle.Signal;
import dev.sideband.detection.rule.Level;
import dev.sideband.detection.rule.Limits;
import dev.sideband.detection.rule.StatePolicy;
import dev.sideband.detection.rule.ThresholdRule;
import dev.sideband.detection.rule.Words;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Readings to signals: one alert a sensor, by its thresholds or by its states. */
final class ReadingWatch {
    static final String THRESHOLD = "threshold";
    static final String STATE = "state";
    static final String DISCRETE = "discrete";

    private ReadingWatch() {}

    static void watch(AlertBook book, Reading reading, Descriptors descriptors) {
        ServerMemory memory = book.memory();
        Instant at = reading.getObservedAt();
        SensorMemory before = memory.sensor(reading.getSensor());
        if (before != null && !at.isAfter(before.getSeenAt())) {
            return;
        }
        boolean good = reading.getQuality() == Quality.GOOD;
        if (!memory.saw(reading.getSensor(), at, good)) {
            return;
        }
        boolean discrete = reading.getType().equals(DISCRETE);
        String alertId = book.id(discrete ? STATE : THRESHOLD, reading.getSensor());
        if (!good) {
            if (!memory.isQuiet()) {
                book.tell(alertId, new Signal.Unseen(at));
            }
        } else if (discrete) {
            judgeStates(book, alertId, reading);
        } else {
            judgeValue(book, alertId, reading, descriptors);
        }
    }

    private static void judgeValue(
            AlertBook book, String alertId, Reading reading, Descriptors descriptors) {
        Level present = present(book.alert(alertId).getFiring());
        Optional<Level> level =
                ThresholdRule.judge(
                        reading,
                        () -> Limits.of(descriptors.find(reading.getTarget(), reading.getSensor())),
                        present);
        if (level.isEmpty()) {
            return;
        }
        if (level.get().isTrouble()) {
            Finding finding = finding(reading, level.get());
            book.tell(alertId, new Signal.Wrong(reading.getObservedAt(), finding));
        } else {
            over(book, alertId, reading);
        }
    }

    private static void judgeStates(AlertBook book, String alertId, Reading reading) {
        Severity worst = Severity.OK;
        List<String> troubles = troubles(book, reading);
        for (String state : troubles) {
            Severity severity = StatePolicy.of(state).orElseThrow().severity();
            worst = severity.compareTo(worst) > 0 ? severity : worst;
        }
        if (worst != Severity.OK) {
            String title = reading.getName() + ": " + String.join(", ", troubles);
            Finding finding = stateFinding(reading, worst, title, troubles);
            book.tell(alertId, new Signal.Wrong(reading.getObservedAt(), finding));
            return;
        }
        over(book, alertId, reading);
    }

    /** The asserted states that are trouble and that no log record has raised an alert for yet. */
    private static List<String> troubles(AlertBook book, Reading reading) {
        if (reading.getStates().isEmpty()) {
            return List.of();
        }
        return reading.getStates().stream()
                .filter(state -> StatePolicy.of(state).filter(StatePolicy::isTrouble).isPresent())
                .filter(state -> !LogWatch.isTold(book, reading.getSensor(), state))
                .sorted()
                .toList();
    }

    private static void over(AlertBook book, String alertId, Reading reading) {
        if (!book.memory().knowsAlert(alertId)) {
            return;
        }
        book.tell(
                alertId,
                new Signal.Over(
                        reading.getObservedAt(),
                        "cleared",
                        true,
                        reading.getValue(),
                        evidence(reading, summary(reading))));
    }

    private static Finding finding(Reading reading, Level level) {
        String title =
                Words.threshold(reading.getName(), reading.getValue(), reading.getUnit(), level);
        return new Finding(
                THRESHOLD,
                reading.getSensor(),
                reading.getName(),
                level.severity(),
                title,
                reading.getValue(),
                reading.getUnit(),
                limit(level),
                level.side(),
                null,
                List.of(),
                null,
                evidence(reading, summary(reading)));
    }

    private static Finding stateFinding(
            Reading reading, Severity severity, String title, List<String> states) {
        return new Finding(
                STATE,
                reading.getSensor(),
                reading.getName(),
                severity,
                title,
                null,
                null,
                null,
                Side.NONE,
                null,
                states,
                null,
                evidence(reading, summary(reading)));
    }

    private static String summary(Reading reading) {
        Double value = reading.getValue();
        if (value != null) {
            return reading.getName() + " " + Words.value(value, reading.getUnit());
        }
        return reading.getStates().isEmpty()
                ? reading.getName() + ": no state asserted"
                : reading.getName() + ": " + String.join(", ", reading.getStates());
    }

    private static Evidence evidence(Reading reading, String summary) {
        return new Evidence("readings", reading.getSensor(), reading.getObservedAt(), summary);
    }

    /** What a sensor's alert says now, as a level. */
    static Level present(@Nullable Alert firing) {
        if (firing == null) {
            return Level.OK;
        }
        Double threshold = firing.getThreshold();
        return new Level(
                firing.getSeverity(),
                firing.getSide(),
                threshold == null ? null : new Level.Limit("", threshold));
    }

    static @Nullable Double limit(Level level) {
        Level.Limit limit = level.limit();
        return limit == null ? null : limit.value();
    }
}
