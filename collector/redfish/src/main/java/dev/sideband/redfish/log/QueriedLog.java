package dev.sideband.redfish.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log without Entries, whose records an action gives: iBMC's {@code
 * LogService.QuerySelLogEntries} with StartEntryId and EntriesCount. Shows them as pages of a
 * LogEntry collection.
 */
final class QueriedLog implements RedfishClient {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ACTION = "LogService.QuerySelLogEntries";
    private static final String START = "?StartEntryId=";
    private static final Pattern PAGE =
            Pattern.compile("(.*" + Pattern.quote(ACTION) + ")\\?StartEntryId=(\\d{1,9})");

    /** What one request brings; the makers' own tools take 32 and 50. */
    private static final int COUNT = 50;

    private static final List<String> LEVELS =
            List.of("Informational", "Minor", "Major", "Critical");

    private final RedfishClient client;

    private QueriedLog(RedfishClient client) {
        this.client = client;
    }

    /** The path of the entries of a LogService that has only the action. */
    static Optional<String> entries(Resource service) {
        Resource oem = service.part("Actions").part("Oem");
        return target(oem)
                .or(() ->
                        oem.names().stream()
                                .flatMap(maker -> target(oem.part(maker)).stream())
                                .findFirst())
                .filter(path -> path.endsWith(ACTION))
                .map(path -> path + START + "1");
    }

    private static Optional<String> target(Resource actions) {
        return actions.part("#" + ACTION).text("target");
    }

    /** What reads {@code log} by way of {@code client}. */
    static RedfishClient of(RedfishClient client, HardwareLog log) {
        return PAGE.matcher(log.entries()).matches() ? new QueriedLog(client) : client;
    }

    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        Matcher page = PAGE.matcher(path);
        if (!page.matches()) {
            return client.get(path, patience);
        }
        int start = Integer.parseInt(page.group(2));
        ObjectNode query = JSON.objectNode().put("StartEntryId", start).put("EntriesCount", COUNT);
        Resource answer = client.post(page.group(1), query).body();
        return Resource.of(path, collection(records(answer, path), page.group(1), start));
    }

    /** The records, which stand in an extended message. */
    private static List<Resource> records(Resource answer, String path) throws RedfishException {
        for (Resource message : answer.part("error").parts("@Message.ExtendedInfo")) {
            Resource oem = message.part("Oem");
            for (String maker : oem.names()) {
                if (oem.part(maker).body().path("SelLogEntries").isArray()) {
                    return oem.part(maker).parts("SelLogEntries");
                }
            }
        }
        throw new RedfishException.Malformed(path + " has no SelLogEntries");
    }

    private static ObjectNode collection(List<Resource> records, String action, int start) {
        ObjectNode page = JSON.objectNode();
        ArrayNode members = page.putArray("Members");
        long all = 0;
        for (Resource record : records) {
            // The first says no more than how many there are.
            all = Math.max(all, (long) record.number("number").orElse(0));
            if (record.text("eventid").isPresent()) {
                members.add(entry(record, action));
            }
        }
        page.put("Members@odata.count", Math.max(all, members.size()));
        if (start + COUNT <= all) {
            page.put("Members@odata.nextLink", action + START + (start + COUNT));
        }
        return page;
    }

    private static ObjectNode entry(Resource record, String action) {
        String id = record.text("eventid").orElseThrow();
        ObjectNode entry = JSON.objectNode();
        entry.put("@odata.id", action + "/" + id).put("Id", id).put("EntryType", "SEL");
        record.text("alerttime").ifPresent(time -> entry.put("Created", time));
        record.text("eventdesc").ifPresent(text -> entry.put("Message", text));
        record.text("eventcode").ifPresent(code -> entry.put("MessageId", code));
        record.text("status").ifPresent(status -> entry.put("EntryCode", status));
        record.text("level").ifPresent(level -> entry.put("Severity", level(level)));
        entry.putObject("Oem").set("Public", record.body());
        return entry;
    }

    private static String level(String level) {
        return level.matches("[0-3]") ? LEVELS.get(Integer.parseInt(level)) : level;
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException, InterruptedException {
        return client.post(path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException {
        return client.patch(path, body);
    }

    @Override
    public void delete(String path) throws RedfishException, InterruptedException {
        client.delete(path);
    }
}
