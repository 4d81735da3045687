package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.FollowedLog;
import dev.sideband.avro.LogPosition;
import dev.sideband.collector.Broker;
import dev.sideband.collector.Samples;
import dev.sideband.collector.publish.LogBatch;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.PartitionWriter;
import dev.sideband.collector.publish.RecordMapper;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.serde.AvroSerde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A target with two Redfish logs, whose collector dies again and again, before a real broker. */
class SeveralLogsIT {
    private static final String TARGET = "r1";
    private static final List<String> LOGS = List.of("SEL", "EventLog");
    private static final int STEPS = 40;

    @TempDir static Path brokerDir;
    private static Broker broker;

    private final List<PartitionWriter> started = new ArrayList<>();
    private final ScriptedLogs bmc = new ScriptedLogs();
    private final Map<String, List<String>> written = new HashMap<>();
    private Instant now = Samples.T0;
    private int lastId;
    private int deaths;
    private RedfishLogs logs = logs();
    private PartitionWriter publisher;

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerDir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        broker.freshTopics();
        publisher = publisher();
    }

    @AfterEach
    void stop() throws Exception {
        for (PartitionWriter one : started) {
            one.close(Duration.ofSeconds(1));
        }
    }

    private PartitionWriter publisher() {
        PartitionWriter fresh = broker.writer(TARGET);
        started.add(fresh);
        return fresh;
    }

    private RedfishLogs logs() {
        return new RedfishLogs(TARGET, bmc, () -> now);
    }

    private void append(String log) {
        lastId++;
        String message = "%s says %d".formatted(log, lastId);
        bmc.append(log, lastId, message);
        written.computeIfAbsent(log, _ -> new ArrayList<>()).add(message);
    }

    /** The collector is no more; its successor knows what is on the topics, and nothing else. */
    private void die() {
        deaths++;
        publisher = publisher();
        logs = logs();
    }

    /** What there is behind what is on the topic; null where there is nothing. */
    private @Nullable LogBatch next() throws Exception {
        now = now.plusSeconds(1);
        LogPosition from = publisher.position(TARGET);
        LogDelta delta = logs.read(from, false);
        LogPosition to = delta.position();
        return to == null || to.equals(from)
                ? null
                : RecordMapper.batch(Samples.target(TARGET), from, delta, to);
    }

    private void commit(LogBatch batch) throws Exception {
        LogSink.Result result = publisher.commit(batch).get(60, TimeUnit.SECONDS);
        assertThat(result.written()).isTrue();
        assertThat(result.position()).isEqualTo(batch.after());
    }

    private void readToEnd() throws Exception {
        for (LogBatch batch = next(); batch != null; batch = next()) {
            commit(batch);
        }
    }

    /** Sends some of the events, and perhaps the position, and then no more. */
    private void dieWithin(LogBatch batch, int events, boolean position) {
        KafkaProducer<String, byte[]> dying = producer();
        dying.initTransactions();
        dying.beginTransaction();
        batch.events().subList(0, events).forEach(e -> send(dying, broker.topics().events(), e));
        if (position) {
            send(dying, broker.topics().logPositions(), batch.after());
        }
        dying.flush();
        die();
        dying.close(Duration.ZERO);
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.config(Map.of()).bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        broker.writersId(TARGET)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static <V extends SpecificRecord> void send(
            KafkaProducer<String, byte[]> producer, Topic<V> topic, V value) {
        byte[] bytes =
                AvroSerde.of(topic, broker.registry()).serializer().serialize(topic.name(), value);
        var _ = producer.send(new ProducerRecord<>(topic.name(), TARGET, bytes));
    }

    private Map<String, List<String>> onTopic() {
        Map<String, List<String>> events = new HashMap<>();
        for (Event event : broker.committed(broker.topics().events())) {
            if (event.getKind() == EventKind.RECORD) {
                events.computeIfAbsent(event.getLog(), _ -> new ArrayList<>())
                        .add(event.getEvent());
            }
        }
        return events;
    }

    private void positionsAreOfBothLogs() {
        LogPosition last = broker.committed(broker.topics().logPositions()).getLast();
        assertThat(last.getLogs()).extracting(FollowedLog::getLog).hasSameElementsAs(LOGS);
    }

    @Test
    void commitsThePositionsOfAllLogsWithTheirEntries() throws Exception {
        append("SEL");
        append("EventLog");
        LogBatch first = next();
        assertThat(first).isNotNull();

        dieWithin(first, first.events().size(), true);
        assertThat(onTopic()).as("nothing of a transaction that did not end").isEmpty();
        assertThat(publisher.position(TARGET)).isNull();

        readToEnd();
        assertThat(onTopic()).isEqualTo(written);
        positionsAreOfBothLogs();
    }

    @Test
    void goesOnInEachLogWhereTheTopicEndsThoughTheFirstAloneFillsABatch() throws Exception {
        for (int n = 0; n < Probe.MAX_LOG_RECORDS + 10; n++) {
            append("SEL");
        }
        append("EventLog");
        LogBatch full = next();
        assertThat(full).isNotNull();
        assertThat(full.events()).hasSize(Probe.MAX_LOG_RECORDS);
        commit(full);
        die();
        append("SEL");
        append("EventLog");

        readToEnd();

        assertThat(onTopic()).isEqualTo(written);
        positionsAreOfBothLogs();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesAndDoublesNothingWhereverItDies(long seed) throws Exception {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            for (int n = random.nextInt(4); n > 0; n--) {
                append(LOGS.get(random.nextInt(LOGS.size())));
            }
            LogBatch batch = next();
            if (batch == null) {
                continue;
            }
            switch (random.nextInt(5)) {
                case 0 -> dieWithin(batch, random.nextInt(batch.events().size() + 1), false);
                case 1 -> dieWithin(batch, batch.events().size(), true);
                case 2 -> die();
                default -> commit(batch);
            }
            if (random.nextInt(8) == 0) {
                readToEnd();
                String log = LOGS.get(random.nextInt(LOGS.size()));
                bmc.log(log).removeAll();
            }
        }
        readToEnd();

        System.out.printf(
                "seed %d: %d entries of %d logs, %d deaths, on the topic %d%n",
                seed,
                lastId,
                LOGS.size(),
                deaths,
                onTopic().values().stream().mapToInt(List::size).sum());
        assertThat(onTopic()).as("seed %d", seed).isEqualTo(written);
        positionsAreOfBothLogs();
    }
}
