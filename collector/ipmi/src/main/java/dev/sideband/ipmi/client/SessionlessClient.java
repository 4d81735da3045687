package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;

/**
 * Asks what may be asked before there is a session, each question once in either framing: some
 * managed systems hear such questions only in IPMI 1.5's, some only in RMCP+'s. Owned by one
 * thread.
 */
final class SessionlessClient implements IpmiClient, AutoCloseable {
    private static final int SEQUENCES = 64;

    private final Link link;
    private final Inbox inbox;
    private boolean rmcpPlus;
    private boolean framingKnown;
    private int sequence;

    SessionlessClient(Link link) {
        this.link = link;
        this.inbox = link.port().open(link.remote(), 0);
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException {
        IpmiMessage.Response response = exchange(command);
        if (response == null && !framingKnown) {
            rmcpPlus = !rmcpPlus;
            response = exchange(command);
        }
        if (response == null) {
            throw new IpmiException.NoAnswer(
                    "%s: no answer to %s".formatted(link.address(), command.name()));
        }
        framingKnown = true;
        if (response.completionCode() != CompletionCode.OK) {
            throw new IpmiException.Refused(command.name(), response.completionCode());
        }
        try {
            return command.readResponse(response.data().reader());
        } catch (WireFormatException e) {
            throw new IpmiException.Malformed(
                    "%s: %s: %s".formatted(link.address(), command.name(), e.getMessage()));
        }
    }

    private IpmiMessage.@Nullable Response exchange(IpmiCommand<?> command)
            throws IpmiException, InterruptedException {
        sequence = (sequence + 1) % SEQUENCES;
        var data = new WireWriter();
        command.writeTo(data);
        var request =
                IpmiMessage.Request.toBmc(
                        command.netFn(),
                        command.lun(),
                        sequence,
                        command.code(),
                        Bytes.of(data.toByteArray()));
        link.send(framed(Bytes.of(request.toByteArray())), false);
        long until = link.waitEnd(0, link.callEnd());
        for (long left = until - link.nanoTime(); left > 0; left = until - link.nanoTime()) {
            byte[] datagram = inbox.poll(left);
            var answer = datagram == null ? null : answer(datagram, request);
            if (answer != null) {
                link.options().observer().answered();
                return answer;
            }
        }
        return null;
    }

    private byte[] framed(Bytes message) {
        return rmcpPlus
                ? new Packet.Sessionless(PayloadType.IPMI, message).toDatagram()
                : new Packet.Sessionless15(message).toDatagram();
    }

    private IpmiMessage.@Nullable Response answer(byte[] datagram, IpmiMessage.Request request) {
        try {
            Bytes message =
                    switch (Packet.decode(datagram)) {
                        case Packet.Sessionless15 packet -> packet.message();
                        case Packet.Sessionless packet -> packet.payload();
                        case Packet.Asf _, Packet.InSession _, Packet.InSession15 _ -> Bytes.EMPTY;
                    };
            if (IpmiMessage.readFrom(message.reader()) instanceof IpmiMessage.Response response
                    && response.answers(request)) {
                return response;
            }
            link.options().observer().dropped(DropReason.UNEXPECTED);
        } catch (WireFormatException e) {
            link.options().observer().dropped(DropReason.MALFORMED);
        }
        return null;
    }

    @Override
    public void close() {
        inbox.close();
    }
}
