package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Server;

import java.util.Optional;

/** The commands of one BMC, whatever way they came. Owned by the thread that serves it. */
final class Controller {
    private final AppCommands app;
    private final ChassisCommands chassis;
    private final SensorCommands sensors;
    private final SdrCommands sdrs;
    private final SelCommands sel;
    private final FruCommands fru;
    private final PayloadCommands payloads;
    private final DcmiCommands dcmi;
    private final Responder responder;

    Controller(
            Server server,
            Identity identity,
            SessionTable sessions,
            Login15 login15,
            PayloadCommands payloads,
            Quirks quirks) {
        this.app = new AppCommands(identity, sessions, login15);
        this.chassis = new ChassisCommands(server);
        this.sensors = new SensorCommands(server);
        this.sdrs = new SdrCommands(server, quirks);
        this.sel = new SelCommands(server);
        this.fru = new FruCommands(server, identity);
        this.payloads = payloads;
        this.dcmi = new DcmiCommands(server);
        this.responder = quirks.around(this::carryOut);
    }

    /** Carries out a command; every request gets an answer, but for some BMCs' quirks. */
    Optional<IpmiMessage.Response> answer(Request request) {
        try {
            return responder.answer(request);
        } catch (Refusal e) {
            return Responder.refuse(request, e.completionCode());
        } catch (WireFormatException e) {
            return Responder.refuse(request, CompletionCode.REQUEST_LENGTH_INVALID);
        }
    }

    private Optional<IpmiMessage.Response> carryOut(Request request) {
        var out = new WireWriter();
        dispatch(request, out);
        return Responder.ok(request, out.toByteArray());
    }

    private void dispatch(Request request, WireWriter out) {
        switch (request.message().netFn()) {
            case NetFn.APP -> apply(request, out);
            case NetFn.TRANSPORT -> payloads.answerTransport(request, out);
            case NetFn.CHASSIS -> chassis.answer(request, out);
            case NetFn.SENSOR_EVENT -> sensors.answer(request, out);
            case NetFn.GROUP_EXTENSION -> dcmi.answer(request, out);
            case NetFn.STORAGE -> store(request, out);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void apply(Request request, WireWriter out) {
        if (payloads.knows(request.command())) {
            payloads.answer(request, out);
        } else {
            app.answer(request, out);
        }
    }

    /** Storage commands by their tens: 1xh FRU, 2xh SDR, 4xh and 5xh SEL (IPMI 2.0 appendix G). */
    private void store(Request request, WireWriter out) {
        switch (request.command() >> 4) {
            case 0x1 -> fru.answer(request, out);
            case 0x2 -> sdrs.answer(request, out);
            case 0x4, 0x5 -> sel.answer(request, out);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }
}
