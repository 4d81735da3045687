package dev.sideband.collector.publish;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What waits for a transaction. */
sealed interface PendingWrite {
    /** How much of the room for what waits it takes: one for each record, about. */
    int permits();

    /** Records of a BMC's log. */
    record OfLog(LogBatch batch, int permits, CompletableFuture<LogSink.Result> result)
            implements PendingWrite {
        static OfLog of(LogBatch batch) {
            return new OfLog(batch, room(batch.events().size()), new CompletableFuture<>());
        }

        String target() {
            return batch.target();
        }
    }

    /** What another component of the collector has to write. */
    record OfRecords(
            List<ProducerRecord<String, byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            int permits,
            CompletableFuture<Boolean> result)
            implements PendingWrite {
        public OfRecords {
            records = List.copyOf(records);
            offsets = Map.copyOf(offsets);
        }

        static OfRecords of(
                List<ProducerRecord<String, byte[]>> records,
                Map<TopicPartition, OffsetAndMetadata> offsets) {
            return new OfRecords(records, offsets, room(records.size()), new CompletableFuture<>());
        }
    }

    private static int room(int records) {
        return Math.clamp(records, 1, PartitionWriters.MAX_WAITING_RECORDS);
    }
}
