package dev.sideband.ipmi.command.sensor;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** Get Sensor Reading (IPMI 2.0 §35.14): the present raw value and states of one sensor. */
public record GetSensorReading(int lun, int sensorNumber)
        implements IpmiCommand<GetSensorReading.Response> {
    @Override
    public int netFn() {
        return 0x04;
    }

    @Override
    public int code() {
        return 0x2D;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(sensorNumber);
    }

    @Override
    public Response readResponse(WireReader in) {
        if (!in.hasMore()) {
            // Some BMCs say so that the sensor is not there now.
            return new Response(0, false, true, 0, 0);
        }
        int raw = in.u8("reading");
        int flags = in.u8("flags");
        // The state bytes are optional: some BMCs stop after the flags of an idle sensor.
        int stateBytes = Math.min(2, in.remaining());
        int low = stateBytes > 0 ? in.u8("states 0-7") : 0;
        int high = stateBytes > 1 ? in.u8("states 8-14") & 0x7F : 0;
        return new Response(
                raw, (flags & 0x40) != 0, (flags & 0x20) != 0, stateBytes, high << 8 | low);
    }

    /**
     * The body after the completion code.
     *
     * @param scanning false: the BMC does not look at this sensor, {@code raw} means nothing
     * @param unavailable the BMC has no reading now, {@code raw} means nothing
     * @param stateBytes how many bytes of states came, 0 to 2
     * @param states bit n is state n of the sensor, 15 bits
     */
    public record Response(
            int raw, boolean scanning, boolean unavailable, int stateBytes, int states) {}
}
