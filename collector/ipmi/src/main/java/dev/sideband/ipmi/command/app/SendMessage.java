package dev.sideband.ipmi.command.app;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Send Message (IPMI 2.0 §22.7): hands a request on to a controller behind the BMC.
 *
 * @param channel of the bus, 0 for the primary IPMB
 * @param tracked the BMC brings the answer back by itself; otherwise it waits for {@link
 *     GetMessage}
 * @param message what the controller gets, with its checksums
 */
public record SendMessage(int channel, boolean tracked, IpmiMessage.Request message)
        implements IpmiCommand<SendMessage.Response> {
    private static final int TRACK_REQUEST = 0x40;

    @Override
    public int netFn() {
        return NetFn.APP;
    }

    @Override
    public int code() {
        return 0x34;
    }

    /** The message inside may be carried out twice when this is sent twice. */
    @Override
    public boolean idempotent() {
        return tracked;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8((tracked ? TRACK_REQUEST : 0) | channel).bytes(message.toByteArray());
    }

    /** Whether the BMC took the request and will bring the controller's answer by itself. */
    public boolean isTracking(IpmiMessage.Response answer) {
        return tracked
                && answer.completionCode() == CompletionCode.OK
                && answer.data().length() == 0;
    }

    /**
     * Whether {@code answer} is what the controller says, in a packet of its own. Its number is
     * that of the message inside, or of this command, as in OpenIPMI's BMC.
     */
    public boolean isAnsweredBy(IpmiMessage.Response answer, int ownSequence) {
        return answer.netFn() == message.netFn() + 1
                && answer.command() == message.command()
                && answer.responder() == message.responder()
                && (answer.sequence() == message.sequence() || answer.sequence() == ownSequence);
    }

    /** The BMC's answer {@code accepted} as it is with the controller's answer in it. */
    public IpmiMessage.Response embed(IpmiMessage.Response answer, IpmiMessage.Response accepted) {
        IpmiMessage.Response inside = message.answer(answer.completionCode(), answer.data());
        return new IpmiMessage.Response(
                accepted.requester(),
                accepted.netFn(),
                accepted.requesterLun(),
                accepted.responder(),
                accepted.responderLun(),
                accepted.sequence(),
                accepted.command(),
                CompletionCode.OK,
                Bytes.of(inside.toByteArray()));
    }

    @Override
    public Response readResponse(WireReader in) {
        return new Response(Bytes.of(in.rest()));
    }

    /**
     * The body after the completion code.
     *
     * @param message the controller's answer with its addresses and checksums; empty where it comes
     *     later or not at all
     */
    public record Response(Bytes message) {}
}
