package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.MessageAuthenticator;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.session.SessionCodec.Decoded;
import dev.sideband.ipmi.session.SessionCodec.Dropped;
import dev.sideband.ipmi.session.SessionCodec.Payload;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The packets of an IPMI 1.5 session (IPMI 2.0 §6.11 and §13.6): counted and authenticated, never
 * encrypted. Owned by one thread.
 */
public final class SessionCodec15 implements PacketCodec {
    /** Longest message that its length byte can tell. */
    private static final int MAX_MESSAGE = 255;

    private final MessageAuthenticator authenticator;
    private final boolean activating;
    private final int sessionId;
    private final ReplayWindow window;
    private Messages messages;
    private int nextSequence;

    /** What of a session is authenticated, as its activation said. */
    public enum Messages {
        /** Each message. */
        ALL,
        /** Those that go out; any that come in without a code are taken too. */
        SENT,
        /** None; what comes in with a code must still have the right one. */
        NONE
    }

    /**
     * @param authenticator closed together with this codec
     * @param firstSent sequence number of the first packet that goes out
     * @param firstReceived sequence number of the first one that comes in
     */
    public SessionCodec15(
            MessageAuthenticator authenticator,
            Messages messages,
            int sessionId,
            int firstSent,
            int firstReceived) {
        this(authenticator, messages, false, sessionId, firstSent, firstReceived);
    }

    private SessionCodec15(
            MessageAuthenticator authenticator,
            Messages messages,
            boolean activating,
            int sessionId,
            int firstSent,
            int firstReceived) {
        this.authenticator = authenticator;
        this.activating = activating;
        this.messages = messages;
        this.sessionId = sessionId;
        this.nextSequence = firstSent;
        // The number before the first is good too: some firmware is off by one (Intel SE7520).
        this.window = new ReplayWindow(firstReceived - 1, ~1);
    }

    /**
     * A console's codec for Activate Session: its packets have no number yet, and the answer may
     * have the temporary or the new session id.
     *
     * @param plainAnswer whether an answer without a code will do
     */
    public static SessionCodec15 activating(
            MessageAuthenticator authenticator,
            boolean plainAnswer,
            int temporarySessionId,
            int firstReceived) {
        return new SessionCodec15(
                authenticator,
                plainAnswer ? Messages.SENT : Messages.ALL,
                true,
                temporarySessionId,
                0,
                firstReceived);
    }

    public boolean sendsCodes() {
        return messages != Messages.NONE;
    }

    /** Sends codes from now on, although the activation said that none are needed. */
    public void sendCodes() {
        messages = Messages.SENT;
    }

    @Override
    public byte[] encode(int payloadType, byte[] payload) {
        if (payloadType != PayloadType.IPMI || payload.length > MAX_MESSAGE) {
            throw new IllegalArgumentException(
                    "IPMI 1.5 carries IPMI messages of at most 255 bytes, not %d bytes of type %02Xh"
                            .formatted(payload.length, payloadType));
        }
        int sequence = nextSequence;
        // 0 belongs to packets outside of sessions, and to the one that activates this one.
        nextSequence = sequence == 0 ? 0 : sequence == -1 ? 1 : sequence + 1;
        return packet(sequence, payload);
    }

    private byte[] packet(int sequence, byte[] message) {
        boolean plain = messages == Messages.NONE;
        byte[] code =
                plain
                        ? new byte[0]
                        : authenticator.code(sessionId, sequence, message, 0, message.length);
        var out = new WireWriter(RmcpHeader.LENGTH + 26 + message.length + 1);
        RmcpHeader.IPMI.writeTo(out);
        new SessionHeader15(
                        plain ? AuthenticationType.NONE : authenticator.type(),
                        sequence,
                        sessionId,
                        Bytes.of(code),
                        message.length)
                .writeTo(out);
        out.bytes(message);
        // Lengths that upset some old network chips get a byte more (IPMI 2.0 §13.6).
        return switch (out.length()) {
            case 56, 84, 112, 128, 156 -> out.u8(0).toByteArray();
            default -> out.toByteArray();
        };
    }

    @Override
    public Decoded decode(byte[] datagram) {
        try {
            var in = new WireReader(datagram);
            if (RmcpHeader.readFrom(in).messageClass() != RmcpHeader.CLASS_IPMI) {
                return Dropped.MALFORMED;
            }
            var header = SessionHeader15.readFrom(in);
            int at = in.position();
            in.skip("message", header.messageLength());
            return decode(header, datagram, at);
        } catch (WireFormatException e) {
            return Dropped.MALFORMED;
        }
    }

    private Decoded decode(SessionHeader15 header, byte[] datagram, int at) {
        int length = header.messageLength();
        boolean plain = header.type() == AuthenticationType.NONE;
        // Tyan S2882 answers with an empty session id; the code makes up for it.
        boolean ours =
                header.sessionId() == sessionId
                        || activating
                        || (!plain && header.sessionId() == 0);
        if (!ours) {
            return Dropped.OTHER_SESSION;
        }
        if (plain ? !takesPlain() : header.type() != authenticator.type()) {
            return Dropped.UNPROTECTED;
        }
        if (!plain) {
            byte[] code =
                    authenticator.code(header.sessionId(), header.sequence(), datagram, at, length);
            if (!MessageDigest.isEqual(code, header.code().toArray())) {
                return Dropped.BAD_CODE;
            }
            if (!activating && !isNew(header.sequence())) {
                return Dropped.REPLAYED;
            }
        }
        return new Payload(
                PayloadType.IPMI, Bytes.of(Arrays.copyOfRange(datagram, at, at + length)));
    }

    private boolean takesPlain() {
        return messages != Messages.ALL || authenticator.type() == AuthenticationType.NONE;
    }

    /** Sun Fire 4100 turns the bytes of its sequence numbers round. */
    private boolean isNew(int sequence) {
        return window.take(sequence) || window.take(Integer.reverseBytes(sequence));
    }

    @Override
    public boolean authenticates() {
        return messages == Messages.ALL && authenticator.type() != AuthenticationType.NONE;
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
