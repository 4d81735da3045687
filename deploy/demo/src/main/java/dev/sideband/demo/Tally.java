package dev.sideband.demo;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.simulator.LoggedRecord;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log records on the topic, held against those that the BMCs have: each once, over whichever
 * protocol it came.
 */
final class Tally {
    private static final Pattern ENTRY =
            Pattern.compile("\"@odata\\.id\"\\s*:\\s*\"([^\"#]+/Entries/[^\"#]+)\"");

    /** Only entries that say when they changed may come again, changed. */
    private static final String CHANGES = "\"Updated\"";

    /** How often each record is there, by target and name. */
    private final Map<String, Integer> counts = new HashMap<>();

    private final Map<String, Set<String>> revisions = new HashMap<>();
    private long repeated;

    void count(Event event) {
        if (event.getKind() != EventKind.RECORD) {
            return;
        }
        ByteBuffer raw = event.getRaw();
        String entry = event.getRawEntry();
        if (raw != null) {
            byte[] bytes = new byte[raw.remaining()];
            raw.duplicate().get(bytes);
            count(event.getTarget() + " " + HexFormat.of().formatHex(bytes));
        } else if (entry != null) {
            count(event.getTarget(), entry);
        }
    }

    private void count(String target, String entry) {
        Matcher path = ENTRY.matcher(entry);
        if (!path.find()) {
            return;
        }
        String name = target + " " + path.group(1);
        Set<String> seen = revisions.computeIfAbsent(name, _ -> new HashSet<>());
        if (!seen.add(entry)) {
            repeated++;
        } else if (seen.size() == 1 || !entry.contains(CHANGES)) {
            count(name);
        }
    }

    private void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** Records of {@code logged} that are not there. */
    long missing(Map<String, List<LoggedRecord>> logged) {
        return logged.entrySet().stream()
                .mapToLong(bmc ->
                        bmc.getValue().stream()
                                .filter(one -> !names(bmc.getKey(), one).isEmpty())
                                .filter(one -> found(bmc.getKey(), one) == 0)
                                .count())
                .sum();
    }

    /** Records that are there more often than once, or of IPMI and not of {@code logged}. */
    long excess(Map<String, List<LoggedRecord>> logged) {
        Set<String> known = new HashSet<>();
        long excess = repeated;
        for (Map.Entry<String, List<LoggedRecord>> bmc : logged.entrySet()) {
            for (LoggedRecord one : bmc.getValue()) {
                known.addAll(names(bmc.getKey(), one));
                excess += Math.max(0, found(bmc.getKey(), one) - 1);
            }
        }
        return excess
                + counts.entrySet().stream()
                        .filter(one -> !one.getKey().contains("/") && !known.contains(one.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private long found(String target, LoggedRecord record) {
        return names(target, record).stream().mapToLong(name -> counts.getOrDefault(name, 0)).sum();
    }

    private static List<String> names(String target, LoggedRecord record) {
        return Stream.of(record.sel(), record.entry())
                .flatMap(Optional::stream)
                .map(name -> target + " " + name)
                .toList();
    }
}
