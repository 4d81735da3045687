package dev.sideband.redfish.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Reads answers as JSON, with what BMCs get wrong in it. */
final class JsonBody {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    // Seen: line ends in texts of logs, NaN readings, commas before the last brace.
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    /** Why it is none. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean mayPass;

        private NotJson(String message, boolean mayPass) {
            super(message);
            this.mayPass = mayPass;
        }

        /** Whether it may come whole the next time. */
        boolean mayPass() {
            return mayPass;
        }
    }

    private JsonBody() {}

    /**
     * The object that an answer holds.
     *
     * @param limitBytes how large it may be where it came packed
     */
    static JsonNode object(Outcome.Reply reply, int limitBytes) throws NotJson {
        byte[] bytes = unpacked(reply, limitBytes);
        int start = start(bytes);
        if (start == bytes.length) {
            throw new NotJson("the answer is empty", true);
        }
        if (bytes[start] == '<') {
            throw new NotJson(
                    "the answer is a web page, not JSON: is Redfish on, and is this its port?",
                    false);
        }
        JsonNode json = parsed(bytes);
        if (!json.isObject()) {
            throw new NotJson("the answer is no JSON object", false);
        }
        return json;
    }

    /** Whether it is from a web server that knows nothing of Redfish now, whatever its status. */
    static boolean isWebPage(Outcome.Reply reply) {
        byte[] bytes = reply.body();
        int start = start(bytes);
        return start < bytes.length && bytes[start] == '<';
    }

    /** The object that an answer holds, or nothing. */
    static JsonNode objectOrNothing(Outcome.Reply reply, int limitBytes) {
        try {
            return object(reply, limitBytes);
        } catch (NotJson _) {
            return MissingNode.getInstance();
        }
    }

    private static JsonNode parsed(byte[] bytes) throws NotJson {
        try {
            return JSON.readTree(bytes);
        } catch (IOException _) {
            // Bytes that are no UTF-8 stand in texts of FRUs; as a text they are borne.
        }
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new NotJson("the answer is no JSON: " + e.getOriginalMessage(), true);
        }
    }

    /** Some pack their answers without having been asked for it (iLO). */
    private static byte[] unpacked(Outcome.Reply reply, int limitBytes) throws NotJson {
        byte[] body = reply.body();
        boolean packed = body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
        if (!packed) {
            return body;
        }
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] whole = unpacking.readNBytes(limitBytes);
            if (unpacking.read() >= 0) {
                throw new NotJson("the answer has more than %d bytes".formatted(limitBytes), false);
            }
            return whole;
        } catch (IOException e) {
            throw new NotJson("the answer cannot be unpacked", true);
        }
    }

    /** Where it begins, after blanks and a byte order mark. */
    private static int start(byte[] bytes) {
        boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB;
        int at = marked ? 3 : 0;
        while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at;
    }
}
