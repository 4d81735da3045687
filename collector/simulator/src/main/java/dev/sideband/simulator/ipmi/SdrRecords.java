package dev.sideband.simulator.ipmi;

import static dev.sideband.simulator.model.Threshold.LCR;
import static dev.sideband.simulator.model.Threshold.LNC;
import static dev.sideband.simulator.model.Threshold.LNR;
import static dev.sideband.simulator.model.Threshold.UCR;
import static dev.sideband.simulator.model.Threshold.UNC;
import static dev.sideband.simulator.model.Threshold.UNR;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Conversion;
import dev.sideband.simulator.model.Limits;
import dev.sideband.simulator.model.Sensor;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.simulator.model.Sensor.Entity;
import dev.sideband.simulator.model.Threshold;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sensor data records as bytes (IPMI 2.0 §43). */
final class SdrRecords {
    static final int VERSION = 0x51;

    private static final int FULL = 0x01;
    private static final int COMPACT = 0x02;
    private static final int EVENT_ONLY = 0x03;
    private static final int FRU_LOCATOR = 0x11;
    private static final int CONTROLLER_LOCATOR = 0x12;

    /** Bytes 37 to 42 of a full record; Get Sensor Thresholds has another order. */
    private static final List<Threshold> RECORD_ORDER = List.of(UNR, UCR, UNC, LNR, LCR, LNC);

    private static final int HEAD = 5;
    private static final int BMC = 0x20;
    private static final int BIOS = 0x01;
    private static final int THRESHOLD = 0x01;
    private static final int INITIALIZED = 0x7F;
    private static final int AUTO_REARM = 0x40;
    private static final int READABLE_HYSTERESIS_AND_THRESHOLDS = 0x14;
    private static final int NO_EVENTS = 0x03;
    private static final int TWOS_COMPLEMENT = 0x80;
    private static final int NO_NUMBER = 0xC0;
    private static final int INPUT = 0x01;
    private static final int LATIN_1 = 0xC0;
    private static final int INSTANCE_COUNTS_UP = 0x80;

    private SdrRecords() {}

    /** Type 01h for a sensor with numbers, type 02h for one with states. */
    static Bytes of(int id, Sensor sensor) {
        return switch (sensor) {
            case Analog analog -> full(id, analog);
            case Discrete discrete -> compact(id, discrete);
        };
    }

    private static Bytes full(int id, Analog sensor) {
        var out = head(id, FULL);
        key(out, BMC, sensor.number(), sensor.entity());
        Limits limits = sensor.limits();
        boolean limited = limits.mask() != 0;
        out.u8(INITIALIZED)
                .u8(AUTO_REARM | (limited ? READABLE_HYSTERESIS_AND_THRESHOLDS : NO_EVENTS));
        out.u8(sensor.type()).u8(THRESHOLD);
        out.u16(eventMask(limits) | ((limits.mask() & 0x07) << 12));
        out.u16(eventMask(limits) | (((limits.mask() >> 3) & 0x07) << 12));
        out.u8(limits.mask()).u8(0);
        conversion(out, sensor);
        Conversion counts = sensor.conversion();
        out.u8(0).u8(0).u8(0).u8(0).u8(counts.highest()).u8(counts.lowest());
        for (Threshold threshold : RECORD_ORDER) {
            out.u8(limits.count(threshold));
        }
        out.u8(limits.hysteresis()).u8(limits.hysteresis());
        return named(out.u16(0).u8(0), sensor.name());
    }

    /** Which crossings are logged: each threshold there is, outwards. */
    static int eventMask(Limits limits) {
        int mask = 0;
        for (Threshold threshold : Threshold.values()) {
            if (limits.has(threshold)) {
                mask |= 1 << threshold.eventOffset();
            }
        }
        return mask;
    }

    private static void conversion(WireWriter out, Analog sensor) {
        Conversion c = sensor.conversion();
        out.u8((c.signed() ? TWOS_COMPLEMENT : 0) | (sensor.measure().percent() ? 1 : 0));
        out.u8(sensor.measure().unit()).u8(0).u8(0);
        factors(out, c);
    }

    /** Six bytes, the same here and in Get Sensor Reading Factors (IPMI 2.0 §35.5). */
    static void factors(WireWriter out, Conversion c) {
        out.u8(c.m()).u8((c.m() >> 8) << 6);
        out.u8(c.b()).u8(((c.b() >> 8) & 0x03) << 6);
        out.u8(INPUT).u8((c.exponent() << 4) | (c.bExponent() & 0x0F));
    }

    private static Bytes compact(int id, Discrete sensor) {
        var out = head(id, COMPACT);
        key(out, BMC, sensor.number(), sensor.entity());
        out.u8(INITIALIZED).u8(AUTO_REARM).u8(sensor.type()).u8(sensor.eventType());
        out.u16(sensor.asserts()).u16(sensor.deasserts()).u16(sensor.possible());
        out.u8(NO_NUMBER).u8(0).u8(0);
        out.u8(sensor.count()).u8(sensor.count() > 1 ? INSTANCE_COUNTS_UP : 0);
        return named(out.u16(0).u24(0).u8(0), sensor.name());
    }

    /** A sensor of the host's firmware: it sends events and cannot be read. */
    static Bytes eventOnly(int id, int number, int type, String name) {
        var out = head(id, EVENT_ONLY);
        key(out, BIOS, number, new Entity(Entity.SYSTEM, 1));
        return named(out.u8(type).u8(Discrete.SENSOR_SPECIFIC).u16(1).u8(0).u8(0), name);
    }

    static Bytes fruLocator(int id, int device, Entity entity, String name) {
        int logicalDevice = 0x80;
        int logicalFru = 0x10;
        var out = head(id, FRU_LOCATOR);
        out.u8(BMC).u8(device).u8(logicalDevice).u8(0).u8(0).u8(logicalFru).u8(0);
        return named(out.u8(entity.id()).u8(entity.instance()).u8(0), name);
    }

    static Bytes controllerLocator(int id, int capabilities, String name) {
        var out = head(id, CONTROLLER_LOCATOR);
        out.u8(BMC).u8(0).u8(0).u8(capabilities).u24(0);
        return named(out.u8(Entity.CONTROLLER).u8(1).u8(0), name);
    }

    private static WireWriter head(int id, int type) {
        return new WireWriter(64).u16(id).u8(VERSION).u8(type).u8(0);
    }

    private static void key(WireWriter out, int owner, int number, Entity entity) {
        out.u8(owner).u8(0).u8(number).u8(entity.id()).u8(entity.instance());
    }

    private static Bytes named(WireWriter out, String name) {
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] record = out.u8(LATIN_1 | text.length).bytes(text).toByteArray();
        record[HEAD - 1] = (byte) (record.length - HEAD);
        return Bytes.of(record);
    }
}
