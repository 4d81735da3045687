package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.MessageAuthenticator;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.session.SessionCodec15;
import dev.sideband.ipmi.session.SessionCodec15.Messages;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A managed system in memory that speaks IPMI 1.5 and nothing else. */
final class FakeBmc15 {
    private static final int TEMPORARY_ID = 0x0000_0A0B;
    private static final int ID = 0x0000_0C0D;
    private static final int FIRST_SEQUENCE = 0x1000;

    /** What each request in or out of a session was. */
    final List<Integer> commands = new ArrayList<>();

    int authenticationTypes = 0x04;
    int maxPrivilege = 4;
    String password = "secret";
    boolean refusesIpmi2Bit;

    /** What it says of messages, and what it hears. */
    boolean saysWithoutCodes;

    boolean hearsWithoutCodes = true;
    private @Nullable SessionCodec15 session;

    List<byte[]> receive(byte[] datagram) {
        return switch (Packet.decode(datagram)) {
            case Packet.Sessionless15(Bytes message) -> sessionless(message);
            case Packet.InSession15(var header) when header.sessionId() == TEMPORARY_ID ->
                    activate(datagram);
            case Packet.InSession15(var header)
                    when header.type() != AuthenticationType.NONE || hearsWithoutCodes ->
                    inSession(datagram);
            case Packet.InSession15 _, Packet.Asf _, Packet.Sessionless _, Packet.InSession _ ->
                    List.of();
        };
    }

    private List<byte[]> sessionless(Bytes message) {
        var request = (IpmiMessage.Request) IpmiMessage.readFrom(message.reader());
        commands.add(request.command());
        var answer =
                switch (request.command()) {
                    case 0x38 ->
                            refusesIpmi2Bit && (request.data().u8(0) & 0x80) != 0
                                    ? request.answer(CompletionCode.INVALID_DATA, Bytes.EMPTY)
                                    : request.answer(CompletionCode.OK, capabilities());
                    case 0x39 -> request.answer(CompletionCode.OK, challenge());
                    default -> request.answer(CompletionCode.INVALID_COMMAND, Bytes.EMPTY);
                };
        return List.of(new Packet.Sessionless15(Bytes.of(answer.toByteArray())).toDatagram());
    }

    private Bytes capabilities() {
        var out = new WireWriter().u8(1).u8(authenticationTypes);
        return Bytes.of(out.u8(saysWithoutCodes ? 0x10 : 0).u8(0).u32(0).toByteArray());
    }

    private static Bytes challenge() {
        return Bytes.of(new WireWriter().u32(TEMPORARY_ID).bytes(new byte[16]).toByteArray());
    }

    private List<byte[]> activate(byte[] datagram) {
        var type = AuthenticationType.of(datagram[4]).orElseThrow();
        var codec = SessionCodec15.activating(authenticator(type), false, TEMPORARY_ID, 0);
        commands.add(0x3A);
        if (!(codec.decode(datagram) instanceof SessionCodec.Payload(int _, Bytes content))) {
            return List.of();
        }
        var request = (IpmiMessage.Request) IpmiMessage.readFrom(content.reader());
        WireReader in = request.data().reader();
        in.skip("type", 1);
        int level = in.u8("level");
        in.skip("challenge", 16);
        int firstSent = in.i32("first sequence number");
        if (level > maxPrivilege) {
            var refusal = request.answer(0x86, Bytes.EMPTY).toByteArray();
            return List.of(codec.encode(PayloadType.IPMI, refusal));
        }
        boolean plain = saysWithoutCodes;
        session =
                new SessionCodec15(
                        authenticator(type),
                        plain ? Messages.NONE : Messages.ALL,
                        ID,
                        firstSent,
                        FIRST_SEQUENCE);
        var answer =
                new WireWriter()
                        .u8(plain ? 0 : type.number())
                        .u32(ID)
                        .u32(FIRST_SEQUENCE)
                        .u8(maxPrivilege);
        return List.of(
                codec.encode(
                        PayloadType.IPMI,
                        request.answer(0, Bytes.of(answer.toByteArray())).toByteArray()));
    }

    private List<byte[]> inSession(byte[] datagram) {
        var codec = session;
        if (codec == null
                || !(codec.decode(datagram) instanceof SessionCodec.Payload(int _, Bytes content))
                || !(IpmiMessage.readFrom(content.reader())
                        instanceof IpmiMessage.Request request)) {
            return List.of();
        }
        commands.add(request.command());
        return List.of(codec.encode(PayloadType.IPMI, FakeBmc.obey(request).toByteArray()));
    }

    private MessageAuthenticator authenticator(AuthenticationType type) {
        return new MessageAuthenticator(
                type, RakpKey.of(password.getBytes(StandardCharsets.UTF_8)));
    }
}
