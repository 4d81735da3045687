package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Sensor Thresholds (IPMI 2.0 §35.9): the raw thresholds as they are now. */
public record GetSensorThresholds(int lun, int sensorNumber)
        implements IpmiCommand<GetSensorThresholds.Response> {
    @Override
    public int netFn() {
        return 0x04;
    }

    @Override
    public int code() {
        return 0x27;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(sensorNumber);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("readable thresholds") & 0x3F,
                in.u8("lower non-critical"),
                in.u8("lower critical"),
                in.u8("lower non-recoverable"),
                in.u8("upper non-critical"),
                in.u8("upper critical"),
                in.u8("upper non-recoverable"));
    }

    /**
     * Raw thresholds in the order of the wire, which is not that of the SDR.
     *
     * @param readable bits 0 to 5: lnc, lcr, lnr, unc, ucr, unr can be read
     */
    public record Response(int readable, int lnc, int lcr, int lnr, int unc, int ucr, int unr) {}
}
