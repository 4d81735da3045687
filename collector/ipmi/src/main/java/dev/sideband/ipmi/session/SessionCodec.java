package dev.sideband.ipmi.session;

import dev.sideband.ipmi.crypto.AesCbc128;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.Confidentiality;
import dev.sideband.ipmi.crypto.IntegrityAlgorithm;
import dev.sideband.ipmi.crypto.PacketSigner;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.OptionalInt;

/**
 * The packets of one session, from one side's point of view: counted, and as its suite has it
 * encrypted and signed (IPMI 2.0 §13.6). Owned by one thread.
 *
 * <p>Each packet of a session is protected in the same way, so one pair of sequence numbers is
 * enough: a plain packet in a session that signs is none of its peer's.
 */
public final class SessionCodec implements PacketCodec {
    private static final int PAYLOAD_AT = RmcpHeader.LENGTH + SessionHeader.LENGTH;
    private static final int NEXT_HEADER = 0x07;
    private static final int PAD = 0xFF;
    private static final int IV_LENGTH = 16;

    private final SessionKeys keys;
    private final @Nullable AesCbc128 aes;
    private final @Nullable PacketSigner signer;
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
        this.aes =
                suite.confidentiality() == Confidentiality.NONE
                        ? null
                        : new AesCbc128(keys, random);
        this.signer =
                suite.integrity() == IntegrityAlgorithm.NONE
                        ? null
                        : suite.integrity().signer(keys);
        this.localSessionId = localSessionId;
        this.remoteSessionId = remoteSessionId;
        this.lastSequence = lastSequence;
    }

    @Override
    public byte[] encode(int payloadType, byte[] payload) {
        int payloadLength =
                aes == null ? payload.length : AesCbc128.encryptedLength(payload.length);
        int padLength = -(SessionHeader.LENGTH + payloadLength + 2) & 3;
        int trailerLength = signer == null ? 0 : padLength + 2 + signer.codeLength();
        byte[] packet = new byte[PAYLOAD_AT + payloadLength + trailerLength];
        writeHeaders(packet, payloadType, payloadLength);
        if (aes == null) {
            System.arraycopy(payload, 0, packet, PAYLOAD_AT, payloadLength);
        } else {
            aes.encrypt(payload, packet, PAYLOAD_AT);
        }
        if (signer != null) {
            int at = PAYLOAD_AT + payloadLength;
            for (int i = 0; i < padLength; i++) {
                packet[at++] = (byte) PAD;
            }
            packet[at++] = (byte) padLength;
            packet[at++] = NEXT_HEADER;
            signer.sign(packet, RmcpHeader.LENGTH, at - RmcpHeader.LENGTH);
        }
        return packet;
    }

    /**
     * Verifies, counts and decrypts a datagram, in place: its bytes are spent afterwards. The code
     * is checked before anything is decrypted.
     */
    @Override
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
        // Some firmware leaves the id out (Tyan S2882); a code makes up for it.
        if (header.sessionId() != localSessionId && (header.sessionId() != 0 || signer == null)) {
            return Dropped.OTHER_SESSION;
        }
        if (header.encrypted() != (aes != null) || header.authenticated() != (signer != null)) {
            return Dropped.UNPROTECTED;
        }
        if (header.payloadType() == PayloadType.OEM_EXPLICIT) {
            return Dropped.OTHER_PAYLOAD;
        }
        return decode(datagram, header);
    }

    private Decoded decode(byte[] datagram, SessionHeader header) {
        int payloadEnd = PAYLOAD_AT + header.payloadLength();
        if (signer == null) {
            if (payloadEnd > datagram.length) {
                return Dropped.MALFORMED;
            }
        } else {
            int signedEnd = datagram.length - signer.codeLength();
            int padLengthAt = signedEnd - 2;
            if (padLengthAt < payloadEnd
                    || datagram[signedEnd - 1] != NEXT_HEADER
                    || payloadEnd + (datagram[padLengthAt] & 0xFF) != padLengthAt) {
                return Dropped.MALFORMED;
            }
            if (!signer.verify(datagram, RmcpHeader.LENGTH, signedEnd - RmcpHeader.LENGTH)) {
                return Dropped.BAD_CODE;
            }
        }
        return window.take(header.sequence()) ? payload(datagram, header) : Dropped.REPLAYED;
    }

    private Decoded payload(byte[] datagram, SessionHeader header) {
        if (aes == null) {
            return new Payload(
                    header.payloadType(), Bytes.of(datagram, PAYLOAD_AT, header.payloadLength()));
        }
        OptionalInt length = aes.decrypt(datagram, PAYLOAD_AT, header.payloadLength());
        return length.isEmpty()
                ? Dropped.BAD_PADDING
                : new Payload(
                        header.payloadType(),
                        Bytes.of(datagram, PAYLOAD_AT + IV_LENGTH, length.getAsInt()));
    }

    @Override
    public boolean authenticates() {
        return signer != null;
    }

    private void writeHeaders(byte[] packet, int payloadType, int payloadLength) {
        var out = new WireWriter(PAYLOAD_AT);
        RmcpHeader.IPMI.writeTo(out);
        new SessionHeader(
                        payloadType,
                        aes != null,
                        signer != null,
                        remoteSessionId,
                        nextSequence(),
                        payloadLength)
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
        static final Dropped MALFORMED = new Dropped(DropReason.MALFORMED);
        static final Dropped OTHER_SESSION = new Dropped(DropReason.OTHER_SESSION);
        static final Dropped UNPROTECTED = new Dropped(DropReason.UNPROTECTED);
        private static final Dropped OTHER_PAYLOAD = new Dropped(DropReason.OTHER_PAYLOAD);
        static final Dropped BAD_CODE = new Dropped(DropReason.BAD_CODE);
        static final Dropped REPLAYED = new Dropped(DropReason.REPLAYED);
        private static final Dropped BAD_PADDING = new Dropped(DropReason.BAD_PADDING);
    }
}
