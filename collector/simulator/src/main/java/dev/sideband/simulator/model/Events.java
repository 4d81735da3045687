package dev.sideband.simulator.model;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;

/** The bytes of system event records (type 02h, IPMI 2.0 table 32-1), without their ids. */
final class Events {
    private static final int SYSTEM_EVENT = 0x02;
    private static final int BMC = 0x20;
    private static final int BIOS = 0x01;
    private static final int REVISION = 0x04;
    private static final int DEASSERTION = 0x80;
    private static final int THRESHOLD = 0x01;

    /** Data bytes 2 and 3 are the reading and the threshold. */
    private static final int READING_AND_THRESHOLD = 0x50;

    private static final int NO_DATA = 0xFF;

    private Events() {}

    static Bytes crossed(
            long seconds, Analog sensor, Threshold threshold, boolean asserted, int count) {
        return event(
                seconds,
                BMC,
                sensor.type(),
                sensor.number(),
                direction(asserted) | THRESHOLD,
                READING_AND_THRESHOLD | threshold.eventOffset(),
                count,
                sensor.limits().count(threshold));
    }

    static Bytes changed(long seconds, Discrete sensor, int index, int state, boolean asserted) {
        return event(
                seconds,
                BMC,
                sensor.type(),
                sensor.number() + index,
                direction(asserted) | sensor.eventType(),
                state,
                NO_DATA,
                NO_DATA);
    }

    /** A correctable error of a module: data byte 3 names it (IPMI 2.0 table 42-3, type 0Ch). */
    static Bytes correctedError(long seconds, Discrete sensor, int dimm) {
        return event(
                seconds,
                BMC,
                sensor.type(),
                sensor.number(),
                sensor.eventType(),
                0x20,
                NO_DATA,
                dimm);
    }

    /** The host's firmware starts the system: type 1Dh, offset 1, initiated by a hard reset. */
    static Bytes bootInitiated(long seconds) {
        return event(
                seconds, BIOS, Sensor.TypeCode.SYSTEM_BOOT, 0xFE, 0x6F, 0x01, NO_DATA, NO_DATA);
    }

    static Bytes logCleared(long seconds, Discrete sensor) {
        return changed(seconds, sensor, 0, 2, true);
    }

    private static int direction(boolean asserted) {
        return asserted ? 0 : DEASSERTION;
    }

    private static Bytes event(
            long seconds,
            int generator,
            int sensorType,
            int sensorNumber,
            int directionAndType,
            int data1,
            int data2,
            int data3) {
        var out = new WireWriter(SelRecord.LENGTH);
        out.u8(SYSTEM_EVENT).u32(seconds).u8(generator).u8(0).u8(REVISION);
        out.u8(sensorType).u8(sensorNumber).u8(directionAndType);
        return Bytes.of(out.u8(data1).u8(data2).u8(data3).toByteArray());
    }
}
