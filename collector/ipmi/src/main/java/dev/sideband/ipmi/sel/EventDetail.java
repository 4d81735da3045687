package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventStates;
import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What event data 2 and 3 add to an event, as far as the standard says (IPMI 2.0 table 42-3). */
final class EventDetail {
    private static final int PREVIOUS_STATE = 1;
    private static final int SENSOR_SPECIFIC = 3;
    private static final int UNSPECIFIED = 0xFF;
    private static final int NOT_GIVEN = 0xF;

    /** The event type whose states are severities. */
    private static final int SEVERITY = 0x07;

    private EventDetail() {}

    /** What the event data adds; null for nothing that the standard defines. */
    static @Nullable String text(SystemEvent event) {
        boolean specific = event.eventType() == EventType.SENSOR_SPECIFIC;
        if (!specific && !EventType.generic(event.eventType())) {
            return null;
        }
        if (event.data1() >> 6 == PREVIOUS_STATE) {
            return previousState(event);
        }
        if (!specific) {
            return null;
        }
        boolean second = event.data1() >> 6 == SENSOR_SPECIFIC && event.data2() != UNSPECIFIED;
        boolean third = (event.data1() >> 4 & 3) == SENSOR_SPECIFIC && event.data3() != UNSPECIFIED;
        return join(
                second ? second(event, event.data2()) : null,
                third ? third(event, event.data3()) : null);
    }

    /** The state before, in the low half of data 2, and the severity in the high half. */
    private static @Nullable String previousState(SystemEvent event) {
        int previous = event.data2() & 0xF;
        int severity = event.data2() >> 4;
        return join(
                previous == NOT_GIVEN
                        ? null
                        : "was "
                                + EventStates.state(event.eventType(), event.sensorType(), previous)
                                        .text(),
                // Firmware that has no severity to tell leaves it at 0, which would be OK.
                severity == NOT_GIVEN || severity == 0
                        ? null
                        : "severity " + EventStates.state(SEVERITY, 0, severity).text());
    }

    private static @Nullable String second(SystemEvent event, int data) {
        int offset = event.offset();
        return switch (event.sensorType()) {
            case 0x05 -> offset == 4 ? "network controller " + data : null;
            case 0x0F ->
                    of(
                            offset == 0
                                    ? EventDataTexts.FIRMWARE_ERROR
                                    : EventDataTexts.FIRMWARE_PROGRESS,
                            data);
            case 0x10 -> loggingDisabled(offset, data);
            case 0x12 -> systemEvent(offset, data);
            case 0x19 -> offset == 0 ? "requested " + of(EventDataTexts.POWER_STATE, data) : null;
            case 0x1D -> offset == 7 ? of(EventDataTexts.RESTART_CAUSE, data & 0xF) : null;
            case 0x21 -> of(EventDataTexts.SLOT, data & 0x7F);
            case 0x23 -> watchdog(data);
            case 0x28 -> healthOf(offset, data);
            case 0x2A -> "user id " + (data & 0x3F);
            case 0x2B -> of(EventDataTexts.VERSION_CHANGE, data);
            case 0x2C ->
                    join(
                            of(EventDataTexts.FRU_CAUSE, data >> 4),
                            "was " + EventStates.state(0x6F, 0x2C, data & 0xF).text());
            default -> null;
        };
    }

    private static @Nullable String third(SystemEvent event, int data) {
        int offset = event.offset();
        return switch (event.sensorType()) {
            case 0x08 -> offset == 6 ? of(EventDataTexts.PSU_CONFIGURATION, data & 0xF) : null;
            case 0x0C -> "memory module " + data;
            case 0x10 -> offset == 5 ? data + "% full" : null;
            case 0x19 -> offset == 0 ? "in " + of(EventDataTexts.POWER_STATE, data) : null;
            case 0x1D -> offset == 7 ? "channel " + (data & 0xF) : null;
            case 0x21 -> "slot " + data;
            case 0x28 -> offset == 5 ? "FRU %02Xh".formatted(data) : null;
            case 0x2A ->
                    join(
                            offset == 1 ? of(EventDataTexts.SESSION_END, data >> 4 & 3) : null,
                            "channel " + (data & 0xF));
            default -> null;
        };
    }

    /** Which sensor or FRU device of the management subsystem failed. */
    private static @Nullable String healthOf(int offset, int data) {
        return switch (offset) {
            case 4 -> "sensor %02Xh".formatted(data);
            case 5 ->
                    "%s FRU device, LUN %d, private bus %d"
                            .formatted(
                                    (data & 0x80) == 0 ? "non-logical" : "logical",
                                    data >> 3 & 3,
                                    data & 7);
            default -> null;
        };
    }

    private static @Nullable String loggingDisabled(int offset, int data) {
        return switch (offset) {
            case 0 -> "memory module " + data;
            case 1 -> "event type %02Xh".formatted(data);
            case 6 -> "processor " + data;
            default -> null;
        };
    }

    private static @Nullable String systemEvent(int offset, int data) {
        return switch (offset) {
            case 3 ->
                    of(EventDataTexts.LOG_ACTION, data >> 4)
                            + ", "
                            + of(EventDataTexts.LOG_TYPE, data & 0xF);
            case 4 -> pefActions(data);
            case 5 ->
                    join(
                            EventDataTexts.CLOCK.size() > (data & 0xF)
                                    ? EventDataTexts.CLOCK.get(data & 0xF)
                                    : null,
                            (data & 0x80) == 0
                                    ? "before the change, first of pair"
                                    : "after the change, second of pair");
            default -> null;
        };
    }

    private static @Nullable String pefActions(int data) {
        @Nullable String actions = null;
        for (int bit = 0; bit < EventDataTexts.PEF_ACTION.size(); bit++) {
            if ((data >> bit & 1) != 0) {
                actions = join(actions, EventDataTexts.PEF_ACTION.get(bit));
            }
        }
        return actions;
    }

    private static String watchdog(int data) {
        int interrupt = data >> 4;
        return "timer use "
                + ((data & 0xF) == 0xF ? "unspecified" : of(EventDataTexts.TIMER_USE, data & 0xF))
                + (interrupt == 0xF
                        ? ""
                        : ", interrupt " + of(EventDataTexts.TIMER_INTERRUPT, interrupt));
    }

    private static String of(List<String> table, int index) {
        return index < table.size() ? table.get(index) : "%02Xh".formatted(index);
    }

    /** Both, or the one that is there. */
    static @Nullable String join(@Nullable String first, @Nullable String second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first + ", " + second;
    }
}
