package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Get Sensor Reading Factors (IPMI 2.0 §35.5): the factors of a non-linear sensor for one raw
 * value.
 */
public record GetSensorReadingFactors(int lun, int sensorNumber, int raw)
        implements IpmiCommand<GetSensorReadingFactors.Response> {
    private static final int FACTOR_BYTES = 6;

    @Override
    public int netFn() {
        return 0x04;
    }

    @Override
    public int code() {
        return 0x23;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(sensorNumber).u8(raw);
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("next reading"), Bytes.of(in.bytes("reading factors", FACTOR_BYTES)));
    }

    /**
     * The factors for the raw value that was asked for.
     *
     * @param nextReading the next raw value that has other factors
     * @param factors six bytes, laid out as bytes 25 to 30 of a full sensor record
     */
    public record Response(int nextReading, Bytes factors) {}
}
