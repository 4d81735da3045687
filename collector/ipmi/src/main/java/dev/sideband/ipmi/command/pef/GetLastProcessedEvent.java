package dev.sideband.ipmi.command.pef;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Last Processed Event ID (IPMI 2.0 §30.6): how far event filtering has come in the SEL. */
public record GetLastProcessedEvent() implements IpmiCommand<GetLastProcessedEvent.Response> {
    @Override
    public int netFn() {
        return NetFn.SENSOR_EVENT;
    }

    @Override
    public int code() {
        return 0x15;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u32("last addition"),
                in.u16("last record"),
                in.u16("last by software"),
                in.u16("last by BMC"));
    }

    /**
     * Record ids of the SEL.
     *
     * @param lastAddition when the SEL last grew, by the BMC's clock
     * @param lastRecord FFFFh: the SEL is empty
     * @param lastBySoftware 0: none
     * @param lastByBmc 0: none
     */
    public record Response(long lastAddition, int lastRecord, int lastBySoftware, int lastByBmc) {}
}
