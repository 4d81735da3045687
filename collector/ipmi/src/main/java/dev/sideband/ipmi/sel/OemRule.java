package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sel.SelRecord.SystemEvent;
import dev.sideband.ipmi.wire.Bytes;

import java.util.List;

/** What a vendor means by one kind of record. */
sealed interface OemRule {
    /** Which events a rule is about. */
    record When(OemValues from, OemValues types, OemValues numbers, OemValues events) {
        static final When ANY =
                new When(OemValues.all(), OemValues.all(), OemValues.all(), OemValues.all());

        boolean covers(SystemEvent event) {
            return from.contains(event.generator())
                    && types.contains(event.sensorType())
                    && numbers.contains(event.sensorNumber())
                    && events.contains(event.eventType());
        }
    }

    /** A byte of the data, or bits of one, and the values that a rule is about. */
    record Condition(OemField field, OemValues values) {
        static Condition parse(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Condition(OemField.parse(text), OemValues.all())
                    : new Condition(
                            OemField.parse(text.substring(0, equals)),
                            OemValues.parse(text.substring(equals + 1)));
        }

        boolean holds(Bytes data) {
            return field.isIn(data) && values.contains(field.of(data));
        }
    }

    /** What the state at some offsets of an event type is called. */
    record State(When when, OemValues offsets, EventState state) implements OemRule {
        boolean covers(SystemEvent event) {
            return offsets.contains(event.offset()) && when.covers(event);
        }
    }

    /** What event data 2 or 3, or both, say where they are flagged as the vendor's own. */
    record Data(When when, List<Condition> conditions, OemText text) implements OemRule {
        public Data {
            conditions = List.copyOf(conditions);
        }

        /** The bytes that it reads, as bits. */
        int bytes() {
            return conditions.stream()
                    .mapToInt(condition -> 1 << condition.field().index())
                    .reduce(0, (a, b) -> a | b);
        }

        boolean covers(SystemEvent event, Bytes data) {
            return when.covers(event)
                    && conditions.stream().allMatch(condition -> condition.holds(data));
        }
    }

    /** A record of the vendor's own type, C0h to FFh. */
    record Whole(OemValues types, List<Condition> conditions, Severity severity, OemText text)
            implements OemRule {
        public Whole {
            conditions = List.copyOf(conditions);
        }

        boolean covers(int type, Bytes data) {
            return types.contains(type)
                    && conditions.stream().allMatch(condition -> condition.holds(data));
        }
    }
}
