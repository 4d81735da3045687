package dev.sideband.collector.inventory;

import dev.sideband.avro.Target;
import dev.sideband.collector.publish.CompactedTopic;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Makes the {@code targets} topic say what a targets file says. */
public final class TargetsPublisher {
    private final KafkaClients clients;
    private final Topic<Target> topic;
    private final AvroSerde<Target> serde;

    /** What {@link #publish} did to the topic. */
    public record Changes(int written, int removed, int unchanged) {}

    public TargetsPublisher(KafkaClients clients, Topics topics, SchemaRegistryClient registry) {
        this.clients = clients;
        this.topic = topics.targets();
        this.serde = AvroSerde.of(topic, registry);
    }

    /**
     * Writes the targets that are new or changed, and a tombstone for each that left; returns when
     * the brokers have them.
     *
     * @throws KafkaException where the topic can't be read or written
     */
    public Changes publish(List<Target> targets) throws InterruptedException {
        Map<String, Target> present;
        try (CompactedTopic<Target> reader =
                new CompactedTopic<>(
                        clients, topic, serde.deserializer(), CompactedTopic.Unreadable.SKIP)) {
            present = reader.readToEnd();
        }
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        Set<String> gone = new HashSet<>(present.keySet());
        for (Target target : targets) {
            gone.remove(target.getTarget());
            if (!target.equals(present.get(target.getTarget()))) {
                records.add(record(target.getTarget(), target));
            }
        }
        int written = records.size();
        gone.forEach(id -> records.add(record(id, null)));
        send(records);
        return new Changes(written, gone.size(), targets.size() - written);
    }

    private ProducerRecord<String, byte[]> record(String id, @Nullable Target target) {
        return new ProducerRecord<>(
                topic.name(), id, serde.serializer().serialize(topic.name(), target));
    }

    private void send(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        try (Producer<String, byte[]> producer = clients.plainProducer("targets")) {
            List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException refused) {
            throw new KafkaException("topic %s: not written".formatted(topic.name()), refused);
        }
    }
}
