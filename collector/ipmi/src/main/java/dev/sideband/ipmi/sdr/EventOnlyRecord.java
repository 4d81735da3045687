package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/** Event-only record (IPMI 2.0 §43.3): a sensor that sends events and cannot be read. */
public record EventOnlyRecord(
        int id,
        SensorKey key,
        Entity entity,
        int sensorType,
        int eventType,
        Sharing sharing,
        String name,
        Bytes raw)
        implements SensorRecord {
    static final int TYPE = 0x03;

    static EventOnlyRecord read(int id, WireReader in, Bytes raw) {
        SensorKey key = SensorHead.readKey(in);
        Entity entity = SensorHead.readEntity(in);
        int sensorType = in.u8("sensor type");
        int eventType = in.u8("event type") & 0x7F;
        Sharing sharing = Sharing.of(in.u8("record sharing"), in.u8("modifier offset"));
        in.skip("reserved and OEM", 2);
        String name = IdString.decode(in.rest());
        return new EventOnlyRecord(id, key, entity, sensorType, eventType, sharing, name, raw);
    }
}
