package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;

/** Commands and their steps as Kafka's records. */
final class CommandCodec {
    private static final int SERVER_ERRORS = 500;

    private final Topics topics;
    private final Deserializer<Command> commands;
    private final Deserializer<CommandResult> results;
    private final Serializer<CommandResult> steps;
    private final Serializer<ConsoleOutput> lines;

    CommandCodec(Topics topics, SchemaRegistryClient registry) {
        this.topics = topics;
        this.commands = AvroSerde.of(topics.commands(), registry).deserializer();
        var resultSerde = AvroSerde.of(topics.commandResults(), registry);
        this.results = resultSerde.deserializer();
        this.steps = resultSerde.serializer();
        this.lines = AvroSerde.of(topics.console(), registry).serializer();
    }

    /**
     * Reads a command.
     *
     * @return null where the record has no value
     * @throws SerializationException where it can't be read
     */
    @Nullable Command command(byte @Nullable [] value) {
        return commands.deserialize(topics.commands().name(), value);
    }

    /** Reads a step; as {@link #command}. */
    @Nullable CommandResult result(byte @Nullable [] value) {
        return results.deserialize(topics.commandResults().name(), value);
    }

    /** Whether a value may be right, and only its schema could not be had. */
    static boolean isRegistryAway(SerializationException failure) {
        return switch (failure.getCause()) {
            case EOFException _ -> false;
            case IOException _ -> true;
            case RestClientException refusal -> refusal.getStatus() >= SERVER_ERRORS;
            case null, default -> false;
        };
    }

    /**
     * A step for its topic.
     *
     * @param partition that of the command, also where its target belongs elsewhere
     * @throws SerializationException where the registry is away
     */
    ProducerRecord<String, byte[]> record(int partition, CommandResult step) {
        return record(
                topics.commandResults(),
                steps,
                partition,
                step.getTarget(),
                step,
                step.getObservedAt());
    }

    /** A console's line for its topic; as {@link #record(int, CommandResult)}. */
    ProducerRecord<String, byte[]> record(int partition, ConsoleOutput line) {
        return record(
                topics.console(), lines, partition, line.getTarget(), line, line.getObservedAt());
    }

    private static <V extends SpecificRecord> ProducerRecord<String, byte[]> record(
            Topic<V> topic,
            Serializer<V> serializer,
            int partition,
            String key,
            V value,
            Instant timestamp) {
        return new ProducerRecord<>(
                topic.name(),
                partition,
                timestamp.toEpochMilli(),
                key,
                serializer.serialize(topic.name(), value));
    }
}
