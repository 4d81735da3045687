package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.AesCbc128;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.PacketSigner;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * The packets of one session, from one side's point of view: encrypted, signed and counted (IPMI
 * 2.0 §13.6). Owned by one thread.
 */
public final class SessionCodec implements AutoCloseable {
    private static final int PAYLOAD_AT = RmcpHeader.LENGTH + SessionHeader.LENGTH;
    private static final int NEXT_HEADER = 0x07;
    private static final int PAD = 0xFF;
    private static final int IV_LENGTH = 16;

    private final SessionKeys keys;
    private final AesCbc128 aes;
    private final PacketSigner signer;
    private final int localSessionId;
    private final int remoteSessionId;
    private final ReplayWindow window = new ReplayWindow();
    private int lastSequence;

    /**
     * @param keys closed together with this codec
     * @param localSessionId stands in packets that come in
     * @param remoteSessionId stands in packets that go out
     */
    public SessionCodec(
            CipherSuite suite,
            SessionKeys keys,
            int localSessionId,
            int remoteSessionId,
            SecureRandom random) {
        this(suite, keys, localSessionId, remoteSessionId, random, 0);
    }

    SessionCodec(
            CipherSuite suite,
            SessionKeys keys,
            int localSessionId,
            int remoteSessionId,
            SecureRandom random,
            int lastSequence) {
        this.keys = keys;
        this.aes = new AesCbc128(keys, random);
        this.signer = suite.integrity().signer(keys);
        this.localSessionId = localSessionId;
        this.remoteSessionId = remoteSessionId;
        this.lastSequence = lastSequence;
    }

    /** The datagram that carries {@code payload} under the next sequence number. */
    public byte[] encode(int payloadType, byte[] payload) {
        int payloadLength = AesCbc128.encryptedLength(payload.length);
        int padLength = -(SessionHeader.LENGTH + payloadLength + 2) & 3;
        int signedLength = SessionHeader.LENGTH + payloadLength + padLength + 2;
        byte[] packet = new byte[RmcpHeader.LENGTH + signedLength + signer.codeLength()];
        writeHeaders(packet, payloadType, payloadLength);
        aes.encrypt(payload, packet, PAYLOAD_AT);
        int at = PAYLOAD_AT + payloadLength;
        for (int i = 0; i < padLength; i++) {
            packet[at++] = (byte) PAD;
        }
        packet[at++] = (byte) padLength;
        packet[at] = NEXT_HEADER;
        signer.sign(packet, RmcpHeader.LENGTH, signedLength);
        return packet;
    }

    /**
     * Verifies, counts and decrypts a datagram, in place: its bytes are spent afterwards. The code
     * is checked before anything is decrypted.
     */
    public Decoded decode(byte[] datagram) {
        SessionHeader header;
        try {
            var in = new WireReader(datagram);
            if (RmcpHeader.readFrom(in).messageClass() != RmcpHeader.CLASS_IPMI) {
                return Dropped.MALFORMED;
            }
            header = SessionHeader.readFrom(in);
        } catch (WireFormatException e) {
            return Dropped.MALFORMED;
        }
        if (header.sessionId() != localSessionId) {
            return Dropped.OTHER_SESSION;
        }
        if (!header.encrypted() || !header.authenticated()) {
            return Dropped.UNPROTECTED;
        }
        if (header.payloadType() == PayloadType.OEM_EXPLICIT) {
            return Dropped.OTHER_PAYLOAD;
        }
        return decode(datagram, header);
    }

    private Decoded decode(byte[] datagram, SessionHeader header) {
        int signedEnd = datagram.length - signer.codeLength();
        int padLengthAt = signedEnd - 2;
        if (padLengthAt < PAYLOAD_AT + header.payloadLength()
                || datagram[signedEnd - 1] != NEXT_HEADER
                || PAYLOAD_AT + header.payloadLength() + (datagram[padLengthAt] & 0xFF)
                        != padLengthAt) {
            return Dropped.MALFORMED;
        }
        if (!signer.verify(datagram, RmcpHeader.LENGTH, signedEnd - RmcpHeader.LENGTH)) {
            return Dropped.BAD_CODE;
        }
        if (!window.take(header.sequence())) {
            return Dropped.REPLAYED;
        }
        OptionalInt length = aes.decrypt(datagram, PAYLOAD_AT, header.payloadLength());
        if (length.isEmpty()) {
            return Dropped.BAD_PADDING;
        }
        return new Payload(
                header.payloadType(),
                Bytes.of(datagram, PAYLOAD_AT + IV_LENGTH, length.getAsInt()));
    }

    private void writeHeaders(byte[] packet, int payloadType, int payloadLength) {
        var out = new WireWriter(PAYLOAD_AT);
        RmcpHeader.IPMI.writeTo(out);
        new SessionHeader(payloadType, true, true, remoteSessionId, nextSequence(), payloadLength)
                .writeTo(out);
        out.copyTo(packet, 0);
    }

    private int nextSequence() {
        lastSequence++;
        if (lastSequence == 0) {
            // 0 belongs to packets outside of sessions.
            lastSequence = 1;
        }
        return lastSequence;
    }

    /** Overwrites the keys; JDK objects that hold copies of them are left to the collector. */
    @Override
    public void close() {
        keys.close();
    }

    /** What became of a datagram. */
    public sealed interface Decoded permits Payload, Dropped {}

    /** A genuine payload that was not seen before. */
    public record Payload(int type, Bytes content) implements Decoded {}

    /** A datagram that leaves the session as it was. */
    public record Dropped(DropReason reason) implements Decoded {
        private static final Dropped MALFORMED = new Dropped(DropReason.MALFORMED);
        private static final Dropped OTHER_SESSION = new Dropped(DropReason.OTHER_SESSION);
        private static final Dropped UNPROTECTED = new Dropped(DropReason.UNPROTECTED);
        private static final Dropped OTHER_PAYLOAD = new Dropped(DropReason.OTHER_PAYLOAD);
        private static final Dropped BAD_CODE = new Dropped(DropReason.BAD_CODE);
        private static final Dropped REPLAYED = new Dropped(DropReason.REPLAYED);
        private static final Dropped BAD_PADDING = new Dropped(DropReason.BAD_PADDING);
    }
}
