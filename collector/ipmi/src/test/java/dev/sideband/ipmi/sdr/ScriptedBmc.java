package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A BMC in memory that answers bytes with bytes, so that commands are written and answers read for
 * real. What it cannot do it refuses with C1h.
 */
public class ScriptedBmc implements IpmiClient {
    private final Map<Integer, Handler> handlers = new HashMap<>();

    /** The commands that were sent, in their order. */
    public final List<IpmiCommand<?>> sent = new ArrayList<>();

    /** Answers the data of a request with the data of an answer. */
    @FunctionalInterface
    public interface Handler {
        byte[] answer(WireReader request) throws IpmiException;
    }

    /** Refuses with a completion code; the client makes the exception of it. */
    public static Refused refused(int completionCode) {
        return new Refused("scripted command", completionCode);
    }

    public final ScriptedBmc on(int netFn, int code, Handler handler) {
        handlers.put(netFn << 8 | code, handler);
        return this;
    }

    /** The data of the answer to the data of a request, as a controller behind a BMC is asked. */
    public final byte[] answer(int netFn, int code, WireReader request) throws IpmiException {
        return handler(netFn, code).answer(request);
    }

    private Handler handler(int netFn, int code) {
        return handlers.getOrDefault(
                netFn << 8 | code,
                _ -> {
                    throw refused(CompletionCode.INVALID_COMMAND);
                });
    }

    /** Answers with the same bytes each time. */
    public final ScriptedBmc on(int netFn, int code, String hex) {
        return on(netFn, code, _ -> Bytes.fromHex(hex).toArray());
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException {
        sent.add(command);
        var request = new WireWriter();
        command.writeTo(request);
        byte[] answer =
                answer(command.netFn(), command.code(), new WireReader(request.toByteArray()));
        try {
            return command.readResponse(new WireReader(answer));
        } catch (WireFormatException garbled) {
            throw new Malformed(String.valueOf(garbled.getMessage()));
        }
    }
}
