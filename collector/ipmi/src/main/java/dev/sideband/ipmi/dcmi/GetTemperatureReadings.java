package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * Get Temperature Readings (DCMI 1.5 §6.7.3): the temperatures of all parts of one kind.
 *
 * @param entityId 40h air inlet, 41h processor, 42h baseboard
 * @param first the first instance that is wanted, from 1
 */
public record GetTemperatureReadings(int entityId, int first)
        implements DcmiCommand<GetTemperatureReadings.Response> {
    private static final int TEMPERATURE = 0x01;
    private static final int ALL_INSTANCES = 0;
    private static final int BELOW_ZERO = 0x80;

    @Override
    public int code() {
        return 0x10;
    }

    @Override
    public void writeBody(WireWriter out) {
        out.u8(TEMPERATURE).u8(entityId).u8(ALL_INSTANCES).u8(first);
    }

    @Override
    public Response readBody(WireReader in) {
        int total = in.u8("instances");
        int given = in.u8("instances given");
        var readings = new ArrayList<Temperature>();
        for (int i = 0; i < given; i++) {
            int raw = in.u8("temperature");
            int degrees = (raw & BELOW_ZERO) == 0 ? raw : -(raw & ~BELOW_ZERO);
            readings.add(new Temperature(in.u8("instance"), degrees));
        }
        return new Response(total, readings);
    }

    /** Degrees Celsius of one part; the sign stands beside the number, as in no other command. */
    public record Temperature(int instance, int degrees) {}

    /**
     * Some of the temperatures.
     *
     * @param total how many there are; the answer may have less
     */
    public record Response(int total, List<Temperature> temperatures) {
        public Response {
            temperatures = List.copyOf(temperatures);
        }
    }
}
