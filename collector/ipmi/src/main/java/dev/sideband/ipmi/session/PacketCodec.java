package dev.sideband.ipmi.session;

/**
 * The packets of one session, from one side's point of view. Owned by one thread.
 *
 * <p>What comes in is checked before it counts: see {@link DropReason}.
 */
public sealed interface PacketCodec extends AutoCloseable permits SessionCodec, SessionCodec15 {
    /** The datagram that carries {@code payload} under the next sequence number. */
    byte[] encode(int payloadType, byte[] payload);

    /** What a datagram says; its bytes are spent afterwards. */
    SessionCodec.Decoded decode(byte[] datagram);

    /** Whether nobody but the session's peer can have made what {@link #decode} lets through. */
    boolean authenticates();

    /** Overwrites the keys. */
    @Override
    void close();
}
