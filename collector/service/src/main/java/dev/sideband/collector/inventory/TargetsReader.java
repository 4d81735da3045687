package dev.sideband.collector.inventory;

import dev.sideband.avro.Target;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks what is written in a targets file, and says of each mistake where it is. */
final class TargetsReader {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    static final String INTERVAL_RANGE = "interval: from 100ms to 1d; 30s is usual";
    private static final String DEFAULT_CREDENTIALS = "default";

    private final Path file;
    private final List<Path> sources = new ArrayList<>();
    private final Map<String, Credentials> credentials = new LinkedHashMap<>();

    TargetsReader(Path file, Map<String, Credentials> known) {
        this.file = file;
        credentials.putAll(known);
        sources.add(file);
    }

    TargetsFile read(TargetsYaml yaml) throws ConfigException {
        Logins logins = Logins.read(file, yaml.credentials());
        credentials.putAll(logins.byName());
        sources.addAll(logins.sources());
        if (yaml.targets() == null) {
            throw problem("targets is missing; it lists what to poll", "targets");
        }
        Defaults defaults = defaults(yaml.defaults());
        List<Target> targets = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (TargetsYaml.Entry entry : yaml.targets()) {
            int index = targets.size();
            Target target = new EntryReader(file, index, entry, credentials).read(defaults);
            Integer first = seen.putIfAbsent(target.getTarget(), index);
            if (first != null) {
                throw problem(
                        "id \"%s\" is also that of target %d; give each target its own id"
                                .formatted(target.getTarget(), first + 1),
                        "targets",
                        index,
                        "id");
            }
            targets.add(target);
        }
        return new TargetsFile(targets, credentials, sources);
    }

    /** What holds for targets that do not say otherwise. */
    record Defaults(String credentials, Duration interval) {}

    private Defaults defaults(TargetsYaml.@Nullable Defaults given) throws ConfigException {
        if (given == null) {
            return new Defaults(DEFAULT_CREDENTIALS, DEFAULT_INTERVAL);
        }
        Duration interval = Objects.requireNonNullElse(given.interval(), DEFAULT_INTERVAL);
        if (!isInRange(interval)) {
            throw problem(INTERVAL_RANGE, "defaults", "interval");
        }
        return new Defaults(
                Objects.requireNonNullElse(given.credentials(), DEFAULT_CREDENTIALS), interval);
    }

    static boolean isInRange(Duration interval) {
        return interval.compareTo(SHORTEST_INTERVAL) >= 0
                && interval.compareTo(LONGEST_INTERVAL) <= 0;
    }

    private ConfigException problem(String message, Object... path) throws ConfigException {
        return YamlFile.problem(file, message, path);
    }
}
