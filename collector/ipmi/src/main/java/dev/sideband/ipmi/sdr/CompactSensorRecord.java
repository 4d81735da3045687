package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * Compact sensor record (IPMI 2.0 §43.2): a sensor, or a row of them, without a conversion.
 *
 * @param hysteresisUp raw difference for upper thresholds, 0 for none
 * @param hysteresisDown raw difference for lower thresholds, 0 for none
 */
public record CompactSensorRecord(
        int id,
        SensorHead head,
        Sharing sharing,
        int hysteresisUp,
        int hysteresisDown,
        String name,
        Bytes raw)
        implements SensorRecord {
    static final int TYPE = 0x02;

    static CompactSensorRecord read(int id, WireReader in, Bytes raw) {
        SensorHead head = SensorHead.read(in);
        Sharing sharing = Sharing.of(in.u8("record sharing"), in.u8("modifier offset"));
        int up = in.u8("upper hysteresis");
        int down = in.u8("lower hysteresis");
        in.skip("reserved and OEM", 4);
        return new CompactSensorRecord(
                id, head, sharing, up, down, IdString.decode(in.rest()), raw);
    }

    @Override
    public SensorKey key() {
        return head.key();
    }

    @Override
    public Entity entity() {
        return head.entity();
    }

    @Override
    public int sensorType() {
        return head.sensorType();
    }

    @Override
    public int eventType() {
        return head.eventType();
    }
}
