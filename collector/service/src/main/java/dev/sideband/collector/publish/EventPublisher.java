package dev.sideband.collector.publish;

import dev.sideband.avro.LogPosition;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes events and log positions, exactly once. One thread of its own puts the batches of many
 * BMCs into one Kafka transaction.
 *
 * <p>What is on {@code log-positions} is the truth. It is read at the start, after the
 * transactional id has fenced a predecessor and ended what it left behind; each batch must begin at
 * the target's position there. After any failure a new producer with the same id settles the open
 * transaction one way or the other, and the topic, read again, tells which.
 */
public final class EventPublisher implements LogSink {
    /** Events in memory; beyond them, records wait in their BMCs. */
    static final int MAX_WAITING_EVENTS = 50_000;

    /** Keeps a transaction well below its time-out. */
    static final int MAX_EVENTS_PER_TRANSACTION = 2_000;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final KafkaClients clients;
    private final String transactionalId;
    private final Topic<LogPosition> positionsTopic;
    private final AvroSerde<LogPosition> positionSerde;
    private final LogBatchEncoder encoder;

    private final Map<String, LogPosition> positions = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MAX_WAITING_EVENTS);
    private final LinkedBlockingDeque<Waiting> queue = new LinkedBlockingDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final LongAdder published = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread thread = new Thread(this::run, "event-publisher");

    private Producer<String, byte[]> producer;

    private record Waiting(LogBatch batch, int permits, CompletableFuture<Result> result) {}

    private record Encoded(Waiting waiting, List<ProducerRecord<String, byte[]>> records) {}

    private EventPublisher(
            KafkaClients clients, Topics topics, SchemaRegistryClient registry, String id) {
        this.clients = clients;
        this.transactionalId = id;
        this.positionsTopic = topics.logPositions();
        this.positionSerde = AvroSerde.of(positionsTopic, registry);
        this.encoder = new LogBatchEncoder(topics, registry);
        this.producer = open();
    }

    /**
     * Ends what an earlier publisher with this id left behind and reads how far every log is.
     *
     * @throws org.apache.kafka.common.KafkaException where the brokers do not answer
     */
    public static EventPublisher start(
            KafkaClients clients, Topics topics, SchemaRegistryClient registry, String id) {
        EventPublisher publisher = new EventPublisher(clients, topics, registry, id);
        publisher.thread.start();
        return publisher;
    }

    /** How many events have been committed. */
    public long published() {
        return published.sum();
    }

    /** How many transactions failed; what they held is settled and tried again. */
    public long failedTransactions() {
        return failed.sum();
    }

    /** How many events wait for their transaction. */
    public int waiting() {
        return MAX_WAITING_EVENTS - room.availablePermits();
    }

    @Override
    public @Nullable LogPosition position(String target) {
        return positions.get(target);
    }

    @Override
    public CompletableFuture<Result> commit(LogBatch batch) {
        int permits = Math.clamp(batch.events().size(), 1, MAX_WAITING_EVENTS);
        if (closing.getCount() == 0 || !room.tryAcquire(permits)) {
            return CompletableFuture.completedFuture(
                    new Result(false, positions.get(batch.target())));
        }
        Waiting waiting = new Waiting(batch, permits, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.result();
    }

    private void run() {
        try {
            while (true) {
                List<Waiting> next = next();
                boolean done = next.isEmpty() && closing.getCount() == 0;
                if (done || !write(next)) {
                    return;
                }
            }
        } catch (InterruptedException cut) {
            LOG.warn("events were still waiting at the end; they are read again at the next start");
        } finally {
            queue.forEach(waiting -> answer(waiting, false));
            producer.close(Duration.ZERO);
        }
    }

    /** What goes into the next transaction: at most one batch of each target, in order. */
    private List<Waiting> next() throws InterruptedException {
        List<Waiting> next = new ArrayList<>();
        Waiting waiting = queue.poll(100, TimeUnit.MILLISECONDS);
        Set<String> targets = new HashSet<>();
        int events = 0;
        while (waiting != null) {
            if (events >= MAX_EVENTS_PER_TRANSACTION || !targets.add(waiting.batch().target())) {
                queue.addFirst(waiting);
                return next;
            }
            next.add(waiting);
            events += waiting.batch().events().size();
            waiting = queue.poll();
        }
        return next;
    }

    /**
     * False where it can't go on: brokers were away, and there is no time left to wait for them.
     */
    private boolean write(List<Waiting> all) throws InterruptedException {
        List<Encoded> transaction = new ArrayList<>();
        for (Waiting waiting : all) {
            LogBatch batch = waiting.batch();
            Encoded encoded = follows(batch) ? encode(waiting) : null;
            if (encoded == null) {
                answer(waiting, false);
            } else {
                transaction.add(encoded);
            }
        }
        if (transaction.isEmpty()) {
            return true;
        }
        try {
            producer.beginTransaction();
            for (Encoded encoded : transaction) {
                for (ProducerRecord<String, byte[]> record : encoded.records()) {
                    // What fails to be sent makes the commit fail.
                    var _ = producer.send(record);
                }
            }
            producer.commitTransaction();
            for (Encoded encoded : transaction) {
                LogBatch batch = encoded.waiting().batch();
                positions.put(batch.target(), batch.after());
                answer(encoded.waiting(), true);
            }
            return true;
        } catch (RuntimeException failure) {
            failed.increment();
            LOG.atWarn()
                    .addKeyValue("transactional-id", transactionalId)
                    .addKeyValue("failure", failure.toString())
                    .log("events could not be committed; finding out what was written");
            return settle(transaction);
        }
    }

    private boolean follows(LogBatch batch) {
        return Objects.equals(positions.get(batch.target()), batch.before());
    }

    private @Nullable Encoded encode(Waiting waiting) {
        try {
            return new Encoded(waiting, encoder.encode(waiting.batch()));
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("target", waiting.batch().target())
                    .addKeyValue("failure", failure.toString())
                    .log("events could not be encoded; is the schema registry there?");
            return null;
        }
    }

    private boolean settle(List<Encoded> transaction) throws InterruptedException {
        while (true) {
            producer.close(Duration.ZERO);
            // Not before a pause, so that two publishers with one id do not fence each other at
            // full speed.
            if (closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) {
                transaction.forEach(encoded -> answer(encoded.waiting(), false));
                return false;
            }
            try {
                producer = open();
                break;
            } catch (RuntimeException failure) {
                LOG.atDebug().addKeyValue("failure", failure.toString()).log("brokers still away");
            }
        }
        for (Encoded encoded : transaction) {
            LogBatch batch = encoded.waiting().batch();
            answer(encoded.waiting(), batch.after().equals(positions.get(batch.target())));
        }
        return true;
    }

    /** Order matters: the old transaction is settled before the positions are read. */
    private Producer<String, byte[]> open() {
        Producer<String, byte[]> opened = clients.transactionalProducer(transactionalId);
        try {
            opened.initTransactions();
            try (CompactedTopic<LogPosition> topic =
                    new CompactedTopic<>(
                            clients,
                            positionsTopic,
                            positionSerde.deserializer(),
                            CompactedTopic.Unreadable.FAIL)) {
                positions.putAll(topic.readToEnd());
            }
            return opened;
        } catch (RuntimeException failure) {
            opened.close(Duration.ZERO);
            throw failure;
        }
    }

    private void answer(Waiting waiting, boolean written) {
        LogBatch batch = waiting.batch();
        room.release(waiting.permits());
        if (written) {
            published.add(batch.events().size());
        }
        waiting.result().complete(new Result(written, positions.get(batch.target())));
    }

    /** Writes what waits, for a few seconds at most; what remains is still in the BMCs. */
    public void close(Duration limit) throws InterruptedException {
        closing.countDown();
        thread.join(limit);
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }
}
