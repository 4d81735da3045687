package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventType;
import dev.sideband.ipmi.sel.SelItem.Entry;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pairs of events that tell of a clock that was set: its time before, and its time after. */
final class ClockPairs {
    private static final int SYSTEM_EVENT = 0x12;
    private static final int CLOCK_SYNC = 5;
    private static final int SENSOR_SPECIFIC = 3;
    private static final int SECOND_OF_PAIR = 0x80;
    private static final int SDR_CLOCK = 1;

    private final Map<Integer, Setting> settings = new TreeMap<>();

    private record Setting(long before, long after) {}

    ClockPairs(List<Entry> entries) {
        @Nullable SystemEvent first = null;
        for (int index = 0; index < entries.size(); index++) {
            if (!(entries.get(index).record() instanceof SystemEvent event) || !tells(event)) {
                continue;
            }
            if ((event.data2() & SECOND_OF_PAIR) == 0) {
                first = event;
            } else if (first != null && first.sensor().equals(event.sensor())) {
                add(index, first, event);
                first = null;
            }
        }
    }

    private void add(int index, SystemEvent first, SystemEvent second) {
        long change = Math.abs(second.seconds() - first.seconds());
        boolean told =
                first.seconds() != SelTime.UNSPECIFIED && second.seconds() != SelTime.UNSPECIFIED;
        if (told && change * 1_000 >= SelClock.LEAST_JUMP_MILLIS) {
            settings.put(index, new Setting(first.seconds(), second.seconds()));
        }
    }

    private static boolean tells(SystemEvent event) {
        return event.sensorType() == SYSTEM_EVENT
                && event.eventType() == EventType.SENSOR_SPECIFIC
                && event.offset() == CLOCK_SYNC
                && event.data1() >> 6 == SENSOR_SPECIFIC
                && (event.data2() & 0xF) != SDR_CLOCK
                && event.data2() != 0xFF;
    }

    /** What a clock is after all that the events tell. */
    SelClock applyTo(SelClock clock) {
        SelClock now = clock;
        for (Setting setting : settings.values()) {
            now = now.afterSetting(setting.before, setting.after);
        }
        return now;
    }

    /** By how many seconds the clock was set at the entry that ends a pair; 0 at others. */
    long change(int index) {
        Setting setting = settings.get(index);
        return setting == null ? 0 : setting.after - setting.before;
    }

    /** What the clock told before it was set. */
    long before(int index) {
        Setting setting = settings.get(index);
        return setting == null ? 0 : setting.before;
    }

    /** What it told then. */
    long after(int index) {
        Setting setting = settings.get(index);
        return setting == null ? 0 : setting.after;
    }
}
