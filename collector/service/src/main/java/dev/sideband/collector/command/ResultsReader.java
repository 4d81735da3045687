package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.schemas.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads {@code command-results} from some time on: to its end, and then what comes. One thread. */
final class ResultsReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(ResultsReader.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final CommandCodec codec;
    private final Collection<TopicPartition> partitions;

    /**
     * Begins with what was written from {@code since} on.
     *
     * @throws KafkaException where the brokers do not answer
     */
    ResultsReader(
            KafkaClients clients,
            Topics topics,
            CommandCodec codec,
            Collection<Integer> partitions,
            Instant since) {
        this.codec = codec;
        this.partitions =
                partitions.stream()
                        .map(number -> new TopicPartition(topics.commandResults().name(), number))
                        .toList();
        this.consumer = clients.consumer("command-results");
        try {
            consumer.assign(this.partitions);
            seek(since);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private void seek(Instant since) {
        Map<TopicPartition, Long> times =
                partitions.stream()
                        .collect(Collectors.toMap(one -> one, _ -> since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }

    /**
     * Reads to the end that the partitions have now.
     *
     * @throws KafkaException where the brokers stop answering
     */
    void readToEnd(Consumer<CommandResult> steps) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long started = System.nanoTime();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - started > STALLED.toNanos()) {
                throw new KafkaException(
                        "command-results could not be read to its end within %d s"
                                .formatted(STALLED.toSeconds()));
            }
            read(POLL, steps);
        }
    }

    /** Reads what is there now. */
    void readOn(Consumer<CommandResult> steps) {
        read(Duration.ZERO, steps);
    }

    private void read(Duration wait, Consumer<CommandResult> steps) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
            CommandResult step = decode(record);
            if (step != null) {
                steps.accept(step);
            }
        }
    }

    private @Nullable CommandResult decode(ConsumerRecord<String, byte[]> record) {
        try {
            return codec.result(record.value());
        } catch (SerializationException foreign) {
            if (CommandCodec.isRegistryAway(foreign)) {
                consumer.seek(
                        new TopicPartition(record.topic(), record.partition()), record.offset());
                throw foreign;
            }
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("problem", foreign.getMessage())
                    .log("a record of command-results could not be read and is left out");
            return null;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
