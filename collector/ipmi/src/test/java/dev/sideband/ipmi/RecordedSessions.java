package dev.sideband.ipmi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.wire.Bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * RMCP+ sessions of foreign programs with all their inputs and keys: two that are part of these
 * tests, and many more in a folder beside the project, where there is one.
 */
public final class RecordedSessions {
    private static final Path FOLDER = Path.of("../../../shared/ipmi-captures/rmcpp");
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedSessions() {}

    /** Whole sessions: handshake, keys and packets. */
    public static Stream<JsonNode> sessions() {
        try (InputStream bundled = RecordedSessions.class.getResourceAsStream("sessions.json")) {
            Path more = FOLDER.resolve("sessions.json");
            Stream<JsonNode> beside =
                    Files.exists(more)
                            ? elements(JSON.readTree(more.toFile()), "sessions")
                            : Stream.empty();
            return Stream.concat(elements(JSON.readTree(bundled), "sessions"), beside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An array of the vectors that other projects have published; skips the test without them. */
    public static Stream<JsonNode> external(String array) {
        Path path = FOLDER.resolve("external.json");
        assumeTrue(Files.exists(path), "no published vectors beside the project");
        try {
            return elements(JSON.readTree(path.toFile()), array);
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

    public static Bytes hex(JsonNode node, String field) {
        return Bytes.fromHex(node.get(field).textValue());
    }

    private static byte[] utf8(JsonNode node, String field) {
        return node.get(field).textValue().getBytes(StandardCharsets.UTF_8);
    }
}
