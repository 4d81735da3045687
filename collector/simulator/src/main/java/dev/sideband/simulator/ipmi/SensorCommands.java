package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Limits;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.Server.Reading;
import dev.sideband.simulator.model.Threshold;

/** What the sensors show and when they call (IPMI 2.0 §35). */
final class SensorCommands {
    private static final int GET_SENSOR_READING_FACTORS = 0x23;
    private static final int GET_SENSOR_HYSTERESIS = 0x25;
    private static final int GET_SENSOR_THRESHOLDS = 0x27;
    private static final int GET_SENSOR_EVENT_ENABLE = 0x29;
    private static final int GET_SENSOR_READING = 0x2D;
    private static final int GET_SENSOR_TYPE = 0x2F;

    private static final int EVENTS_AND_SCANNING = 0xC0;
    private static final int UNAVAILABLE = EVENTS_AND_SCANNING | 0x20;
    private static final int RESERVED_IN_THRESHOLD_STATES = 0xC0;
    private static final int RESERVED_IN_STATES = 0x8000;
    private static final int THRESHOLD_EVENT_TYPE = 0x01;

    private final Server server;

    SensorCommands(Server server) {
        this.server = server;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        WireReader in = request.data();
        switch (request.command()) {
            case GET_SENSOR_READING -> reading(request, slot(request, in), out);
            case GET_SENSOR_THRESHOLDS -> thresholds(limits(slot(request, in)), out);
            case GET_SENSOR_HYSTERESIS -> hysteresis(limits(slot(request, in)), out);
            case GET_SENSOR_EVENT_ENABLE -> eventEnable(slot(request, in), out);
            case GET_SENSOR_READING_FACTORS -> factors(slot(request, in), in, out);
            case GET_SENSOR_TYPE -> type(slot(request, in), out);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private Slot slot(Request request, WireReader in) {
        int number = in.u8("sensor number");
        if (request.message().responderLun() != 0) {
            throw new Refusal(CompletionCode.NOT_PRESENT);
        }
        return server.blueprint()
                .slot(number)
                .orElseThrow(() -> new Refusal(CompletionCode.NOT_PRESENT));
    }

    private void reading(Request request, Slot slot, WireWriter out) {
        Reading reading = server.reading(request.now(), slot);
        switch (slot.sensor()) {
            case Analog _ ->
                    out.u8(reading.count())
                            .u8(reading.available() ? EVENTS_AND_SCANNING : UNAVAILABLE)
                            .u8(RESERVED_IN_THRESHOLD_STATES | reading.states());
            case Discrete _ ->
                    out.u8(0).u8(EVENTS_AND_SCANNING).u16(RESERVED_IN_STATES | reading.states());
        }
    }

    /** Refuses for sensors that have none, as the command is then illegal for them. */
    private static Limits limits(Slot slot) {
        return switch (slot.sensor()) {
            case Analog analog when analog.limits().mask() != 0 -> analog.limits();
            case Analog _, Discrete _ -> throw new Refusal(CompletionCode.ILLEGAL_FOR_SENSOR);
        };
    }

    /** LNC, LCR, LNR, UNC, UCR, UNR: not the order of the SDR. */
    private static void thresholds(Limits limits, WireWriter out) {
        out.u8(limits.mask());
        for (Threshold threshold : Threshold.values()) {
            out.u8(limits.count(threshold));
        }
    }

    private static void hysteresis(Limits limits, WireWriter out) {
        out.u8(limits.hysteresis()).u8(limits.hysteresis());
    }

    private static void eventEnable(Slot slot, WireWriter out) {
        out.u8(EVENTS_AND_SCANNING);
        switch (slot.sensor()) {
            case Analog analog -> {
                int mask = SdrRecords.eventMask(analog.limits());
                out.u16(mask).u16(mask);
            }
            case Discrete discrete -> out.u16(discrete.asserts()).u16(discrete.deasserts());
        }
    }

    private static void factors(Slot slot, WireReader in, WireWriter out) {
        int count = in.u8("reading");
        switch (slot.sensor()) {
            case Analog analog -> {
                out.u8(count);
                SdrRecords.factors(out, analog.conversion());
            }
            case Discrete _ -> throw new Refusal(CompletionCode.ILLEGAL_FOR_SENSOR);
        }
    }

    private static void type(Slot slot, WireWriter out) {
        out.u8(slot.sensor().type());
        switch (slot.sensor()) {
            case Analog _ -> out.u8(THRESHOLD_EVENT_TYPE);
            case Discrete discrete -> out.u8(discrete.eventType());
        }
    }
}
