package dev.sideband.collector.command;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes for one partition of the targets, for as long as it is owned. */
@FunctionalInterface
public interface StepWriter {
    /**
     * Writes records, and how far the group has read, in one transaction.
     *
     * @return whether they are written; false also where that will never be known. It may take as
     *     long as the brokers are away
     */
    CompletableFuture<Boolean> write(
            List<ProducerRecord<String, byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets);
}
