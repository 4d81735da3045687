package dev.sideband.cli;

import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where a BMC's password comes from: a file, the environment, or a person. */
final class Passwords {
    private static final String VARIABLE = "SIDEBAND_PASSWORD";

    private Passwords() {}

    /**
     * Takes the file where one is given, else the variable, else asks on the terminal.
     *
     * @throws ConfigException where the file can't be read, or there is none of them
     */
    static Secret find(@Nullable Path file, String user, Object address) throws ConfigException {
        if (file != null) {
            return Secret.fromFile(file);
        }
        if (System.getenv(VARIABLE) == null) {
            Optional<Console> person = Terminal.person();
            if (person.isPresent()) {
                return typed(person.get(), user, address);
            }
        }
        return Secret.fromEnvironment(VARIABLE);
    }

    private static Secret typed(Console console, String user, Object address)
            throws ConfigException {
        char[] typed = console.readPassword("Password of %s at %s: ", user, address);
        if (typed == null) {
            throw new ConfigException("no password was typed");
        }
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Secret secret = Secret.of(bytes);
        Arrays.fill(typed, '\0');
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
