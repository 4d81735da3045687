package dev.sideband.redfish.log;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.resource.Resource;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message registries of a BMC (DSP0266 §9.6, schema MessageRegistry): what its message ids
 * mean. Each is read when an entry first needs it, once; a registry that cannot be read is one that
 * knows nothing.
 *
 * <p>It belongs to the thread that owns the BMC.
 */
public final class MessageRegistries {
    /** Registries of a BMC that are kept; others are taken for unknown. */
    private static final int MAX_REGISTRIES = 16;

    private static final int MAX_MESSAGES = 4_000;
    private static final int MAX_TEXT_CHARS = 512;
    private static final Pattern ID =
            Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)(?:\\.\\d+(?:\\.\\d+){0,2})?\\.([^.]+)");
    private static final Pattern PLACE = Pattern.compile("%(\\d{1,2})");

    private final RedfishClient client;
    private final Optional<String> collection;
    private final Map<String, Map<String, Message>> read = new HashMap<>();
    private List<Resource> files = List.of();
    private boolean listed;

    /**
     * What a registry says of a message.
     *
     * @param text with %1 for the first argument; empty where not told
     * @param severity in the registry's word; empty where not told
     */
    public record Message(String text, String severity) {
        /** Nothing. */
        public static final Message NONE = new Message("", "");

        /** The text with its arguments; a place without one stays as it is. */
        Optional<String> filledWith(List<String> args) {
            if (text.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    PLACE.matcher(text)
                            .replaceAll(
                                    place -> Matcher.quoteReplacement(value(place.group(), args))));
        }

        private static String value(String place, List<String> args) {
            int number = Integer.parseInt(place.substring(1));
            return number >= 1 && number <= args.size() ? args.get(number - 1) : place;
        }
    }

    /**
     * The registries of a service.
     *
     * @param root the service's root
     */
    public MessageRegistries(RedfishClient client, Resource root) {
        this(client, root.link("Registries"));
    }

    /**
     * The registries of a service.
     *
     * @param collection where they are; nothing where there are none
     */
    public MessageRegistries(RedfishClient client, Optional<String> collection) {
        this.client = client;
        this.collection = collection;
    }

    /** Where they are. */
    public Optional<String> collection() {
        return collection;
    }

    /**
     * What is known of a message.
     *
     * @param messageId such as {@code iLOEvents.3.2.DeviceDiscoveryStatusV2}
     * @throws RedfishException where the BMC is gone
     */
    Message find(String messageId) throws RedfishException, InterruptedException {
        Matcher parts = ID.matcher(messageId);
        if (!parts.matches() || collection.isEmpty()) {
            return Message.NONE;
        }
        String prefix = parts.group(1).toLowerCase(Locale.ROOT);
        Map<String, Message> messages = read.get(prefix);
        if (messages == null) {
            if (read.size() >= MAX_REGISTRIES) {
                return Message.NONE;
            }
            messages = read(prefix);
            read.put(prefix, messages);
        }
        return messages.getOrDefault(parts.group(2), Message.NONE);
    }

    private Map<String, Message> read(String prefix) throws RedfishException, InterruptedException {
        try {
            if (!listed) {
                files = Members.entries(client, collection.orElseThrow(), Patience.LOG);
                listed = true;
            }
            for (Resource file : files) {
                if (isNamed(file, prefix)) {
                    return messages(
                            file.isReference() ? client.get(file.path(), Patience.LOG) : file);
                }
            }
        } catch (RedfishException.NotFound
                | RedfishException.Denied
                | RedfishException.Refused
                | RedfishException.NoAnswer
                | RedfishException.Busy
                | RedfishException.Malformed unreadable) {
            // Events without their texts are better than none.
            listed = true;
        }
        return Map.of();
    }

    private static boolean isNamed(Resource file, String prefix) {
        String name = LogServices.lastPart(file.path()).toLowerCase(Locale.ROOT);
        return name.equals(prefix)
                || name.startsWith(prefix + ".")
                || name.equals(prefix + "messageregistry");
    }

    private Map<String, Message> messages(Resource file)
            throws RedfishException, InterruptedException {
        Optional<String> uri =
                file.parts("Location").stream()
                        .filter(place -> place.text("Language").orElse("en").startsWith("en"))
                        .flatMap(place -> place.text("Uri").stream())
                        // Never read at the publisher's: a BMC's word is no reason to call others.
                        .filter(text -> text.startsWith("/"))
                        .findFirst();
        if (uri.isEmpty()) {
            return Map.of();
        }
        Map<String, Message> messages = new HashMap<>();
        JsonNode all = client.get(uri.get(), Patience.LOG).body().path("Messages");
        for (Map.Entry<String, JsonNode> entry : all.properties()) {
            if (messages.size() < MAX_MESSAGES && entry.getValue().isObject()) {
                messages.put(entry.getKey(), message(Resource.of("", entry.getValue())));
            }
        }
        return Map.copyOf(messages);
    }

    private static Message message(Resource message) {
        return new Message(
                message.text("Message").filter(text -> text.length() <= MAX_TEXT_CHARS).orElse(""),
                message.text("MessageSeverity")
                        .or(() -> message.text("Severity"))
                        .filter(text -> text.length() <= MAX_TEXT_CHARS)
                        .orElse(""));
    }
}
