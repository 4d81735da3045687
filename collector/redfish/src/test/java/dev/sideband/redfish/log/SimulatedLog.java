package dev.sideband.redfish.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** A BMC with one log that lives as the test wants it to, in any vendor's manner. */
final class SimulatedLog implements RedfishClient {
    static final String ENTRIES = "/redfish/v1/Systems/1/LogServices/Log/Entries";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How the BMC hands out its log. */
    record Manner(
            LogOrder order,
            int pageSize,
            Links links,
            boolean obeysSkip,
            boolean references,
            Full full,
            int room,
            boolean idsGoOnAfterClear) {}

    /** How the next page is named. */
    enum Links {
        MEMBERS_SKIP,
        PLAIN_SKIP,
        TOKEN
    }

    /** What happens when the log is full. */
    enum Full {
        DROPS_OLDEST,
        RENUMBERS,
        RESTARTS_IDS,
        STOPS
    }

    /** An entry as it is, with its number in the whole of the BMC's life. */
    static final class Line {
        final int serial;
        final boolean timed;
        long id;
        int count = 1;
        boolean repaired;

        Line(int serial, boolean timed, long id) {
            this.serial = serial;
            this.timed = timed;
            this.id = id;
        }

        int version() {
            return 2 * count + (repaired ? 1 : 0);
        }
    }

    private final Manner manner;
    private final List<Line> lines = new ArrayList<>();
    private long nextId = 1;
    private int serial;
    int requests;
    double faults;
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    SimulatedLog(Manner manner) {
        this.manner = manner;
    }

    HardwareLog log() {
        return new HardwareLog(
                "Log",
                "Log",
                "/redfish/v1/Systems/1",
                "/redfish/v1/Systems/1/LogServices/Log",
                ENTRIES,
                LogKind.HARDWARE,
                manner.room(),
                manner.full() == Full.STOPS,
                null);
    }

    List<Line> lines() {
        return lines;
    }

    int appended() {
        return serial;
    }

    /** Adds an entry, which may cost the oldest; false where the log is full and takes none. */
    boolean append(boolean timed) {
        if (lines.size() >= manner.room()) {
            switch (manner.full()) {
                case STOPS -> {
                    return false;
                }
                case DROPS_OLDEST, RESTARTS_IDS -> lines.removeFirst();
                case RENUMBERS -> {
                    lines.removeFirst();
                    lines.forEach(line -> line.id--);
                    nextId = lines.size() + 1L;
                }
            }
        }
        if (manner.full() == Full.RESTARTS_IDS && nextId > manner.room()) {
            nextId = 1;
        }
        lines.add(new Line(++serial, timed, nextId++));
        return true;
    }

    void clear() {
        lines.clear();
        if (!manner.idsGoOnAfterClear()) {
            nextId = 1;
        }
    }

    @Override
    public Resource get(String path, Patience patience) throws RedfishException {
        requests++;
        if (random.nextDouble() < faults) {
            throw random.nextBoolean()
                    ? new RedfishException.Busy("busy")
                    : new RedfishException.NoAnswer("no answer");
        }
        if (!path.startsWith(ENTRIES)) {
            throw new RedfishException.NotFound(path);
        }
        String rest = path.substring(ENTRIES.length());
        if (rest.startsWith("/")) {
            return lines.stream()
                    .filter(line -> rest.equals("/" + line.id))
                    .findFirst()
                    .map(line -> Resource.of(path, json(line)))
                    .orElseThrow(() -> new RedfishException.NotFound(path));
        }
        return Resource.of(path, page(rest));
    }

    private ObjectNode page(String query) {
        List<Line> all = inOrder();
        boolean asked = query.startsWith("?$skip=");
        boolean link = query.startsWith("?$skiptoken=") || query.startsWith("?page=");
        int from = 0;
        boolean links = manner.links() != Links.TOKEN && manner.pageSize() > 0;
        if (link || (asked && (manner.obeysSkip() || links))) {
            from = Integer.parseInt(query.substring(query.indexOf('=') + 1));
        }
        int size = manner.pageSize() == 0 ? all.size() : manner.pageSize();
        int to = Math.min(all.size(), from + size);
        ObjectNode page = JSON.createObjectNode();
        page.put("Members@odata.count", all.size());
        ArrayNode members = page.putArray("Members");
        for (Line line : from < to ? all.subList(from, to) : List.<Line>of()) {
            if (manner.references()) {
                members.addObject().put("@odata.id", ENTRIES + "/" + line.id);
            } else {
                members.add(json(line));
            }
        }
        if (to < all.size()) {
            switch (manner.links()) {
                case MEMBERS_SKIP -> page.put("Members@odata.nextLink", ENTRIES + "?$skip=" + to);
                case PLAIN_SKIP -> page.put("@odata.nextLink", ENTRIES + "?$skip=" + to);
                case TOKEN -> page.put("Members@odata.nextLink", ENTRIES + "?$skiptoken=" + to);
            }
        }
        return page;
    }

    private List<Line> inOrder() {
        return switch (manner.order()) {
            case OLDEST_FIRST -> List.copyOf(lines);
            case NEWEST_FIRST -> List.copyOf(lines).reversed();
            case BY_TEXT ->
                    lines.stream()
                            .sorted(Comparator.comparing(line -> String.valueOf(line.id)))
                            .toList();
        };
    }

    private static ObjectNode json(Line line) {
        ObjectNode json = JSON.createObjectNode();
        json.put("@odata.id", ENTRIES + "/" + line.id);
        json.put("Id", String.valueOf(line.id));
        json.put(
                "Created",
                line.timed
                        ? Instant.ofEpochSecond(1_700_000_000L + line.serial / 3).toString()
                        : "0000-00-00T00:00:00Z");
        json.put("Message", "event " + line.serial);
        json.put("Severity", line.repaired ? "OK" : "Warning");
        ObjectNode oem = json.putObject("Oem").putObject("Hpe");
        oem.put("Count", line.count);
        oem.put("Updated", "2024-01-01T00:00:0" + line.count % 10 + "Z");
        oem.put("Repaired", line.repaired);
        return json;
    }

    @Override
    public Answer post(String path, JsonNode body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer patch(String path, JsonNode body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String path) {
        throw new UnsupportedOperationException();
    }
}
