package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One record of the log (IPMI 2.0 §32.1 to §32.3). */
public sealed interface SelRecord {
    /** What a record has by the standard. */
    int LENGTH = 16;

    /** The record's id as its own bytes have it. */
    int id();

    /** The record type: 02h, or a vendor's. */
    int type();

    /** The bytes as the BMC gave them. */
    Bytes raw();

    /** When it happened by the BMC's clock; null where that clock was not set, or none was used. */
    @Nullable Instant bmcTime();

    /** The time stamp as sent, see {@link SelTime}; null where there is none. */
    default @Nullable Long stamp() {
        return switch (this) {
            case SystemEvent event -> event.seconds();
            case OemTimestamped oem -> oem.seconds();
            case OemUntimestamped _, Unreadable _ -> null;
        };
    }

    /**
     * Decodes a record. One of less than 16 bytes is {@link Unreadable}; types that nobody has
     * defined are read as system events, which is what firmware means by them.
     */
    static SelRecord decode(Bytes raw) {
        int id = raw.length() >= 2 ? raw.u8(0) | raw.u8(1) << 8 : 0;
        int type = raw.length() > 2 ? raw.u8(2) : 0;
        if (raw.length() < LENGTH) {
            return new Unreadable(id, type, raw);
        }
        WireReader in = raw.reader();
        in.skip("id and type", 3);
        if (type >= OemUntimestamped.FIRST) {
            return new OemUntimestamped(id, type, Bytes.of(in.bytes("OEM data", 13)), raw);
        }
        if (type >= OemTimestamped.FIRST) {
            return OemTimestamped.read(id, type, in, raw);
        }
        return SystemEvent.read(id, type, in, raw);
    }

    /**
     * An event of a sensor.
     *
     * @param seconds the timestamp as sent, see {@link SelTime}
     * @param generator who says so: a slave address, or with bit 0 set a software id
     * @param channel to the generator
     * @param lun of the generator
     * @param revision of the event format: 04h, or 03h from IPMI 1.0 firmware
     * @param asserted false: the state is over
     * @param data1 bits 7-6 and 5-4 tell what data 2 and 3 are, bits 3-0 are the offset
     */
    record SystemEvent(
            int id,
            int type,
            long seconds,
            int generator,
            int channel,
            int lun,
            int revision,
            int sensorType,
            int sensorNumber,
            boolean asserted,
            int eventType,
            int data1,
            int data2,
            int data3,
            Bytes raw)
            implements SelRecord {
        /** The type by the standard; others below C0h are a vendor's variant of it. */
        public static final int TYPE = 0x02;

        private static SystemEvent read(int id, int type, WireReader in, Bytes raw) {
            long seconds = in.u32("timestamp");
            int generator = in.u8("generator id");
            int way = in.u8("channel and LUN");
            int revision = in.u8("event message revision");
            int sensorType = in.u8("sensor type");
            int sensorNumber = in.u8("sensor number");
            int direction = in.u8("event type");
            return new SystemEvent(
                    id,
                    type,
                    seconds,
                    generator,
                    way >> 4,
                    way & 3,
                    revision,
                    sensorType,
                    sensorNumber,
                    (direction & 0x80) == 0,
                    direction & 0x7F,
                    in.u8("event data 1"),
                    in.u8("event data 2"),
                    in.u8("event data 3"),
                    raw);
        }

        /** The sensor that it speaks of. */
        public SensorKey sensor() {
            return new SensorKey(generator, channel, lun, sensorNumber);
        }

        /** Which state of the sensor, 0 to 15. */
        public int offset() {
            return data1 & 0xF;
        }

        @Override
        public @Nullable Instant bmcTime() {
            return SelTime.wallTime(seconds);
        }
    }

    /**
     * A vendor's record with a time (C0h to DFh).
     *
     * @param manufacturer IANA enterprise number
     * @param data six bytes
     */
    record OemTimestamped(int id, int type, long seconds, int manufacturer, Bytes data, Bytes raw)
            implements SelRecord {
        static final int FIRST = 0xC0;

        private static OemTimestamped read(int id, int type, WireReader in, Bytes raw) {
            long seconds = in.u32("timestamp");
            int manufacturer = in.u24("manufacturer id");
            Bytes data = Bytes.of(in.bytes("OEM data", 6));
            return new OemTimestamped(id, type, seconds, manufacturer, data, raw);
        }

        @Override
        public @Nullable Instant bmcTime() {
            return SelTime.wallTime(seconds);
        }
    }

    /**
     * A vendor's record without a time (E0h to FFh).
     *
     * @param data thirteen bytes
     */
    record OemUntimestamped(int id, int type, Bytes data, Bytes raw) implements SelRecord {
        static final int FIRST = 0xE0;

        /** Linux writes its panic message in pieces of eleven characters. */
        private static final int LINUX_PANIC = 0xF0;

        private static final int PANIC_PIECE_AT = 1;
        private static final int PANIC_TEXT_AT = 2;

        /** The piece of a Linux panic message that the record holds; null for other records. */
        public @Nullable String panicText() {
            if (type != LINUX_PANIC) {
                return null;
            }
            byte[] bytes = data.toArray();
            int end = PANIC_TEXT_AT;
            while (end < bytes.length && bytes[end] != 0) {
                end++;
            }
            return new String(bytes, PANIC_TEXT_AT, end - PANIC_TEXT_AT, StandardCharsets.US_ASCII);
        }

        /** Which piece of a Linux panic message it is, from 1. */
        int panicPiece() {
            return data.u8(PANIC_PIECE_AT) + 1;
        }

        @Override
        public @Nullable Instant bmcTime() {
            return null;
        }
    }

    /** What a BMC gave instead of a record: too few bytes. */
    record Unreadable(int id, int type, Bytes raw) implements SelRecord {
        @Override
        public @Nullable Instant bmcTime() {
            return null;
        }
    }
}
