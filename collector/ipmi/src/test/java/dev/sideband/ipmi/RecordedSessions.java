package dev.sideband.ipmi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.testing.Captures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * RMCP+ sessions of foreign programs with all their inputs and keys; tests are skipped without
 * them.
 */
public final class RecordedSessions {
    private static final String FOLDER = "ipmi-captures/rmcpp/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedSessions() {}

    /** Whole sessions: handshake, keys and packets. */
    public static Stream<JsonNode> sessions() {
        return read("sessions.json", "sessions");
    }

    /** An array of the vectors that other projects have published. */
    public static Stream<JsonNode> external(String array) {
        return read("external.json", array);
    }

    private static Stream<JsonNode> read(String file, String array) {
        try {
            return elements(JSON.readTree(Captures.require(FOLDER + file).toFile()), array);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode file, String array) {
        return StreamSupport.stream(file.get(array).spliterator(), false);
    }

    public static RakpExchange exchange(JsonNode session) {
        return new RakpExchange(
                session.get("console_sid").intValue(),
                session.get("bmc_sid").intValue(),
                hex(session, "console_random"),
                hex(session, "bmc_random"),
                hex(session, "guid"),
                session.get("role").intValue(),
                Bytes.of(utf8(session, "username")));
    }

    public static RakpKey password(JsonNode session) {
        return RakpKey.of(utf8(session, "password"));
    }

    public static RakpKey bmcKey(JsonNode session) {
        return session.hasNonNull("kg_hex")
                ? RakpKey.of(hex(session, "kg_hex").toArray())
                : password(session);
    }

    public static CipherSuite suite(JsonNode session) {
        return CipherSuite.of(session.get("suite").intValue());
    }

    public static SessionKeys keys(JsonNode session) {
        return SessionKeys.derive(
                suite(session), password(session), bmcKey(session), exchange(session));
    }

    public static Bytes hex(JsonNode node, String field) {
        return Bytes.fromHex(node.get(field).textValue());
    }

    private static byte[] utf8(JsonNode node, String field) {
        return node.get(field).textValue().getBytes(StandardCharsets.UTF_8);
    }
}
