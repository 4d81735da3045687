package dev.sideband.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Target;
import dev.sideband.collector.Broker;
import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.LogDelta;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What reaches a read_committed reader, whatever happens to publishers and brokers. */
class EventPublisherIT {
    private static final String ID = "event-publisher-it";
    private static final Target TARGET = Samples.target("r12-u07");

    @TempDir static Path dir;
    private static Broker broker;
    private final List<EventPublisher> started = new ArrayList<>();

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
    void stopPublishers() throws Exception {
        for (EventPublisher publisher : started) {
            publisher.close(Duration.ofSeconds(1));
        }
    }

    private EventPublisher publisher() {
        EventPublisher publisher =
                EventPublisher.start(broker.clients(), broker.topics(), broker.registry(), ID);
        started.add(publisher);
        return publisher;
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

        LogSink.Result result = result(publisher().commit(batch));

        assertThat(result.written()).isTrue();
        assertThat(result.position()).isEqualTo(batch.after());
        assertThat(records()).containsExactly("0001", "0002");
        assertThat(broker.committed(broker.topics().logPositions())).containsExactly(batch.after());
    }

    @Test
    void refusesABatchThatDoesNotBeginWhereTheTopicEnds() throws Exception {
        EventPublisher publisher = publisher();
        LogBatch first = batch(null, 1, 2);
        result(publisher.commit(first));

        LogSink.Result again = result(publisher.commit(batch(null, 1, 2, 3)));

        assertThat(again.written()).isFalse();
        assertThat(again.position()).isEqualTo(first.after());
        assertThat(records()).containsExactly("0001", "0002");
    }

    @Test
    void goesOnAfterARestartWhereTheOldOneEnded() throws Exception {
        LogBatch first = batch(null, 1);
        EventPublisher old = publisher();
        result(old.commit(first));
        old.close(Duration.ofSeconds(5));

        EventPublisher next = publisher();

        assertThat(next.position("r12-u07")).isEqualTo(first.after());
        assertThat(result(next.commit(batch(first.after(), 2))).written()).isTrue();
        assertThat(records()).containsExactly("0001", "0002");
    }

    @Test
    void leavesNothingOfAPredecessorThatDiedInATransaction() throws Exception {
        LogBatch lost = batch(null, 1);
        var dead = broker.clients().transactionalProducer(ID);
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

        EventPublisher next = publisher();

        assertThat(next.position("r12-u07")).isNull();
        assertThat(result(next.commit(batch(null, 1))).written()).isTrue();
        assertThat(records()).containsExactly("0001");
        dead.close(Duration.ZERO);
    }

    @Test
    void learnsFromTheTopicWhatAnotherWithItsIdHasWritten() throws Exception {
        EventPublisher fenced = publisher();
        LogBatch first = batch(null, 1);
        result(fenced.commit(first));
        EventPublisher other = publisher();
        LogBatch second = batch(first.after(), 2);
        result(other.commit(second));

        LogSink.Result unaware = result(fenced.commit(batch(first.after(), 2)));

        assertThat(unaware.written()).as("what the other wrote is not written again").isTrue();
        assertThat(unaware.position()).isEqualTo(second.after());
        assertThat(records()).containsExactly("0001", "0002");
    }

    @Test
    void tellsWhatBecameOfABatchAfterTheBrokersWereAway() throws Exception {
        EventPublisher publisher = publisher();
        LogBatch first = batch(null, 1);
        result(publisher.commit(first));
        broker.down();

        CompletableFuture<LogSink.Result> waiting = publisher.commit(batch(first.after(), 2));
        broker.up();
        LogSink.Result settled = result(waiting);

        LogPosition now = settled.position();
        assertThat(records()).hasSize(settled.written() ? 2 : 1);
        assertThat(result(publisher.commit(batch(now, 3))).written()).isTrue();
        assertThat(records()).doesNotHaveDuplicates().endsWith("0003");
    }

    @Test
    void takesNoMoreThanItHasRoomFor() throws Exception {
        EventPublisher publisher = publisher();
        broker.down();
        int[] many = IntStream.rangeClosed(1, 30_000).toArray();

        CompletableFuture<LogSink.Result> taken = publisher.commit(batch(null, many));
        CompletableFuture<LogSink.Result> refused = publisher.commit(batch(null, many));

        broker.up();

        assertThat(refused).isCompletedWithValue(new LogSink.Result(false, null));
        assertThat(result(taken).position()).isNotNull();
    }
}
