package dev.sideband.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class LocalKafkaIT {
    @TempDir private Path directory;

    @Test
    void keepsItsTopicsOverARestart() throws Exception {
        try (LocalKafka kafka = start(0);
                Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
        }
        try (LocalKafka kafka = start(0);
                Admin admin = admin(kafka)) {
            assertThat(admin.describeTopics(Set.of("kept")).allTopicNames().get().get("kept"))
                    .satisfies(topic -> assertThat(topic.partitions()).hasSize(3));
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> start(port))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessage(
                            "port %d is taken, the local Kafka broker needs it:"
                                    + " stop what listens there or choose another port",
                            port);
        }
    }

    @Test
    void refusesADirectoryInUse() {
        try (LocalKafka _ = start(0)) {
            assertThatThrownBy(() -> start(0))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining(directory + " is in use already");
        }
    }

    @Test
    void keepsCommittedRecordsAndOffsetsOverARestart() throws Exception {
        try (LocalKafka kafka = start(0);
                Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            produceInTransactions(kafka);
            assertThat(consume(kafka)).containsExactly("first", "third");
        }
        try (LocalKafka kafka = start(0)) {
            produceInTransactions(kafka);
            assertThat(consume(kafka)).containsExactly("first", "third");
        }
    }

    @Test
    void leavesNothingOnTheConsole() throws Exception {
        Process process = Children.start(BrokerMain.class, directory);
        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void comesBackAfterItWasKilled() throws Exception {
        Process killed = Children.start(BrokerMain.class, directory, Path.of("halt"));
        assertThat(killed.waitFor()).isZero();
        try (LocalKafka kafka = start(0);
                Admin admin = admin(kafka)) {
            assertThat(admin.listTopics().names().get()).contains("a-topic");
        }
    }

    @Test
    void refusesADirectoryThatIsNone() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> LocalKafka.start(new LocalKafka.Options(file, 0)))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(file + " cannot be used as a data directory");
    }

    /** The second of three transactions is undone. */
    private static void produceInTransactions(LocalKafka kafka) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");
        var text = new StringSerializer();
        try (var producer = new KafkaProducer<>(settings, text, text)) {
            producer.initTransactions();
            for (String value : List.of("first", "second", "third")) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("kept", value)).get();
                if (value.equals("second")) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    /** With the new group protocol, what the group has not yet seen. */
    private static List<String> consume(LocalKafka kafka) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "group.id", "readers",
                        "group.protocol", "consumer",
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false");
        List<String> values = new ArrayList<>();
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, text, text)) {
            consumer.subscribe(List.of("kept"));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < 2 && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
        }
        return values;
    }

    private LocalKafka start(int port) {
        return LocalKafka.start(new LocalKafka.Options(directory, port));
    }

    private static Admin admin(LocalKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
