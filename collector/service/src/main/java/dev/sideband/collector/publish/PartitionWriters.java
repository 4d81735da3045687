package dev.sideband.collector.publish;

import dev.sideband.avro.LogPosition;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Opens the writers of a collector's partitions, and holds what they share. */
public final class PartitionWriters {
    /** Records in memory, of all writers together; beyond them, records wait in their BMCs. */
    static final int MAX_WAITING_RECORDS = 50_000;

    private final KafkaClients clients;
    private final Admin admin;
    private final Topics topics;
    private final String group;
    private final AvroSerde<LogPosition> positionSerde;
    private final LogBatchEncoder encoder;
    private final Semaphore room = new Semaphore(MAX_WAITING_RECORDS);
    private final LongAdder published = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * Writers for the members of a group.
     *
     * @param group the consumer group that shares out the targets
     */
    public PartitionWriters(
            KafkaClients clients,
            Admin admin,
            Topics topics,
            SchemaRegistryClient registry,
            String group) {
        this.clients = clients;
        this.admin = admin;
        this.topics = topics;
        this.group = group;
        this.positionSerde = AvroSerde.of(topics.logPositions(), registry);
        this.encoder = new LogBatchEncoder(topics, registry);
    }

    /**
     * Opens the writer of a partition: its predecessor is fenced, and what that one left behind is
     * settled.
     *
     * @throws org.apache.kafka.common.KafkaException where the brokers do not answer
     */
    public PartitionWriter open(int partition, Membership membership) {
        var producer =
                new FencedProducer(
                        clients,
                        admin,
                        "%scollector-%d".formatted(topics.prefix(), partition),
                        group,
                        new TopicPartition(topics.targets().name(), partition));
        PartitionWriter writer = new PartitionWriter(partition, this, membership, producer);
        writer.open();
        return writer;
    }

    /** How many events have been committed. */
    public long published() {
        return published.sum();
    }

    /** How many transactions have failed, and were settled one way or the other. */
    public long failedTransactions() {
        return failed.sum();
    }

    /** How many records wait for their transaction. */
    public int waiting() {
        return MAX_WAITING_RECORDS - room.availablePermits();
    }

    LogPositions positions(int partition) {
        return new LogPositions(
                clients, topics.logPositions(), positionSerde.deserializer(), partition);
    }

    LogBatchEncoder encoder() {
        return encoder;
    }

    Semaphore room() {
        return room;
    }

    void published(int events) {
        published.add(events);
    }

    void failed() {
        failed.increment();
    }
}
