package dev.sideband.cli;

import dev.sideband.cli.Table.Cell;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.log.BmcLogs;
import dev.sideband.redfish.log.BmcLogs.Batch;
import dev.sideband.redfish.log.BmcLogs.Item;
import dev.sideband.redfish.log.FollowedLogs;
import dev.sideband.redfish.log.LogDirection;
import dev.sideband.redfish.log.LogItem;
import dev.sideband.redfish.log.LogServices;
import dev.sideband.redfish.log.MessageRegistries;
import dev.sideband.redfish.log.RedfishEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The entries of a Redfish service's hardware logs, in the shape of {@link BmcEventsCommand}. */
final class RedfishEvents {
    private static final int ITEMS_AT_ONCE = 1024;

    /** A log of many thousand entries comes in pages of which each may take 20 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** One entry and the log that it is in. */
    private record Entry(String log, RedfishEvent event) {
        @Nullable Instant time() {
            return event.time().instant();
        }
    }

    private final BmcCommand command;
    private final InstantSource clock;

    RedfishEvents(BmcCommand command, InstantSource clock) {
        this.command = command;
        this.clock = clock;
    }

    /**
     * Prints the entries log by log, the newest of each last.
     *
     * @param since only from then on, and those without a time; null for all
     * @param most only the last ones of each log; null for all
     */
    void print(RedfishClient client, @Nullable Instant since, @Nullable Integer most)
            throws RedfishException, InterruptedException {
        List<Entry> entries;
        try (StatusLine line = command.statusLine()) {
            entries = read(new WatchedRedfish(client, line));
        }
        Map<String, List<Entry>> byLog =
                entries.stream()
                        .filter(entry -> isWanted(entry, since))
                        .collect(
                                Collectors.groupingBy(
                                        Entry::log, LinkedHashMap::new, Collectors.toList()));
        List<Entry> wanted = byLog.values().stream().flatMap(log -> last(log, most)).toList();
        if (command.bmc().json()) {
            wanted.forEach(entry -> Json.print(command.out(), object(entry)));
        } else if (!wanted.isEmpty()) {
            var table = new Table("LOG", "ID", "TIME", "SEVERITY", "", "~SENSOR", "~EVENT");
            wanted.forEach(entry -> table.add(row(entry)));
            table.print(command.out(), command.bmc().terminal());
        }
        command.out().flush();
    }

    private List<Entry> read(RedfishClient client) throws RedfishException, InterruptedException {
        ServiceTree tree = ServiceTree.read(client);
        LogServices found = LogServices.find(client, tree);
        RedfishProblems.print(command, found.problems());
        var logs =
                BmcLogs.of(
                        client, found, Set.of(), new MessageRegistries(client, tree.root()), clock);
        List<Entry> entries = new ArrayList<>();
        FollowedLogs position = FollowedLogs.START;
        Instant end = clock.instant().plus(PATIENCE);
        boolean more;
        do {
            Batch batch = next(logs, position);
            position = batch.position();
            batch.items().forEach(item -> add(item, entries));
            more = batch.more() || (logs.isUnfinished() && clock.instant().isBefore(end));
            if (!more) {
                RedfishProblems.print(command, logs.failures());
            } else if (!batch.more()) {
                logs.wake();
            }
        } while (more);
        if (logs.isUnfinished()) {
            command.warn("not all logs could be read to their end");
        }
        return entries;
    }

    /** One log that cannot be read does not cost the others, also where they have nothing new. */
    private static Batch next(BmcLogs logs, FollowedLogs position)
            throws RedfishException, InterruptedException {
        try {
            return logs.read(position, ITEMS_AT_ONCE);
        } catch (RedfishException failure) {
            if (failure.isOfTheService() || logs.failures().size() >= logs.logs().size()) {
                throw failure;
            }
            return new Batch(List.of(), position, false);
        }
    }

    private void add(Item item, List<Entry> entries) {
        switch (item.item()) {
            case LogItem.Entry entry -> entries.add(new Entry(item.log(), entry.event()));
            case LogItem.Notice notice -> command.warn(item.log() + ": " + notice.text());
        }
    }

    private static boolean isWanted(Entry entry, @Nullable Instant since) {
        Instant time = entry.time();
        return since == null || time == null || !time.isBefore(since);
    }

    private static Stream<Entry> last(List<Entry> log, @Nullable Integer most) {
        return log.stream().skip(most == null ? 0 : Math.max(0, log.size() - Math.max(0, most)));
    }

    private static Map<String, @Nullable Object> object(Entry entry) {
        RedfishEvent event = entry.event();
        Instant time = entry.time();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("log", entry.log());
        object.put("record_id", event.id());
        object.put("time", time == null ? null : time.toString());
        object.put("sensor", event.sensorName());
        object.put("sensor_number", event.sensorNumber());
        object.put("sensor_type", event.sensorType());
        object.put("event", event.message());
        object.put("direction", direction(event));
        object.put("severity", severity(event));
        object.put("detail", null);
        object.put("oem", event.oem());
        object.put("message_id", event.messageId());
        object.put("component", event.component());
        object.put("raw", event.raw());
        return object;
    }

    private static List<Cell> row(Entry entry) {
        RedfishEvent event = entry.event();
        Instant time = entry.time();
        Tone tone = tone(event);
        return List.of(
                new Cell(entry.log(), Tone.FAINT),
                new Cell(event.id(), Tone.FAINT),
                Cell.of(time == null ? "(no time)" : time.toString()),
                new Cell(severity(event), tone),
                new Cell(
                        switch (event.direction()) {
                            case ASSERTED -> "▲";
                            case DEASSERTED -> "▼";
                            case NONE -> "";
                        },
                        tone),
                Cell.of(
                        Stream.of(event.sensorType(), event.sensorName())
                                .filter(text -> text != null)
                                .collect(Collectors.joining(" "))),
                Cell.of(event.message()));
    }

    private static @Nullable String direction(RedfishEvent event) {
        return event.direction() == LogDirection.NONE
                ? null
                : event.direction().name().toLowerCase(Locale.ROOT);
    }

    private static String severity(RedfishEvent event) {
        return event.severity().name().toLowerCase(Locale.ROOT);
    }

    private static Tone tone(RedfishEvent event) {
        return switch (event.severity()) {
            case OK -> Tone.GOOD;
            case INFO, UNKNOWN -> Tone.PLAIN;
            case WARNING -> Tone.WARNING;
            case CRITICAL -> Tone.CRITICAL;
        };
    }
}
