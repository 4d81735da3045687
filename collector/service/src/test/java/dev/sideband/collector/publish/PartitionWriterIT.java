package dev.sideband.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Target;
import dev.sideband.collector.Broker;
import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.LogDelta;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What reaches a read_committed reader, whatever happens to writers and brokers. */
class PartitionWriterIT {
    private static final Target TARGET = Samples.target("r12-u07");

    @TempDir static Path dir;
    private static Broker broker;
    private final List<PartitionWriter> started = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(dir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopics() {
        broker.freshTopics();
    }

    @AfterEach
    void stopWriters() throws Exception {
        for (PartitionWriter writer : started) {
            writer.close(Duration.ofSeconds(1));
        }
    }

    private PartitionWriter writer() {
        PartitionWriter writer = broker.writer(TARGET.getTarget());
        started.add(writer);
        return writer;
    }

    private static LogBatch batch(@Nullable LogPosition before, int... records) {
        LogPosition after = Samples.position(TARGET.getTarget(), records[records.length - 1], null);
        LogDelta delta =
                new LogDelta(IntStream.of(records).mapToObj(Samples::entry).toList(), after, false);
        return RecordMapper.batch(TARGET, before, delta, after);
    }

    private static LogSink.Result result(CompletableFuture<LogSink.Result> future)
            throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private List<String> records() {
        return broker.committed(broker.topics().events()).stream().map(Event::getRecordId).toList();
    }

    @Test
    void writesEventsAndTheirPositionTogether() throws Exception {
        LogBatch batch = batch(null, 1, 2);

        LogSink.Result result = result(writer().commit(batch));

        assertThat(result.written()).isTrue();
        assertThat(result.position()).isEqualTo(batch.after());
        assertThat(records()).containsExactly("0001", "0002");
        assertThat(broker.committed(broker.topics().logPositions())).containsExactly(batch.after());
    }

    @Test
    void refusesABatchThatDoesNotBeginWhereTheTopicEnds() throws Exception {
        PartitionWriter writer = writer();
        LogBatch first = batch(null, 1, 2);
        result(writer.commit(first));

        LogSink.Result again = result(writer.commit(batch(null, 1, 2, 3)));

        assertThat(again.written()).isFalse();
        assertThat(again.position()).isEqualTo(first.after());
        assertThat(records()).containsExactly("0001", "0002");
    }

    @Test
    void goesOnAfterARestartWhereTheOldOneEnded() throws Exception {
        LogBatch first = batch(null, 1);
        PartitionWriter old = writer();
        result(old.commit(first));
        old.close(Duration.ofSeconds(5));

        PartitionWriter next = writer();

        assertThat(next.position("r12-u07")).isEqualTo(first.after());
        assertThat(result(next.commit(batch(first.after(), 2))).written()).isTrue();
        assertThat(records()).containsExactly("0001", "0002");
    }

    @Test
    void leavesNothingOfAPredecessorThatDiedInATransaction() throws Exception {
        LogBatch lost = batch(null, 1);
        var dead = broker.clients().transactionalProducer(broker.writersId(TARGET.getTarget()));
        dead.initTransactions();
        dead.beginTransaction();
        var _ =
                dead.send(
                        new org.apache.kafka.clients.producer.ProducerRecord<>(
                                broker.topics().events().name(),
                                "r12-u07",
                                dev.sideband.schemas.serde.AvroSerde.of(
                                                broker.topics().events(), broker.registry())
                                        .serializer()
                                        .serialize("events", lost.events().getFirst())));
        dead.flush();

        PartitionWriter next = writer();

        assertThat(next.position("r12-u07")).isNull();
        assertThat(result(next.commit(batch(null, 1))).written()).isTrue();
        assertThat(records()).containsExactly("0001");
        dead.close(Duration.ZERO);
    }

    @Test
    void learnsFromTheTopicWhatAnotherWithItsIdHasWritten() throws Exception {
        PartitionWriter fenced = writer();
        LogBatch first = batch(null, 1);
        result(fenced.commit(first));
        PartitionWriter other = writer();
        LogBatch second = batch(first.after(), 2);
        result(other.commit(second));

        LogSink.Result unaware = result(fenced.commit(batch(first.after(), 2)));

        assertThat(unaware.written()).as("what the other wrote is not written again").isTrue();
        assertThat(unaware.position()).isEqualTo(second.after());
        assertThat(records()).containsExactly("0001", "0002");
    }

    @Test
    void tellsWhatBecameOfABatchAfterTheBrokersWereAway() throws Exception {
        PartitionWriter writer = writer();
        LogBatch first = batch(null, 1);
        result(writer.commit(first));
        broker.down();

        CompletableFuture<LogSink.Result> waiting = writer.commit(batch(first.after(), 2));
        broker.up();
        LogSink.Result settled = result(waiting);

        LogPosition now = settled.position();
        assertThat(records()).hasSize(settled.written() ? 2 : 1);
        assertThat(result(writer.commit(batch(now, 3))).written()).isTrue();
        assertThat(records()).doesNotHaveDuplicates().endsWith("0003");
    }

    @Test
    void writesWhatOthersHaveToWriteInOneTransactionWithTheirOffsets() throws Exception {
        PartitionWriter writer = writer();
        LogBatch batch = batch(null, 1, 2);
        var records =
                new LogBatchEncoder(broker.topics(), broker.registry())
                        .encode(batch).stream().toList();
        var source = new TopicPartition(broker.topics().readings().name(), writer.partition());

        assertThat(
                        writer.write(records, Map.of(source, new OffsetAndMetadata(7)))
                                .get(60, TimeUnit.SECONDS))
                .isTrue();

        assertThat(records()).containsExactly("0001", "0002");
        assertThat(broker.offset(source)).isEqualTo(7);
    }

    @Test
    void writesNothingOnceItIsAbandoned() throws Exception {
        PartitionWriter writer = writer();
        writer.abandon();

        assertThat(result(writer.commit(batch(null, 1))).written()).isFalse();
        assertThat(writer.write(List.of(), Map.of()).get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(records()).isEmpty();
    }

    @Test
    void takesNoMoreThanItHasRoomFor() throws Exception {
        PartitionWriter writer = writer();
        broker.down();
        int[] many = IntStream.rangeClosed(1, 30_000).toArray();

        CompletableFuture<LogSink.Result> taken = writer.commit(batch(null, many));
        CompletableFuture<LogSink.Result> refused = writer.commit(batch(null, many));

        broker.up();

        assertThat(refused).isCompletedWithValue(new LogSink.Result(false, null));
        assertThat(result(taken).position()).isNotNull();
    }
}
