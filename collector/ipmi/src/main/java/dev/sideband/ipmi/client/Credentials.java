package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.wire.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A BMC's user and password; prints without the password. */
public final class Credentials {
    private final String username;
    private final byte[] password;

    private Credentials(String username, byte[] password) {
        this.username = username;
        this.password = password;
    }

    /**
     * Checks lengths and copies the password.
     *
     * @throws IllegalArgumentException where the name has more than 16 bytes or the password more
     *     than 20
     */
    public static Credentials of(String username, byte[] password) {
        int nameLength = username.getBytes(StandardCharsets.UTF_8).length;
        if (nameLength > Rakp1.USERNAME_MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a BMC's user name has at most 16 bytes, '%s' has %d"
                            .formatted(username, nameLength));
        }
        if (password.length > RakpKey.LENGTH) {
            throw new IllegalArgumentException(
                    "a BMC's password has at most 20 bytes, that of user '%s' has %d"
                            .formatted(username, password.length));
        }
        return new Credentials(username, password.clone());
    }

    public String username() {
        return username;
    }

    Bytes usernameBytes() {
        return Bytes.of(username.getBytes(StandardCharsets.UTF_8));
    }

    /** The name with zeros up to its greatest length, as the Intel SE7520 wants it. */
    Bytes paddedUsername() {
        return Bytes.of(
                Arrays.copyOf(
                        username.getBytes(StandardCharsets.UTF_8), Rakp1.USERNAME_MAX_LENGTH));
    }

    /** A key that the caller closes. */
    RakpKey passwordKey() {
        return RakpKey.of(password);
    }

    @Override
    public String toString() {
        return "Credentials[username=%s, password=***]".formatted(username);
    }
}
