package dev.sideband.cli;

import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.ThresholdStatus;

/** How sensors and events look to people. */
final class Severities {
    private Severities() {}

    static Tone tone(Severity severity) {
        return switch (severity) {
            case OK -> Tone.GOOD;
            case INFO -> Tone.PLAIN;
            case WARNING -> Tone.WARNING;
            case CRITICAL -> Tone.CRITICAL;
        };
    }

    static Tone tone(ThresholdStatus status) {
        return switch (status) {
            case OK -> Tone.GOOD;
            case NC -> Tone.WARNING;
            case CR -> Tone.CRITICAL;
            case NR -> Tone.FATAL;
            case UNKNOWN -> Tone.PLAIN;
        };
    }

    /** Such as {@code ok} or {@code critical, high}. */
    static String text(SensorObservation seen) {
        String status =
                switch (seen.status()) {
                    case OK -> "ok";
                    case NC -> "non-critical";
                    case CR -> "critical";
                    case NR -> "non-recoverable";
                    case UNKNOWN -> "";
                };
        return switch (seen.side()) {
            case NONE -> status;
            case LOW -> status + ", low";
            case HIGH -> status + ", high";
        };
    }
}
