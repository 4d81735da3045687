package dev.sideband.collector.publish;

import dev.sideband.avro.LogPosition;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * Writes what must be written exactly once about the BMCs of one partition: events with the
 * positions behind them, and whatever else belongs into one transaction. One thread of its own puts
 * what many BMCs have into one Kafka transaction.
 *
 * <p>It lives from the partition's assignment to its revocation. What is on {@code log-positions}
 * is the truth; each batch must begin at the target's position there. After any failure it first
 * makes sure that the collector is still a member of its group, so that a collector that was given
 * up for dead does not disturb its successor. Then a new producer with the same id settles the open
 * transaction one way or the other, and the topics, read again, tell which.
 */
public final class PartitionWriter implements LogSink {
    /** Keeps a transaction well below its time-out. */
    static final int MAX_EVENTS_PER_TRANSACTION = 2_000;

    /** How often a transaction is tried that is known not to be written. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(300);
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

    private final int partition;
    private final PartitionWriters shared;
    private final Membership membership;
    private final FencedProducer producer;
    private final LogPositions positions;
    private final LinkedBlockingDeque<PendingWrite> queue = new LinkedBlockingDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private record Encoded(PendingWrite write, List<ProducerRecord<String, byte[]>> records) {}

    /** The brokers were away, or the partition is another's now, and there is no time left. */
    private static final class EndedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    PartitionWriter(
            int partition,
            PartitionWriters shared,
            Membership membership,
            FencedProducer producer) {
        this.partition = partition;
        this.shared = shared;
        this.membership = membership;
        this.producer = producer;
        this.positions = shared.positions(partition);
        this.thread = Thread.ofVirtual().name("writer-" + partition).unstarted(this::run);
    }

    /**
     * Ends what a predecessor left behind, reads how far every log is, and begins.
     *
     * @throws org.apache.kafka.common.KafkaException where the brokers do not answer
     */
    void open() {
        producer.open();
        try {
            positions.restore();
        } catch (RuntimeException failure) {
            producer.abandon();
            throw failure;
        }
        thread.start();
    }

    public int partition() {
        return partition;
    }

    @Override
    public @Nullable LogPosition position(String target) {
        return positions.get(target);
    }

    @Override
    public CompletableFuture<Result> commit(LogBatch batch) {
        var write = PendingWrite.OfLog.of(batch);
        if (!enqueue(write)) {
            write.result().complete(new Result(false, positions.get(batch.target())));
        }
        return write.result();
    }

    /**
     * Writes {@code records} and {@code offsets} of the collectors' group in one transaction, in
     * the order of the calls. It never comes exceptionally, and may take as long as the brokers are
     * away.
     *
     * @return true where they are written; false where they are not, or where it can't be known as
     *     the partition was taken away meanwhile
     */
    public CompletableFuture<Boolean> write(
            List<ProducerRecord<String, byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets) {
        var write = PendingWrite.OfRecords.of(records, offsets);
        if (!enqueue(write)) {
            write.result().complete(false);
        }
        return write.result();
    }

    private boolean enqueue(PendingWrite write) {
        synchronized (queue) {
            return closing.getCount() > 0
                    && shared.room().tryAcquire(write.permits())
                    && queue.add(write);
        }
    }

    private void run() {
        try {
            while (true) {
                List<PendingWrite> next = next();
                if (next.isEmpty() && closing.getCount() == 0) {
                    return;
                }
                write(next);
            }
        } catch (InterruptedException | EndedException cut) {
            LOG.atDebug().addKeyValue("partition", partition).log("writing ended before its time");
        } finally {
            closing.countDown();
            producer.abandon();
            refuseTheRest();
        }
    }

    private void refuseTheRest() {
        List<PendingWrite> rest = new ArrayList<>();
        synchronized (queue) {
            queue.drainTo(rest);
        }
        rest.forEach(write -> answer(write, false));
    }

    /** What goes into the next transaction: at most one batch of each target, in order. */
    private List<PendingWrite> next() throws InterruptedException {
        List<PendingWrite> next = new ArrayList<>();
        PendingWrite write = queue.poll(100, TimeUnit.MILLISECONDS);
        Set<String> targets = new HashSet<>();
        int records = 0;
        while (write != null) {
            boolean second = write instanceof PendingWrite.OfLog log && !targets.add(log.target());
            if (records >= MAX_EVENTS_PER_TRANSACTION || second) {
                queue.addFirst(write);
                return next;
            }
            next.add(write);
            records += write.permits();
            write = queue.poll();
        }
        return next;
    }

