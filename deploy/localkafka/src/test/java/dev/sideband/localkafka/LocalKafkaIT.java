package dev.sideband.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use by another process");
        }
    }

    private LocalKafka start(int port) {
        return LocalKafka.start(new LocalKafka.Options(directory, port));
    }

    private static Admin admin(LocalKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}
