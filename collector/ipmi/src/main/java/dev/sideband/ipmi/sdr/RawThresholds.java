package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.WireReader;

/**
 * Raw thresholds of a sensor.
 *
 * @param readable bits 0 to 5: lnc, lcr, lnr, unc, ucr, unr mean something
 */
public record RawThresholds(int readable, int lnc, int lcr, int lnr, int unc, int ucr, int unr) {
    /** Reads bytes 37 to 42 of a full sensor record, whose order is not that of other places. */
    static RawThresholds read(WireReader in, int readable) {
        int unr = in.u8("upper non-recoverable");
        int ucr = in.u8("upper critical");
        int unc = in.u8("upper non-critical");
        int lnr = in.u8("lower non-recoverable");
        int lcr = in.u8("lower critical");
        int lnc = in.u8("lower non-critical");
        return new RawThresholds(readable, lnc, lcr, lnr, unc, ucr, unr);
    }
}
