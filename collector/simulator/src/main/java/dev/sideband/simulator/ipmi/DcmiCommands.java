package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.Server;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Power and temperatures as DCMI has them (DCMI 1.5 §6). */
final class DcmiCommands {
    private static final int GROUP = 0xDC;
    private static final int GET_CAPABILITIES = 0x01;
    private static final int GET_POWER_READING = 0x02;
    private static final int GET_TEMPERATURE_READINGS = 0x10;

    private static final int SUPPORTED_CAPABILITIES = 1;
    private static final int POWER_MANAGEMENT = 0x01;
    private static final int SYSTEM_POWER = 1;
    private static final int MEASURING = 0x40;
    private static final int PERIOD_MILLIS = 1000;
    private static final int TEMPERATURE = 0x01;
    private static final int INLET = 0x40;
    private static final int PROCESSOR = 0x41;
    private static final int BASEBOARD = 0x42;
    private static final int BELOW_ZERO = 0x80;

    /** Temperatures of one answer. */
    private static final int MOST = 8;

    private final Server server;

    DcmiCommands(Server server) {
        this.server = server;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        WireReader in = request.data();
        if (!in.hasMore() || in.u8("group") != GROUP) {
            throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
        out.u8(GROUP);
        switch (request.command()) {
            case GET_CAPABILITIES -> capabilities(in, out);
            case GET_POWER_READING -> power(request, in, out);
            case GET_TEMPERATURE_READINGS -> temperatures(request, in, out);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private static void capabilities(WireReader in, WireWriter out) {
        if (in.u8("parameter") != SUPPORTED_CAPABILITIES) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
        // Version 1.5, revision 2; all that is mandatory, power, and the LAN channel.
        out.u8(1).u8(5).u8(2).u8(0).u8(POWER_MANAGEMENT).u8(0x07);
    }

    private void power(Request request, WireReader in, WireWriter out) {
        if (in.u8("mode") != SYSTEM_POWER) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
        int watts = watts(request, Physics::totalInputWatts);
        out.u16(watts).u16(watts).u16(watts).u16(watts);
        out.u32(server.clock(request.now())).u32(PERIOD_MILLIS).u8(MEASURING);
    }

    private int watts(Request request, ToDoubleFunction<Physics> quantity) {
        return (int) Math.round(server.machine(request.now(), quantity::applyAsDouble));
    }

    private void temperatures(Request request, WireReader in, WireWriter out) {
        if (in.u8("sensor type") != TEMPERATURE) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
        List<Double> all = temperatures(request, in.u8("entity id"));
        int instance = in.u8("instance");
        int first = instance == 0 ? in.u8("first instance") : instance;
        int last = instance == 0 ? Math.min(all.size(), first + MOST - 1) : instance;
        if (first < 1 || first > all.size()) {
            throw new Refusal(CompletionCode.NOT_PRESENT);
        }
        out.u8(all.size()).u8(last - first + 1);
        for (int one = first; one <= last; one++) {
            long degrees = Math.round(all.get(one - 1));
            // Sign and number, not two's complement as in all of IPMI.
            out.u8((int) Math.abs(degrees) | (degrees < 0 ? BELOW_ZERO : 0)).u8(one);
        }
    }

    private List<Double> temperatures(Request request, int entity) {
        return server.machine(
                request.now(),
                machine ->
                        switch (entity) {
                            case INLET -> List.of(machine.inlet());
                            case PROCESSOR -> List.of(machine.cpuTemp(0), machine.cpuTemp(1));
                            case BASEBOARD -> List.of(machine.pch());
                            default -> List.of();
                        });
    }
}
