package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.WireReader;

/**
 * What full and compact sensor records begin with (IPMI 2.0 §43.1 and §43.2, bytes 6 to 23).
 *
 * @param capabilities byte 12: event messages, thresholds and hysteresis
 * @param assertionMask events on assertion; of a threshold sensor also, in bits 12 to 14, which
 *     lower comparisons a reading has
 * @param deassertionMask events on deassertion; bits 12 to 14: upper comparisons
 * @param readingMask states that a reading can have; of a threshold sensor bits 0 to 5: readable
 *     thresholds, bits 8 to 13: settable ones
 * @param format of the raw value
 */
public record SensorHead(
        SensorKey key,
        Entity entity,
        int capabilities,
        int sensorType,
        int eventType,
        int assertionMask,
        int deassertionMask,
        int readingMask,
        AnalogFormat format,
        SensorUnits units) {
    private static final int ALL_STATES = 0x7FFF;
    private static final int ALL_THRESHOLDS = 0x3F;

    static SensorHead read(WireReader in) {
        SensorKey key = readKey(in);
        Entity entity = readEntity(in);
        in.skip("initialization", 1);
        int capabilities = in.u8("capabilities");
        int sensorType = in.u8("sensor type");
        int eventType = in.u8("event type") & 0x7F;
        int assertionMask = in.u16("assertion mask");
        int deassertionMask = in.u16("deassertion mask");
        int readingMask = in.u16("reading mask");
        int units1 = in.u8("units 1");
        return new SensorHead(
                key,
                entity,
                capabilities,
                sensorType,
                eventType,
                assertionMask,
                deassertionMask,
                readingMask,
                AnalogFormat.of(units1),
                SensorUnits.of(units1, in.u8("base unit"), in.u8("modifier unit")));
    }

    static SensorKey readKey(WireReader in) {
        int owner = in.u8("owner");
        int channelLun = in.u8("owner LUN");
        return new SensorKey(owner, channelLun >> 4, channelLun & 3, in.u8("sensor number"));
    }

    static Entity readEntity(WireReader in) {
        return Entity.of(in.u8("entity id"), in.u8("entity instance"));
    }

    /** How thresholds are kept. */
    public Access thresholdAccess() {
        return Access.values()[capabilities >> 2 & 3];
    }

    /** How the hysteresis is kept. */
    public Access hysteresisAccess() {
        return Access.values()[capabilities >> 4 & 3];
    }

    /**
     * The state bits of a reading that mean something: those that the record declares, and those
     * that the standard defines for such a sensor. Firmware gives both more than it declares (an
     * Intel S2600KP's log that is almost full) and bits that nobody has defined (a Quanta D51's
     * drives). Where nothing is declared or defined all count.
     */
    public int stateMask() {
        if (!EventType.threshold(eventType)) {
            int known = EventStates.knownOffsets(eventType, sensorType);
            int meant = (readingMask & ALL_STATES) | known;
            return meant == 0 ? ALL_STATES : meant;
        }
        int lower = assertionMask >> 12 & 7;
        int upper = deassertionMask >> 12 & 7;
        int declared = lower | (upper << 3) | (readingMask & ALL_THRESHOLDS);
        return declared == 0 ? ALL_THRESHOLDS : declared;
    }

    /** How a value beside the reading can be had. */
    public enum Access {
        NONE,
        READABLE,
        SETTABLE,
        /** Only the record has it. */
        FIXED
    }
}
