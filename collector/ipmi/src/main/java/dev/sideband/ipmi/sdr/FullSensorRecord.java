package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.sdr.SensorHead.Access;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

/**
 * Full sensor record (IPMI 2.0 §43.1): a sensor with a value, its conversion and its thresholds.
 *
 * @param nominal raw value that is typical; means something where bit 0 of {@code analogFlags} is
 *     set
 * @param normalMax as {@code nominal}, with bit 1
 * @param normalMin as {@code nominal}, with bit 2
 * @param max the highest raw value that the sensor can give
 * @param min the lowest one
 * @param hysteresisUp raw difference for upper thresholds, 0 for none
 * @param hysteresisDown raw difference for lower thresholds, 0 for none
 */
public record FullSensorRecord(
        int id,
        SensorHead head,
        ReadingConversion conversion,
        int analogFlags,
        int nominal,
        int normalMax,
        int normalMin,
        int max,
        int min,
        RawThresholds thresholds,
        int hysteresisUp,
        int hysteresisDown,
        String name,
        Bytes raw)
        implements SensorRecord {
    static final int TYPE = 0x01;

    static FullSensorRecord read(int id, WireReader in, Bytes raw) {
        SensorHead head = SensorHead.read(in);
        int linearization = in.u8("linearization") & 0x7F;
        ReadingFactors factors = ReadingFactors.read(in);
        int analogFlags = in.u8("analog characteristics");
        int nominal = in.u8("nominal reading");
        int normalMax = in.u8("normal maximum");
        int normalMin = in.u8("normal minimum");
        int max = in.u8("sensor maximum");
        int min = in.u8("sensor minimum");
        int readable = head.thresholdAccess() == Access.NONE ? 0 : head.readingMask() & 0x3F;
        RawThresholds thresholds = RawThresholds.read(in, readable);
        int up = in.u8("upper hysteresis");
        int down = in.u8("lower hysteresis");
        in.skip("reserved and OEM", 3);
        return new FullSensorRecord(
                id,
                head,
                new ReadingConversion(head.format(), linearization, factors),
                analogFlags,
                nominal,
                normalMax,
                normalMin,
                max,
                min,
                thresholds,
                up,
                down,
                IdString.decode(in.rest()).strip(),
                raw);
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

    @Override
    public Sharing sharing() {
        return Sharing.NONE;
    }
}