    private void write(List<PendingWrite> all) throws InterruptedException, EndedException {
        List<PendingWrite> left = all;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            List<Encoded> transaction = encode(left);
            left = transaction.stream().map(Encoded::write).toList();
            if (left.isEmpty() || tryToCommit(transaction)) {
                return;
            }
            boolean committed = false;
            boolean again = false;
            try {
                committed = settle();
                again = !committed && attempt < ATTEMPTS;
            } finally {
                if (!again) {
                    boolean done = committed;
                    left.forEach(write -> end(write, done));
                    left = List.of();
                }
            }
        }
    }

    /** Leaves out, and answers, what does not begin where its topic ends. */
    private List<Encoded> encode(List<PendingWrite> all) {
        List<Encoded> transaction = new ArrayList<>();
        for (PendingWrite write : all) {
            Encoded encoded = isInOrder(write) ? encode(write) : null;
            if (encoded == null) {
                answer(write, isAlreadyThere(write));
            } else {
                transaction.add(encoded);
            }
        }
        return transaction;
    }

    private boolean isInOrder(PendingWrite write) {
        return switch (write) {
            case PendingWrite.OfLog log ->
                    Objects.equals(positions.get(log.target()), log.batch().before());
            case PendingWrite.OfRecords _ -> true;
        };
    }

    /** Another one that had the partition in between read the same log to the same end. */
    private boolean isAlreadyThere(PendingWrite write) {
        return switch (write) {
            case PendingWrite.OfLog log -> log.batch().after().equals(positions.get(log.target()));
            case PendingWrite.OfRecords _ -> false;
        };
    }

    private @Nullable Encoded encode(PendingWrite write) {
        return switch (write) {
            case PendingWrite.OfRecords records -> new Encoded(write, records.records());
            case PendingWrite.OfLog log -> {
                try {
                    yield new Encoded(write, shared.encoder().encode(log.batch()));
                } catch (RuntimeException failure) {
                    LOG.atWarn()
                            .addKeyValue("target", log.target())
                            .addKeyValue("failure", failure.toString())
                            .log("events could not be encoded; is the schema registry there?");
                    yield null;
                }
            }
        };
    }

    private boolean tryToCommit(List<Encoded> transaction) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Encoded encoded : transaction) {
            records.addAll(encoded.records());
            if (encoded.write() instanceof PendingWrite.OfRecords own) {
                offsets.putAll(own.offsets());
            }
        }
        try {
            producer.commit(records, offsets, membership);
        } catch (RuntimeException failure) {
            shared.failed();
            LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("failure", String.valueOf(rootOf(failure)))
                    .log("events could not be committed; finding out what was written");
            return false;
        }
        transaction.forEach(encoded -> end(encoded.write(), true));
        return true;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    /** Finds out what became of a transaction that failed: whether it is written. */
    private boolean settle() throws InterruptedException, EndedException {
        producer.abandon();
        boolean ended = false;
        while (!ended) {
            try {
                if (membership.confirm(CONFIRMATION)) {
                    producer.open();
                    boolean committed = producer.isLastCommitted();
                    positions.restore();
                    return committed;
                }
            } catch (RuntimeException failure) {
                producer.abandon();
                LOG.atDebug().addKeyValue("failure", failure.toString()).log("brokers still away");
            }
            ended = closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        }
        throw new EndedException();
    }

    private void end(PendingWrite write, boolean written) {
        if (written && write instanceof PendingWrite.OfLog log) {
            positions.put(log.target(), log.batch().after());
            shared.published(log.batch().events().size());
        }
        answer(write, written);
    }

    private void answer(PendingWrite write, boolean written) {
        shared.room().release(write.permits());
        switch (write) {
            case PendingWrite.OfLog log ->
                    log.result().complete(new Result(written, positions.get(log.target())));
            case PendingWrite.OfRecords records -> records.result().complete(written);
        }
    }

    /** Writes what waits, for a few seconds at most; what remains is still in the BMCs. */
    public void close(Duration limit) throws InterruptedException {
        closing.countDown();
        thread.join(limit);
        abandon();
    }

    /** The partition is another's: nothing more is written. */
    public void abandon() {
        closing.countDown();
        thread.interrupt();
    }
}
