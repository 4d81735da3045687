package dev.sideband.demo;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What arrives on the topics from now on, counted as any consumer would see it.
 *
 * <p>One thread of its own reads; the counters and {@link #changes()} may be asked by another.
 */
final class TopicFeed implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_WAITING_CHANGES = 1_000;

    private final Topics topics = new Topics();
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroSerde<Event> events;
    private final AvroSerde<Alert> alerts;
    private final Thread reader;
    private final BlockingQueue<Alert> changes = new ArrayBlockingQueue<>(MAX_WAITING_CHANGES);
    private final CountDownLatch firstReading = new CountDownLatch(1);
    private volatile CountDownLatch polled = new CountDownLatch(1);
    private final LongAdder readings = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder fired = new LongAdder();
    private final LongAdder resolved = new LongAdder();

    private TopicFeed(KafkaConsumer<String, byte[]> consumer, SchemaRegistryClient registry) {
        this.consumer = consumer;
        this.events = AvroSerde.of(topics.events(), registry);
        this.alerts = AvroSerde.of(topics.alerts(), registry);
        this.reader = Thread.ofPlatform().name("topic-feed").unstarted(this::read);
    }

    static TopicFeed start(String bootstrapServers, SchemaRegistryClient registry) {
        var topics = new Topics();
        var consumer =
                new KafkaConsumer<>(
                        CommittedReads.settings(bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : List.of(topics.readings(), topics.events(), topics.alerts())) {
            consumer.partitionsFor(topic.name())
                    .forEach(it -> partitions.add(new TopicPartition(it.topic(), it.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        var feed = new TopicFeed(consumer, registry);
        feed.reader.start();
        return feed;
    }

    long readings() {
        return readings.sum();
    }

    /** Hardware log records, without the news of the logs themselves. */
    long events() {
        return records.sum();
    }

    long fired() {
        return fired.sum();
    }

    long resolved() {
        return resolved.sum();
    }

    boolean awaitFirstReading(Duration limit) throws InterruptedException {
        return firstReading.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the next poll of the topics is done, but not longer than {@code limit}. */
    void awaitMore(Duration limit) throws InterruptedException {
        CountDownLatch next = new CountDownLatch(1);
        polled = next;
        next.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The alert changes that came since the last call, oldest first. */
    List<Alert> changes() {
        List<Alert> taken = new ArrayList<>();
        changes.drainTo(taken);
        return taken;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::count);
                polled.countDown();
            }
        } catch (WakeupException closed) {
            LOGGER.debug("feed closed", closed);
        }
    }

    private void count(ConsumerRecord<String, byte[]> found) {
        if (found.topic().equals(topics.readings().name())) {
            readings.increment();
            firstReading.countDown();
        } else if (found.topic().equals(topics.events().name())) {
            Event event = events.deserializer().deserialize(found.topic(), found.value());
            if (event != null && event.getKind() == EventKind.RECORD) {
                records.increment();
            }
        } else {
            Alert alert = alerts.deserializer().deserialize(found.topic(), found.value());
            if (alert != null) {
                count(alert);
            }
        }
    }

    private void count(Alert alert) {
        if (alert.getState() == AlertState.RESOLVED) {
            resolved.increment();
        } else if (alert.getReason().equals("raised")) {
            fired.increment();
        }
        // A screen that nobody reads must not fill the memory: the topic still has what is dropped
        // here.
        if (!changes.offer(alert)) {
            LOGGER.atDebug().addKeyValue("alert", alert.getAlertId()).log("not shown");
        }
    }
}
