package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A user of a BMC: name, key and how much it may do. */
public final class Account {
    private static final int NAME_MAX_LENGTH = 16;

    private final Bytes name;
    private final RakpKey key;
    private final Bytes padded;
    private final PrivilegeLevel limit;

    /**
     * @param name 1 to 16 characters of Latin-1
     * @param password 1 to 20 bytes
     */
    public Account(String name, byte[] password, PrivilegeLevel limit) {
        this.name = Bytes.of(name.getBytes(StandardCharsets.ISO_8859_1));
        if (this.name.length() == 0 || this.name.length() > NAME_MAX_LENGTH) {
            throw new IllegalArgumentException("a user name has 1 to 16 characters");
        }
        if (password.length == 0) {
            throw new IllegalArgumentException("a password has 1 to 20 bytes");
        }
        this.key = RakpKey.of(password);
        this.padded = Bytes.of(Arrays.copyOf(password, RakpKey.LENGTH));
        this.limit = limit;
    }

    Bytes name() {
        return name;
    }

    /** Whether this is its name, with or without zeros behind it. */
    boolean isCalled(Bytes other) {
        int length = other.length();
        while (length > name.length() && other.u8(length - 1) == 0) {
            length--;
        }
        return other.first(length).equals(name);
    }

    /** The password, filled up with zeros to 20 bytes. */
    Bytes padded() {
        return padded;
    }

    RakpKey key() {
        return key;
    }

    PrivilegeLevel limit() {
        return limit;
    }

    @Override
    public String toString() {
        return "Account[%s]".formatted(new String(name.toArray(), StandardCharsets.ISO_8859_1));
    }
}
