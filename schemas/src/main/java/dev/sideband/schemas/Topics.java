package dev.sideband.schemas;

import dev.sideband.avro.Alert;
import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.Command;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.Component;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.avro.Event;
import dev.sideband.avro.Health;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Reading;
import dev.sideband.avro.SdrRepository;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.schemas.Topic.Cleanup;
import dev.sideband.schemas.Topic.KeyedBy;

import org.apache.avro.specific.SpecificRecord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of topics under one prefix.
 *
 * <p>Topics that are keyed by target, or by target and part, all have the same number of
 * partitions, and the target alone chooses the partition: what concerns a BMC is in one partition
 * of each, in order.
 *
 * @param prefix what every name begins with, such as {@code sideband.}
 */
public record Topics(String prefix) {
    public static final String DEFAULT_PREFIX = "sideband.";

    private static final Duration READINGS = Duration.ofDays(7);
    private static final Duration HISTORY = Duration.ofDays(90);
    private static final Duration COMMANDS = Duration.ofDays(7);
    private static final Duration CONSOLE = Duration.ofDays(7);
    private static final Duration TOMBSTONES = Duration.ofDays(7);

    static {
        TrustedRecords.declare();
    }

    public Topics {
        if (!prefix.matches("[A-Za-z0-9._-]{0,100}")) {
            throw new IllegalArgumentException(
                    "topic prefix \"%s\": only letters, digits, '.', '_' and '-'"
                            .formatted(prefix));
        }
    }

    public Topics() {
        this(DEFAULT_PREFIX);
    }

    public Topic<Target> targets() {
        return topic("targets", Target.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.TARGET);
    }

    public Topic<Reading> readings() {
        return topic("readings", Reading.class, Cleanup.DELETE, READINGS, KeyedBy.TARGET);
    }

    public Topic<Sensor> sensors() {
        return topic("sensors", Sensor.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.TARGET_AND_PART);
    }

    public Topic<Component> inventory() {
        return topic(
                "inventory", Component.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.TARGET_AND_PART);
    }

    public Topic<Event> events() {
        return topic("events", Event.class, Cleanup.DELETE, HISTORY, KeyedBy.TARGET);
    }

    public Topic<Status> status() {
        return topic("status", Status.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.TARGET);
    }

    public Topic<LogPosition> logPositions() {
        return topic(
                "log-positions", LogPosition.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.TARGET);
    }

    public Topic<Command> commands() {
        return topic("commands", Command.class, Cleanup.DELETE, COMMANDS, KeyedBy.TARGET);
    }

    public Topic<CommandResult> commandResults() {
        return topic(
                "command-results", CommandResult.class, Cleanup.DELETE, HISTORY, KeyedBy.TARGET);
    }

    public Topic<ConsoleOutput> console() {
        return topic("console", ConsoleOutput.class, Cleanup.DELETE, CONSOLE, KeyedBy.TARGET);
    }

    /** What was learned of BMCs, so that the next collector need not ask for it. */
    public Topic<BmcMemory> bmcMemory() {
        return topic("bmc-memory", BmcMemory.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.TARGET);
    }

    /** The sensor data records that {@link #bmcMemory} names. */
    public Topic<SdrRepository> sdrRepositories() {
        return topic(
                "sdr-repositories",
                SdrRepository.class,
                Cleanup.COMPACT,
                TOMBSTONES,
                KeyedBy.CONTENT);
    }

    public Topic<Alert> alerts() {
        return topic("alerts", Alert.class, Cleanup.DELETE, HISTORY, KeyedBy.ALERT);
    }

    public Topic<Alert> alertsActive() {
        return topic("alerts-active", Alert.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.ALERT);
    }

    public Topic<Health> health() {
        return topic("health", Health.class, Cleanup.COMPACT, TOMBSTONES, KeyedBy.SCOPE);
    }

    /** Every topic, in the order in which data flows. */
    public List<Topic<? extends SpecificRecord>> all() {
        return List.of(
                targets(),
                status(),
                sensors(),
                inventory(),
                readings(),
                events(),
                logPositions(),
                commands(),
                commandResults(),
                console(),
                bmcMemory(),
                sdrRepositories(),
                alerts(),
                alertsActive(),
                health());
    }

    /** The topic that {@code name} means, with or without the prefix. */
    public Optional<Topic<? extends SpecificRecord>> find(String name) {
        return all().stream()
                .filter(topic -> topic.name().equals(name) || topic.shortName().equals(name))
                .findFirst();
    }

    private <V extends SpecificRecord> Topic<V> topic(
            String shortName,
            Class<V> value,
            Cleanup cleanup,
            Duration retention,
            KeyedBy keyedBy) {
        return new Topic<>(shortName, prefix + shortName, value, cleanup, retention, keyedBy);
    }
}
