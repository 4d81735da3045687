package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.MessageAuthenticator;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.session.SessionCodec15;
import dev.sideband.ipmi.session.SessionCodec15.Messages;
import dev.sideband.ipmi.session.SessionHeader15;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** An IPMI 1.5 session: challenged, then active, then closed (IPMI 2.0 §6.11). */
final class Session15 extends Session {
    private final int id;
    private final AuthenticationType type;
    private final Account account;
    private final Bytes challenge;
    private @Nullable SessionCodec15 codec;
    private boolean closed;

    Session15(int id, AuthenticationType type, Account account, Bytes challenge, Instant now) {
        super(now);
        this.id = id;
        this.type = type;
        this.account = account;
        this.challenge = challenge;
    }

    @Override
    int id() {
        return id;
    }

    AuthenticationType type() {
        return type;
    }

    Account account() {
        return account;
    }

    Bytes challenge() {
        return challenge;
    }

    /** Whether the console has proved itself in a packet that has no number yet. */
    boolean isProvedBy(SessionHeader15 header, byte[] message) {
        if (header.type() != type) {
            return false;
        }
        try (var authenticator = new MessageAuthenticator(type, account.key())) {
            byte[] code = authenticator.code(id, header.sequence(), message, 0, message.length);
            return MessageDigest.isEqual(code, header.code().toArray());
        }
    }

    /**
     * Makes the session active; again, where the answer got lost.
     *
     * @param firstSent number of the first packet that goes out
     * @param firstReceived number of the first one that comes in
     */
    void activate(PrivilegeLevel highest, int firstSent, int firstReceived) {
        var authenticator = new MessageAuthenticator(type, account.key());
        codec = new SessionCodec15(authenticator, Messages.ALL, id, firstSent, firstReceived);
        grant(highest);
    }

    /**
     * A packet without the byte that some old network chips need behind it: FreeIPMI 1.6.10 takes
     * it for a part of the message, and then the code does not fit.
     */
    static byte[] unpadded(byte[] datagram) {
        var in = new WireReader(datagram);
        RmcpHeader.readFrom(in);
        SessionHeader15 header = SessionHeader15.readFrom(in);
        int length = RmcpHeader.LENGTH + header.length() + header.messageLength();
        return length == datagram.length ? datagram : Arrays.copyOf(datagram, length);
    }

    /** A packet of this session with another header, and the code that goes with it. */
    byte[] withHeader(byte[] datagram, UnaryOperator<SessionHeader15> change) {
        var in = new WireReader(datagram);
        RmcpHeader.readFrom(in);
        SessionHeader15 head = change.apply(SessionHeader15.readFrom(in));
        byte[] message = in.bytes("message", head.messageLength());
        Bytes code = head.code();
        if (code.length() > 0) {
            try (var authenticator = new MessageAuthenticator(type, account.key())) {
                code =
                        Bytes.of(
                                authenticator.code(
                                        head.sessionId(),
                                        head.sequence(),
                                        message,
                                        0,
                                        message.length));
            }
        }
        var out = new WireWriter();
        RmcpHeader.IPMI.writeTo(out);
        new SessionHeader15(head.type(), head.sequence(), head.sessionId(), code, message.length)
                .writeTo(out);
        return out.bytes(message).toByteArray();
    }

    @Override
    boolean active() {
        return codec != null && !closed;
    }

    @Override
    boolean closed() {
        return closed;
    }

    @Override
    void close(Instant now) {
        closed = codec != null;
    }

    @Override
    @Nullable SessionCodec15 codec() {
        return codec;
    }
}
