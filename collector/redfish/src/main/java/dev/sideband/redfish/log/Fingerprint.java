package dev.sideband.redfish.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells an entry from all others, and what it was from what it is now, without keeping it.
 *
 * @param key of its Id and time; the same in another log that shows the same record
 * @param content of what cannot change, but for its Id: some BMCs number a full log anew
 * @param revision of what can change
 * @param timed whether its time is one that a set clock gave: without one, an entry may look like
 *     another of an earlier life of its log
 */
public record Fingerprint(long key, long content, int revision, boolean timed) {
    /** The length of its bytes. */
    public static final int LENGTH = 16;

    private static final int HASH_BYTES = 6;
    private static final long HASH_MASK = 0xFFFF_FFFF_FFFFL;
    private static final int TIMED = 0x8000_0000;

    public Fingerprint {
        if ((key & ~HASH_MASK) != 0 || (content & ~HASH_MASK) != 0 || revision < 0) {
            throw new IllegalArgumentException("key and content have 48 bits, revision has 31");
        }
    }

    /** What identifies it: a revision of an entry is no other entry. */
    Identity identity() {
        return new Identity(key, content);
    }

    record Identity(long key, long content) {}

    /** The content's hash in 12 hexadecimal digits. */
    public String contentHash() {
        return HexFormat.of().toHexDigits(content, 2 * HASH_BYTES);
    }

    static Fingerprint of(
            String id, String time, boolean timed, List<String> content, List<String> revision) {
        return new Fingerprint(
                hash(List.of(id, time)),
                hash(content),
                (int) (hash(revision) & Integer.MAX_VALUE),
                timed);
    }

    private static long hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // The length before it: "a", "b" is not "ab".
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return ByteBuffer.wrap(digest.digest()).getLong() & HASH_MASK;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Writes it as {@value #LENGTH} bytes. */
    public void writeTo(ByteBuffer out) {
        out.putShort((short) (key >>> 32)).putInt((int) key);
        out.putShort((short) (content >>> 32)).putInt((int) content);
        out.putInt(timed ? revision | TIMED : revision);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Fingerprint readFrom(ByteBuffer in) {
        long key = hash48(in);
        long content = hash48(in);
        int last = in.getInt();
        return new Fingerprint(key, content, last & ~TIMED, (last & TIMED) != 0);
    }

    private static long hash48(ByteBuffer in) {
        return ((in.getShort() & 0xFFFFL) << 32) | (in.getInt() & 0xFFFF_FFFFL);
    }
}
