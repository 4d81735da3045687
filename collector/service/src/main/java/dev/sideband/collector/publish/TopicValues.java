package dev.sideband.collector.publish;

import dev.sideband.collector.publish.CompactedTopic.Unreadable;
import dev.sideband.schemas.Topic;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What records of a compacted topic say.
 *
 * @param <V> the topic's values
 */
public record TopicValues<V extends SpecificRecord>(
        Topic<V> topic, Deserializer<V> values, Unreadable unreadable) {
    private static final int SERVER_ERRORS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(TopicValues.class);

    /**
     * The latest value of each key; nothing for a key that is no more.
     *
     * @throws SerializationException where a value can't be decoded and must not be left out, or
     *     could be if the registry were there
     */
    public Map<String, Optional<V>> latest(Iterable<ConsumerRecord<String, byte[]>> records) {
        Map<String, Optional<V>> latest = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                V value = values.deserialize(topic.name(), record.value());
                latest.put(record.key(), Optional.ofNullable(value));
            } catch (SerializationException foreign) {
                if (unreadable == Unreadable.FAIL || isRegistryAway(foreign)) {
                    throw foreign;
                }
                LOG.atWarn()
                        .addKeyValue("key", record.key())
                        .addKeyValue("problem", foreign.getMessage())
                        .log("a value could not be read and is left out");
            }
        }
        return latest;
    }

    /** Whether the value may be right, and only its schema could not be had. */
    private static boolean isRegistryAway(SerializationException failure) {
        return switch (failure.getCause()) {
            case EOFException _ -> false;
            case IOException _ -> true;
            case RestClientException refusal -> refusal.getStatus() >= SERVER_ERRORS;
            case null, default -> false;
        };
    }
}
