package dev.sideband.localkafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The settings of a broker that is alone and shares its machine, in Kafka's own words. */
record LocalKafkaConfig(Path logDirectory, String host, int brokerPort, int controllerPort) {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    /** To be asked before the directory is formatted: it tells how the last broker there ended. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(network());
        properties.putAll(alone());
        properties.putAll(groups());
        properties.putAll(small());
        return properties;
    }

    private Map<String, String> network() {
        String broker = "BROKER://%s:%d".formatted(Ports.LOOPBACK, brokerPort);
        String controller = "%s:%d".formatted(Ports.LOOPBACK, controllerPort);
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "listeners",
                "%s,%s://%s".formatted(broker, CONTROLLER, controller),
                "advertised.listeners",
                "BROKER://%s:%d".formatted(host, brokerPort),
                "inter.broker.listener.name",
                "BROKER",
                "controller.listener.names",
                CONTROLLER,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,%s:PLAINTEXT".formatted(CONTROLLER),
                "controller.quorum.voters",
                "%d@%s".formatted(NODE_ID, controller),
                "log.dirs",
                logDirectory.toString(),
                "auto.create.topics.enable",
                "false");
    }

    /** There is one replica of everything, and nobody to wait for. */
    private Map<String, String> alone() {
        return Map.of(
                "broker.session.timeout.ms", Long.toString(session().toMillis()),
                "broker.heartbeat.interval.ms", "500",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    /** A member of a group that died is noticed after five seconds, on a busy machine too. */
    private static Map<String, String> groups() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.consumer.min.session.timeout.ms", "5000",
                "group.consumer.session.timeout.ms", "5000",
                "group.consumer.min.heartbeat.interval.ms", "1000",
                "group.consumer.heartbeat.interval.ms", "1000",
                "group.consumer.min.assignment.interval.ms", "0",
                "group.consumer.assignment.interval.ms", "0");
    }

    /**
     * A broker that was killed counts as alive until its session ends, and may not come back before
     * that. Otherwise nobody gains if a busy machine's only broker is taken for dead.
     */
    private Duration session() {
        boolean killed =
                Files.exists(logDirectory.resolve("meta.properties"))
                        && !Files.exists(logDirectory.resolve(".kafka_cleanshutdown"));
        return killed ? Duration.ofSeconds(3) : Duration.ofMinutes(1);
    }

    /** Few partitions and threads, and buffers to match: they cost start time and memory. */
    private static Map<String, String> small() {
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20),
                "log.index.size.max.bytes", Integer.toString(1 << 20),
                "metric.reporters", "");
    }
}
