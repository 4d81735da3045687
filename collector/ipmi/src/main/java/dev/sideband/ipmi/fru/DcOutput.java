package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.WireReader;

/**
 * An output of a power supply (FRU definition §18.2, extended §18.2a).
 *
 * @param standby it is there while the power is off
 * @param maxNegativeMillivolts how low it may go; some makers give a difference
 * @param maxPositiveMillivolts how high it may go; some makers give a difference
 * @param rippleMillivolts peak to peak
 */
public record DcOutput(
        int type,
        int number,
        boolean standby,
        int nominalMillivolts,
        int maxNegativeMillivolts,
        int maxPositiveMillivolts,
        int rippleMillivolts,
        int minMilliamperes,
        int maxMilliamperes)
        implements MultiRecord {
    static final int TYPE = 0x01;
    static final int EXTENDED_TYPE = 0x09;

    static DcOutput read(int type, WireReader in) {
        int head = in.u8("output");
        int milliamperes = DcLoad.currentStep(type == EXTENDED_TYPE, head);
        return new DcOutput(
                type,
                head & 0x0F,
                (head & 0x80) != 0,
                DcLoad.millivolts(in),
                DcLoad.millivolts(in),
                DcLoad.millivolts(in),
                in.u16("ripple"),
                in.u16("minimum current") * milliamperes,
                in.u16("maximum current") * milliamperes);
    }
}
