package dev.sideband.ipmi.crypto;

import dev.sideband.ipmi.wire.WireWriter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Makes the authentication codes of IPMI 1.5 (IPMI 2.0 §22.17.1): a digest over password, session
 * id, message, sequence number and password, or the password itself. Owned by one thread.
 */
public final class MessageAuthenticator implements AutoCloseable {
    /** Bytes of a code, and of a password. */
    public static final int LENGTH = 16;

    private final AuthenticationType type;
    private final byte[] password;

    /** Takes the first 16 bytes of {@code password}. */
    public MessageAuthenticator(AuthenticationType type, RakpKey password) {
        this.type = type;
        this.password = Arrays.copyOf(password.padded(), LENGTH);
    }

    public AuthenticationType type() {
        return type;
    }

    /** The code of a message, 16 bytes, or none at all without authentication. */
    public byte[] code(int sessionId, int sequence, byte[] packet, int offset, int length) {
        return switch (type) {
            case NONE -> new byte[0];
            case PASSWORD -> password.clone();
            case MD2 -> digest("MD2", sessionId, sequence, packet, offset, length);
            case MD5 -> digest("MD5", sessionId, sequence, packet, offset, length);
        };
    }

    private byte[] digest(
            String name, int sessionId, int sequence, byte[] packet, int offset, int length) {
        try {
            var digest = MessageDigest.getInstance(name);
            digest.update(password);
            digest.update(new WireWriter(8).u32(sessionId).toByteArray());
            digest.update(packet, offset, length);
            digest.update(new WireWriter(8).u32(sequence).toByteArray());
            return digest.digest(password);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + name, e);
        }
    }

    /** Overwrites the password. */
    @Override
    public void close() {
        Arrays.fill(password, (byte) 0);
    }

    @Override
    public String toString() {
        return "MessageAuthenticator[%s, ***]".formatted(type);
    }
}
