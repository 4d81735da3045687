package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.collector.command.CommandPartition.Environment;
import dev.sideband.collector.poll.ErrandTaker;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.schemas.Topics;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the commands of the partitions that this collector owns and has them carried out. One
 * thread reads and decides; the threads of the BMCs do what was decided.
 *
 * <p>Where commands are not enabled each is refused, so that nobody waits for an answer in vain.
 */
public final class CommandService implements AutoCloseable {
    private static final Duration LET_GO = Duration.ofSeconds(4);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(CommandService.class);

    private final KafkaClients clients;
    private final Topics topics;
    private final CommandOptions options;
    private final CommandCodec codec;
    private final PowerGuard guard;
    private final Environment environment;
    private final InstantSource clock;
    private final KafkaConsumer<String, byte[]> commands;
    private final int partitions;
    private final Map<Integer, CommandPartition> owned = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "commands");
    private @Nullable ResultsReader others;

    private CommandService(
            KafkaClients clients,
            Topics topics,
            SchemaRegistryClient registry,
            Settings settings,
            ErrandTaker servers,
            InstantSource clock) {
        this.clients = clients;
        this.topics = topics;
        this.options = settings.options();
        this.codec = new CommandCodec(topics, registry);
        this.guard = new PowerGuard(options.limits());
        this.clock = clock;
        this.environment =
                new Environment(
                        new Gatekeeper(options, guard),
                        guard,
                        new Steps(settings.collector()),
                        codec,
                        servers,
                        clock);
        this.commands = clients.consumerBeside(settings.group(), "commands");
        try {
            this.partitions = count(commands.partitionsFor(topics.commands().name()));
        } catch (RuntimeException failure) {
            commands.close();
            throw failure;
        }
    }

    /**
     * Who answers, and how.
     *
     * @param collector tells this collector from others
     * @param group the consumer group that owns the targets, for whose offsets commands are read
     */
    public record Settings(CommandOptions options, String collector, String group) {}

    private int count(@Nullable List<PartitionInfo> found) {
        if (found == null || found.isEmpty()) {
            throw new IllegalStateException(
                    "topic %s does not exist; create the topics first"
                            .formatted(topics.commands().name()));
        }
        return found.size();
    }

    /**
     * Begins; nothing is read before a partition is {@link #assigned}.
     *
     * @throws IllegalStateException where a topic does not exist
     * @throws org.apache.kafka.common.KafkaException where the brokers do not answer
     */
    public static CommandService start(
            KafkaClients clients,
            Topics topics,
            SchemaRegistryClient registry,
            Settings settings,
            ErrandTaker servers,
            InstantSource clock) {
        var service = new CommandService(clients, topics, registry, settings, servers, clock);
        service.thread.start();
        return service;
    }

    /**
     * A partition is owned from now on: its targets are polled here, and what a predecessor left
     * half written is settled.
     */
    public void assigned(int partition, StepWriter writer) {
        owned.put(
                partition,
                new CommandPartition(
                        new TopicPartition(topics.commands().name(), partition),
                        partitions,
                        writer,
                        environment));
    }

    /**
     * A partition is about to be given up: cuts off what is being done to its servers and writes
     * what became of it. What takes longer than {@code limit} the next owner says is not known.
     */
    public void released(int partition, Duration limit) throws InterruptedException {
        CommandPartition present = owned.get(partition);
        if (present == null) {
            return;
        }
        if (!present.let(false).await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .log("commands under way did not end in time");
            present.let(true);
        }
        owned.remove(partition, present);
    }

    /** A partition is another's already: nothing of it is written any more. */
    public void lost(int partition) {
        CommandPartition present = owned.remove(partition);
        if (present != null) {
            present.let(true);
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                turn();
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("failure", failure.toString())
                        .log("commands could not be read; trying again");
                restFor(PAUSE_AFTER_FAILURE);
            }
        }
        ResultsReader reader = others;
        if (reader != null) {
            reader.close();
        }
        commands.close();
    }

    private void restFor(Duration time) {
        try {
            boolean _ = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        List<CommandPartition> present =
                owned.values().stream().filter(one -> !one.isOver()).toList();
        assign(present);
        followOthers();
        restore(present.stream().filter(CommandPartition::wantsRestore).toList());
        present.forEach(CommandPartition::proceed);
        Map<TopicPartition, CommandPartition> ready =
                present.stream()
                        .filter(CommandPartition::isReady)
                        .collect(Collectors.toMap(CommandPartition::place, one -> one));
        boolean busy = present.stream().anyMatch(CommandPartition::isWriting);
        if (present.isEmpty()) {
            restFor(IDLE);
        } else {
            read(ready, busy ? BUSY : IDLE);
        }
    }

    private void assign(List<CommandPartition> present) {
        Set<TopicPartition> wanted =
                present.stream().map(CommandPartition::place).collect(Collectors.toSet());
        if (!wanted.equals(commands.assignment())) {
            commands.assign(wanted);
        }
    }

    /** What other collectors accept counts for the guard, too. */
    private void followOthers() {
        if (!options.isEnabled()) {
            return;
        }
        ResultsReader reader = others;
        if (reader == null) {
            reader = reader(allPartitions(), clock.instant().minus(options.limits().time()));
            others = reader;
            reader.readToEnd(guard::note);
        } else {
            reader.readOn(guard::note);
        }
    }

    private List<Integer> allPartitions() {
        return IntStream.range(0, partitions).boxed().toList();
    }

    private ResultsReader reader(List<Integer> of, Instant since) {
        return new ResultsReader(clients, topics, codec, of, since);
    }

    private void restore(List<CommandPartition> all) {
        if (all.isEmpty()) {
            return;
        }
        try {
            for (CommandPartition one : all) {
                List<CommandResult> steps = new ArrayList<>();
                try (ResultsReader reader =
                        reader(
                                List.of(one.place().partition()),
                                clock.instant().minus(Ledger.WINDOW))) {
                    reader.readToEnd(steps::add);
                }
                seek(one.place());
                one.restore(steps);
            }
        } catch (RuntimeException failure) {
            all.forEach(CommandPartition::pause);
            throw failure;
        }
    }

    /** To where the group is; a group that never read a command begins with the oldest. */
    private void seek(TopicPartition place) {
        OffsetAndMetadata committed = commands.committed(Set.of(place)).get(place);
        if (committed == null) {
            commands.seekToBeginning(List.of(place));
        } else {
            commands.seek(place, committed.offset());
        }
    }

    private void read(Map<TopicPartition, CommandPartition> ready, Duration wait) {
        commands.resume(ready.keySet());
        commands.pause(
                commands.assignment().stream().filter(one -> !ready.containsKey(one)).toList());
        ConsumerRecords<String, byte[]> records = commands.poll(wait);
        for (TopicPartition place : records.partitions()) {
            CommandPartition partition = ready.get(place);
            if (partition != null) {
                commands.seek(place, partition.decide(records.records(place)));
            }
        }
    }

    /** Gives all partitions up, and ends. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            for (Integer partition : List.copyOf(owned.keySet())) {
                released(partition, LET_GO);
            }
            closing.countDown();
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
            closing.countDown();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
