package dev.sideband.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

/**
 * Bytes that nobody may see, such as a password. Prints as {@code ***}; give it, not its bytes,
 * around.
 */
public final class Secret {
    private static final int LIMIT_BYTES = 64 * 1024;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret of these bytes, which are copied. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A secret of this text in UTF-8. */
    public static Secret of(String text) {
        return new Secret(text.getBytes(UTF_8));
    }

    /**
     * The content of a file, without the line break at its end.
     *
     * @throws ConfigException when the file can't be read or is too big to be a secret
     */
    public static Secret fromFile(Path file) throws ConfigException {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new ConfigException(
                        "%s: longer than %d bytes; a secret's file holds the secret and nothing else"
                                .formatted(file, LIMIT_BYTES));
            }
            return new Secret(withoutLineBreak(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    "%s: no such file; it should hold a secret".formatted(file), e);
        } catch (IOException e) {
            throw new ConfigException("%s: the secret cannot be read: %s".formatted(file, e), e);
        }
    }

    /**
     * The value of an environment variable.
     *
     * @throws ConfigException when it is not set
     */
    public static Secret fromEnvironment(String name) throws ConfigException {
        return fromEnvironment(name, System.getenv());
    }

    static Secret fromEnvironment(String name, Map<String, String> environment)
            throws ConfigException {
        String value = environment.get(name);
        if (value == null) {
            throw new ConfigException(
                    "the environment variable %s is not set; it should hold a secret"
                            .formatted(name));
        }
        return of(value);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    private static byte[] withoutLineBreak(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        if (end > 0 && bytes[end - 1] == '\r') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** Equal bytes; how long it takes does not tell how many of them are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}
