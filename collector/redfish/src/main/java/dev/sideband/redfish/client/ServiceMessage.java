package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service says of a refusal (DSP0266 §9.6): the ids and texts of its extended messages.
 *
 * @param ids without registry and version, such as "SessionLimitExceeded"
 * @param text in one line and in short, or empty
 */
record ServiceMessage(List<String> ids, String text) {
    private static final int MAX_MESSAGES = 3;
    private static final int MAX_TEXT = 300;

    static ServiceMessage of(JsonNode body) {
        Resource answer = Resource.of("", body);
        Resource error = answer.part("error");
        List<Resource> messages =
                Stream.of(error, answer)
                        .flatMap(part -> part.parts("@Message.ExtendedInfo").stream())
                        .limit(MAX_MESSAGES)
                        .toList();
        List<String> ids = new ArrayList<>();
        error.text("code").map(ServiceMessage::shortened).ifPresent(ids::add);
        messages.forEach(message ->
                message.text("MessageId").map(ServiceMessage::shortened).ifPresent(ids::add));
        String text =
                messages.isEmpty()
                        ? error.text("message").orElse("")
                        : messages.stream()
                                .map(ServiceMessage::text)
                                .distinct()
                                .collect(Collectors.joining("; "));
        return new ServiceMessage(ids, bounded(text));
    }

    private static String text(Resource message) {
        String id = message.text("MessageId").map(ServiceMessage::shortened).orElse("");
        // iLO sends the id alone.
        return message.text("Message")
                .map(text -> id.isEmpty() ? text : id + ": " + text)
                .orElse(id);
    }

    private static String shortened(String id) {
        return id.substring(id.lastIndexOf('.') + 1);
    }

    private static String bounded(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }
}
