package dev.sideband.collector.publish;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Log batches as Kafka's records: the events, then the position behind them. */
final class LogBatchEncoder {
    private final Channel<Event> events;
    private final Channel<LogPosition> positions;

    private record Channel<V extends SpecificRecord>(String topic, Serializer<V> serializer) {
        Channel(Topic<V> topic, SchemaRegistryClient registry) {
            this(topic.name(), AvroSerde.of(topic, registry).serializer());
        }

        ProducerRecord<String, byte[]> record(String key, V value, Instant timestamp) {
            byte[] bytes = serializer.serialize(topic, value);
            return new ProducerRecord<>(topic, null, timestamp.toEpochMilli(), key, bytes);
        }
    }

    LogBatchEncoder(Topics topics, SchemaRegistryClient registry) {
        this.events = new Channel<>(topics.events(), registry);
        this.positions = new Channel<>(topics.logPositions(), registry);
    }

    /**
     * Encodes a batch.
     *
     * @throws org.apache.kafka.common.errors.SerializationException where the registry is away
     */
    List<ProducerRecord<String, byte[]>> encode(LogBatch batch) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(batch.events().size() + 1);
        for (Event event : batch.events()) {
            records.add(events.record(batch.target(), event, event.getObservedAt()));
        }
        LogPosition after = batch.after();
        records.add(positions.record(batch.target(), after, after.getObservedAt()));
        return records;
    }
}
