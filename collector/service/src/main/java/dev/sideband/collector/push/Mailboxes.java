package dev.sideband.collector.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who gets what comes at which address. An address has two parts: a number that finds its owner,
 * and a secret that is compared in constant time, so that nobody can guess it piece by piece.
 */
final class Mailboxes {
    private static final int NUMBER_BYTES = 8;
    private static final int SECRET_BYTES = 24;

    /** More BMCs no collector has. */
    private static final int MAX_MAILBOXES = 100_000;

    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Box> boxes = new ConcurrentHashMap<>();

    private record Box(String secret, Consumer<String> owner) {
        @Override
        public String toString() {
            return "mailbox";
        }
    }

    /**
     * A new address, {@code number/secret}.
     *
     * @param owner told what comes there
     */
    String add(Consumer<String> owner) {
        if (boxes.size() >= MAX_MAILBOXES) {
            throw new IllegalStateException(
                    "there are more than %d webhook addresses".formatted(MAX_MAILBOXES));
        }
        String number = text(NUMBER_BYTES);
        String secret = text(SECRET_BYTES);
        boxes.put(number, new Box(secret, owner));
        return number + "/" + secret;
    }

    void remove(String address) {
        boxes.remove(address.substring(0, address.indexOf('/')));
    }

    int size() {
        return boxes.size();
    }

    /** Whose address it is; nothing where it is nobody's. */
    Optional<Consumer<String>> owner(String number, String secret) {
        Box box = boxes.get(number);
        boolean known =
                MessageDigest.isEqual(bytes(secret), bytes(box == null ? "" : box.secret()));
        return known && box != null ? Optional.of(box.owner()) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HEX.formatHex(drawn);
    }
}
