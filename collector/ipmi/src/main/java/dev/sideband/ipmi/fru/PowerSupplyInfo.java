package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.wire.WireReader;

import java.util.OptionalInt;

/**
 * What a power supply can do (FRU definition §18.1).
 *
 * @param capacityWatts overall
 * @param peakVoltAmperes at start; 65535: not specified
 * @param inrushAmperes 255: not specified
 * @param inrushMillis how long the inrush lasts
 * @param input1 the lower of two ranges, or the only one
 * @param input2 zeros where there is one range only
 * @param lowHertz 0: DC
 * @param dropoutMillis how long it bridges a gap in its input
 * @param peakWatts what it can give for {@code holdUpSeconds}
 * @param combined what two outputs share
 * @param failRotationsPerSecond the fan speed below which it calls itself failing, where it has one
 */
public record PowerSupplyInfo(
        int capacityWatts,
        int peakVoltAmperes,
        int inrushAmperes,
        int inrushMillis,
        Range input1,
        Range input2,
        int lowHertz,
        int highHertz,
        int dropoutMillis,
        boolean predictiveFailure,
        boolean powerFactorCorrection,
        boolean autoSwitch,
        boolean hotSwap,
        boolean twoPulsesPerRotation,
        int peakWatts,
        int holdUpSeconds,
        Combined combined,
        OptionalInt failRotationsPerSecond)
        implements MultiRecord {
    static final int TYPE = 0x00;

    private static final int STEP_MILLIVOLTS = 10;

    static PowerSupplyInfo read(WireReader in) {
        int capacity = in.u16("capacity") & 0x0FFF;
        int peakVoltAmperes = in.u16("peak VA");
        int inrush = in.u8("inrush current");
        int inrushMillis = in.u8("inrush interval");
        Range input1 = Range.read(in);
        Range input2 = Range.read(in);
        int low = in.u8("low frequency");
        int high = in.u8("high frequency");
        int dropout = in.u8("dropout");
        int flags = in.u8("flags");
        int peak = in.u16("peak watts");
        Combined combined = Combined.read(in);
        return new PowerSupplyInfo(
                capacity,
                peakVoltAmperes,
                inrush,
                inrushMillis,
                input1,
                input2,
                low,
                high,
                dropout,
                (flags & 0x01) != 0,
                (flags & 0x02) != 0,
                (flags & 0x04) != 0,
                (flags & 0x08) != 0,
                (flags & 0x10) != 0,
                peak & 0x0FFF,
                peak >> 12,
                combined,
                in.hasMore() ? OptionalInt.of(in.u8("threshold")) : OptionalInt.empty());
    }

    @Override
    public int type() {
        return TYPE;
    }

    /** Input voltages that it works with. */
    public record Range(int lowMillivolts, int highMillivolts) {
        private static Range read(WireReader in) {
            return new Range(
                    in.u16("low voltage") * STEP_MILLIVOLTS,
                    in.u16("high voltage") * STEP_MILLIVOLTS);
        }
    }

    /** Two outputs that share a limit; 0 watts where none do. */
    public record Combined(int voltage1Millivolts, int voltage2Millivolts, int watts) {
        private static Combined read(WireReader in) {
            int voltages = in.u8("combined voltages");
            return new Combined(
                    millivolts(voltages >> 4), millivolts(voltages & 0x0F), in.u16("watts"));
        }

        private static int millivolts(int code) {
            return switch (code) {
                case 0 -> 12_000;
                case 1 -> -12_000;
                case 2 -> 5_000;
                case 3 -> 3_300;
                default -> 0;
            };
        }
    }
}
