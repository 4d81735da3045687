package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.WireReader;

/**
 * What a board takes from an output (FRU definition §18.3, extended §18.3a).
 *
 * @param rippleMillivolts peak to peak that it bears
 */
public record DcLoad(
        int type,
        int number,
        int nominalMillivolts,
        int minMillivolts,
        int maxMillivolts,
        int rippleMillivolts,
        int minMilliamperes,
        int maxMilliamperes)
        implements MultiRecord {
    static final int TYPE = 0x02;
    static final int EXTENDED_TYPE = 0x0A;

    private static final int STEP_MILLIVOLTS = 10;

    static DcLoad read(int type, WireReader in) {
        int head = in.u8("output");
        int milliamperes = currentStep(type == EXTENDED_TYPE, head);
        return new DcLoad(
                type,
                head & 0x0F,
                millivolts(in),
                millivolts(in),
                millivolts(in),
                in.u16("ripple"),
                in.u16("minimum current") * milliamperes,
                in.u16("maximum current") * milliamperes);
    }

    /** Signed, in steps of 10 mV. */
    static int millivolts(WireReader in) {
        return (short) in.u16("voltage") * STEP_MILLIVOLTS;
    }

    /** Extended records count in 10 or 100 mA, as bit 4 of the first byte says. */
    static int currentStep(boolean extended, int head) {
        if (!extended) {
            return 1;
        }
        return (head & 0x10) == 0 ? 10 : 100;
    }
}
