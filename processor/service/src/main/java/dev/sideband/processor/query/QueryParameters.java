package dev.sideband.processor.query;

import io.helidon.common.parameters.Parameters;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/** The parameters of a request's query, checked. */
record QueryParameters(Parameters given) {
    static final int DEFAULT_LIMIT = 500;
    static final int MAX_LIMIT = 1000;

    @Nullable String text(String name) {
        return given.first(name).filter(text -> !text.isEmpty()).orElse(null);
    }

    String oneOf(String name, String otherwise, Set<String> allowed) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!allowed.contains(text)) {
            throw ApiException.badRequest(
                    "bad-parameter", "%s is one of %s".formatted(name, String.join(", ", allowed)));
        }
        return text;
    }

    int limit() {
        String text = text("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw ApiException.badRequest("bad-parameter", "limit is a number from 1 to " + MAX_LIMIT);
    }

    /** ISO 8601, or milliseconds since 1970. */
    Instant time(String name, Instant otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return text.matches("\\d{1,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.badRequest(
                    "bad-parameter",
                    name + " is a time such as 2026-11-22T10:00:00Z or milliseconds since 1970");
        }
    }
}
