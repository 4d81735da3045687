package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Sends commands and hears what becomes of them. One thread. */
public final class CommandClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final Topics topics;
    private final SchemaRegistryClient registry;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<CommandResult> results;
    private final Deserializer<ConsoleOutput> lines;
    private final Set<String> asked = new HashSet<>();

    /** Who hears. */
    public interface Listener {
        /** A step of one of the commands that were sent. */
        void step(CommandResult step);

        /** A line of a console that one of them takes down. */
        void line(ConsoleOutput line);
    }

    /**
     * Listens from now on.
     *
     * @throws KafkaException where no broker answers
     * @throws IllegalStateException where a topic does not exist
     */
    public CommandClient(KafkaClients clients, Topics topics, SchemaRegistryClient registry) {
        this.clients = clients;
        this.topics = topics;
        this.registry = registry;
        this.results = AvroSerde.of(topics.commandResults(), registry).deserializer();
        this.lines = AvroSerde.of(topics.console(), registry).deserializer();
        this.consumer = clients.consumer("command");
        try {
            List<TopicPartition> places =
                    new ArrayList<>(partitions(topics.commandResults().name()));
            places.addAll(partitions(topics.console().name()));
            consumer.assign(places);
            // Where it is now, not where it is when the first poll looks.
            consumer.endOffsets(places).forEach(consumer::seek);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private List<TopicPartition> partitions(String topic) {
        try {
            List<TopicPartition> found =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (TimeoutException silence) {
            throw new KafkaException(
                    "no broker answers at %s: is it running?".formatted(clients.bootstrapServers()),
                    silence);
        }
        throw new IllegalStateException(
                "the brokers at %s have no topic %s".formatted(clients.bootstrapServers(), topic));
    }

    /**
     * Sends commands; returns when the brokers have them.
     *
     * @throws KafkaException where they do not take one of them, which may be there all the same
     */
    public void send(List<Command> commands) throws InterruptedException {
        var serializer = AvroSerde.of(topics.commands(), registry).serializer();
        String topic = topics.commands().name();
        try (Producer<String, byte[]> producer = clients.plainProducer("commands")) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Command command : commands) {
                asked.add(command.getId());
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        topic,
                                        command.getTarget(),
                                        serializer.serialize(topic, command))));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("topic %s: not written".formatted(topic), refused);
        }
    }

    /** Hears for a moment. */
    public void listen(Listener listener) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(topics.console().name())) {
                hear(
                        record,
                        lines,
                        line -> {
                            if (asked.contains(line.getCommand())) {
                                listener.line(line);
                            }
                        });
            } else {
                hear(
                        record,
                        results,
                        step -> {
                            if (asked.contains(step.getId())) {
                                listener.step(step);
                            }
                        });
            }
        }
    }

    /** What cannot be read was written by others. */
    private static <V> void hear(
            ConsumerRecord<String, byte[]> record, Deserializer<V> values, Consumer<V> listener) {
        @Nullable V value;
        try {
            value = values.deserialize(record.topic(), record.value());
        } catch (SerializationException foreign) {
            return;
        }
        if (value != null) {
            listener.accept(value);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
