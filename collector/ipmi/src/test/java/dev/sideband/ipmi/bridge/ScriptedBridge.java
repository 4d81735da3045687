package dev.sideband.ipmi.bridge;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.app.GetMessage;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Gives a scripted BMC controllers behind it, reached by Send Message. */
public final class ScriptedBridge {
    /** How the BMC brings answers back. */
    public enum Way {
        IN_ITS_ANSWER,
        BY_QUEUE,
        NEVER
    }

    private final Map<Integer, ScriptedBmc> controllers = new HashMap<>();
    private final Queue<byte[]> queue = new ArrayDeque<>();

    public Way way = Way.IN_ITS_ANSWER;
    public int nakWith = BridgedClient.NAK_ON_WRITE;
    public int asked;

    /** Looks into the queue that find it empty before an answer is there. */
    public int emptyLooks;

    public ScriptedBridge(ScriptedBmc bmc) {
        bmc.on(0x06, 0x34, this::send).on(0x06, 0x33, _ -> get());
    }

    public ScriptedBridge with(int slaveAddress, ScriptedBmc controller) {
        controllers.put(slaveAddress, controller);
        return this;
    }

    private byte[] send(WireReader in) throws IpmiException {
        asked++;
        boolean tracked = (in.u8("channel") & 0xC0) == 0x40;
        var request = (IpmiMessage.Request) IpmiMessage.readFrom(in);
        ScriptedBmc controller = controllers.get(request.responder());
        if (controller == null) {
            throw ScriptedBmc.refused(nakWith);
        }
        byte[] answer = answer(controller, request).toByteArray();
        if (way == Way.BY_QUEUE && !tracked) {
            queue.add(answer);
        }
        return way == Way.IN_ITS_ANSWER && tracked ? answer : new byte[0];
    }

    private static IpmiMessage.Response answer(ScriptedBmc controller, IpmiMessage.Request request)
            throws IpmiException {
        try {
            byte[] data =
                    controller.answer(request.netFn(), request.command(), request.data().reader());
            return request.answer(CompletionCode.OK, Bytes.of(data));
        } catch (Refused refused) {
            return request.answer(refused.completionCode(), Bytes.EMPTY);
        }
    }

    private byte[] get() throws IpmiException {
        if (queue.isEmpty() || emptyLooks-- > 0) {
            throw ScriptedBmc.refused(GetMessage.QUEUE_EMPTY);
        }
        byte[] message = queue.remove();
        return new WireWriter()
                .u8(0x00)
                .bytes(Arrays.copyOfRange(message, 1, message.length))
                .toByteArray();
    }
}
