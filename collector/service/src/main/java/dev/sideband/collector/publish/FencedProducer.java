package dev.sideband.collector.publish;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * The producer with a partition's transactional id.
 *
 * <p>Each transaction carries the group's offset of the partition's targets, so that the brokers
 * refuse it from a collector that the group has given up, and with the offset a token of its own,
 * by which one whose outcome is not known is found to be written or not. One thread at a time, but
 * for {@link #abandon}.
 */
final class FencedProducer {
    private static final Logger LOG = LoggerFactory.getLogger(FencedProducer.class);

    private final KafkaClients clients;
    private final Admin admin;
    private final String transactionalId;
    private final String group;
    private final TopicPartition targets;
    private final String life = UUID.randomUUID().toString();

    private volatile @Nullable Producer<String, byte[]> producer;
    private long transactions;

    FencedProducer(
            KafkaClients clients,
            Admin admin,
            String transactionalId,
            String group,
            TopicPartition targets) {
        this.clients = clients;
        this.admin = admin;
        this.transactionalId = transactionalId;
        this.group = group;
        this.targets = targets;
    }

    /** Fences whoever has the id, and waits until what that one left open is settled. */
    void open() {
        abandon();
        Producer<String, byte[]> opened = clients.transactionalProducer(transactionalId);
        producer = opened;
        try {
            opened.initTransactions();
        } catch (RuntimeException failure) {
            abandon();
            throw failure;
        }
    }

    /**
     * Writes all of it or nothing.
     *
     * @throws KafkaException where that failed; whether it is written can't be known by that
     */
    void commit(
            List<ProducerRecord<String, byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            Membership membership) {
        Producer<String, byte[]> current = producer;
        if (current == null) {
            throw new KafkaException("the producer is closed");
        }
        transactions++;
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>(offsets);
        all.put(targets, new OffsetAndMetadata(membership.offset(targets.partition()), token()));
        current.beginTransaction();
        for (ProducerRecord<String, byte[]> record : records) {
            // What fails to be sent makes the commit fail.
            var _ = current.send(record);
        }
        current.sendOffsetsToTransaction(all, membership.metadata());
        current.commitTransaction();
    }

    private String token() {
        return life + "/" + transactions;
    }

    /** Whether the last transaction is written; to be asked after {@link #open}. */
    boolean isLastCommitted() {
        var spec = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(targets));
        try {
            OffsetAndMetadata committed =
                    admin.listConsumerGroupOffsets(Map.of(group, spec))
                            .partitionsToOffsetAndMetadata(group)
                            .get()
                            .get(targets);
            return committed != null && committed.metadata().equals(token());
        } catch (InterruptedException cut) {
            throw new InterruptException(cut);
        } catch (ExecutionException failure) {
            throw new KafkaException("the group's offsets could not be read", failure.getCause());
        }
    }

    /** Lets go of the producer as it is; what is open is settled by who opens next. */
    void abandon() {
        Producer<String, byte[]> open = producer;
        producer = null;
        if (open == null) {
            return;
        }
        try {
            open.close(Duration.ZERO);
        } catch (KafkaException failure) {
            LOG.atDebug().addKeyValue("failure", failure.toString()).log("not closed in order");
        }
    }
}
