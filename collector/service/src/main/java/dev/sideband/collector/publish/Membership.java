package dev.sideband.collector.publish;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

import java.time.Duration;

/** The place that a collector has in the group of collectors, as its writers need to know it. */
public interface Membership {
    /** Who it is in the group, as last heard of. */
    ConsumerGroupMetadata metadata();

    /** How far the partition's targets have been read. */
    long offset(int partition);

    /**
     * Waits until the brokers have said that it is a member, after this call began.
     *
     * @return false where they have not within {@code limit}
     */
    boolean confirm(Duration limit) throws InterruptedException;
}
