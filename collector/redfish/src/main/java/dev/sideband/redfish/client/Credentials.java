package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A BMC's user and password; prints without the password. */
public final class Credentials {
    private final String username;
    private final byte[] password;

    private Credentials(String username, byte[] password) {
        this.username = username;
        this.password = password;
    }

    /**
     * Copies the password.
     *
     * @param password in UTF-8
     * @throws IllegalArgumentException where the name has a colon, which basic authentication would
     *     take for its end (RFC 7617 §2)
     */
    public static Credentials of(String username, byte[] password) {
        if (username.isEmpty() || username.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "the BMC's user name '%s' is empty or has a colon".formatted(username));
        }
        return new Credentials(username, password.clone());
    }

    public String username() {
        return username;
    }

    /** What creates a session (DSP0266 §13.3.4.2). */
    ObjectNode login() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("UserName", username)
                .put("Password", secret());
    }

    /** The header of basic authentication. */
    String basic() {
        byte[] both = (username + ":" + secret()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** A BMC's text without the password, which some repeat when they refuse it. */
    String masked(String text) {
        String secret = secret();
        return secret.isEmpty() ? text : text.replace(secret, "***");
    }

    private String secret() {
        return new String(password, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Credentials[username=%s, password=***]".formatted(username);
    }
}
