package dev.sideband.ipmi.pef;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * An entry of the event filter table (IPMI 2.0 §17.7).
 *
 * @param actions bit 0 alert, 1 power off, 2 reset, 3 power cycle, 4 OEM, 5 diagnostic interrupt
 * @param policy number of the alert policies that it sets off
 * @param severity as in a platform event trap; 0: unspecified
 * @param sensorType FFh: any
 * @param sensorNumber FFh: any
 * @param eventType FFh: any
 * @param offsets one bit for each event that matches
 */
public record EventFilter(
        int number,
        boolean enabled,
        int actions,
        int policy,
        int severity,
        int sensorType,
        int sensorNumber,
        int eventType,
        int offsets) {
    private static final int GENERATOR_BYTES = 2;

    static EventFilter read(Bytes data) {
        WireReader in = data.reader();
        int number = in.u8("filter") & 0x7F;
        boolean enabled = (in.u8("filter configuration") & 0x80) != 0;
        int actions = in.u8("actions") & 0x7F;
        int policy = in.u8("alert policy") & 0x0F;
        int severity = in.u8("severity");
        in.skip("generator id", GENERATOR_BYTES);
        return new EventFilter(
                number,
                enabled,
                actions,
                policy,
                severity,
                in.u8("sensor type"),
                in.u8("sensor number"),
                in.u8("event type"),
                in.u16("event offsets"));
    }

    /** Whether it raises alerts. */
    public boolean alerts() {
        return enabled && (actions & 0x01) != 0;
    }
}
