package dev.sideband.collector.chaos;

import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.schemas.TopicAdmin;
import dev.sideband.schemas.TopicSettings;
import dev.sideband.schemas.Topics;

import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Three collectors with a way of their own to one broker, and BMCs; each in its own process. */
final class Cluster implements AutoCloseable {
    static final int COLLECTORS = 3;
    private static final int PARTITIONS = 6;
    private static final Topics TOPICS = new Topics("chaos.");
    private static final String SMALL = "-Xmx256m";

    private final Path dir;
    private final int port;
    private final Path targets;
    private final Child simulator;
    private final Child[] collectors = new Child[COLLECTORS];
    private final List<Forwarder> ways = new ArrayList<>();
    private final SeenEvents seen;
    private Child broker;

    Cluster(Path dir, int bmcs, long seed, Duration interval) throws Exception {
        this.dir = dir;
        this.targets = dir.resolve("targets.yaml");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        simulator =
                Child.start(
                        "simulator",
                        SimulatorMain.class,
                        List.of("-Xmx512m"),
                        List.of(
                                Integer.toString(bmcs),
                                Long.toString(seed),
                                targets.toString(),
                                interval.toString()));
        simulator.answer();
        broker = startBroker();
        String bootstrap = "127.0.0.1:" + port;
        var registry = SameSchemas.register(TOPICS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            TopicAdmin.createMissing(admin, TOPICS, new TopicSettings(PARTITIONS, (short) 1));
        }
        seen = new SeenEvents(bootstrap, TOPICS, registry, PARTITIONS);
        var clients = new KafkaClients(bootstrap, "chaos-targets", Map.of());
        new TargetsPublisher(clients, TOPICS, registry)
                .publish(TargetsFile.read(targets).targets());
        for (int n = 0; n < COLLECTORS; n++) {
            ways.add(new Forwarder(address(n), port));
            startCollector(n);
        }
        for (Child collector : collectors) {
            collector.answer();
        }
    }

    private static InetAddress address(int collector) {
        return InetAddress.ofLiteral("127.0.1." + (collector + 1));
    }

    private Child startBroker() throws IOException, InterruptedException {
        Child started =
                Child.start(
                        "broker",
                        BrokerMain.class,
                        List.of("-Xmx512m"),
                        List.of(dir.resolve("broker").toString(), Integer.toString(port)));
        started.answer();
        return started;
    }

    /** The broker calls itself localhost, which for each collector is its own way to it. */
    void startCollector(int n) throws IOException {
        Path hosts = dir.resolve("hosts-" + n);
        Files.writeString(hosts, address(n).getHostAddress() + " localhost\n");
        collectors[n] =
                Child.start(
                        "collector-" + n,
                        CollectorMain.class,
                        List.of(SMALL, "-Djdk.net.hosts.file=" + hosts),
                        List.of(
                                "localhost:" + port,
                                TOPICS.prefix(),
                                "collector-" + n,
                                targets.toString()));
    }

    Child collector(int n) {
        return collectors[n];
    }

    Child simulator() {
        return simulator;
    }

    Forwarder way(int n) {
        return ways.get(n);
    }

    SeenEvents seen() {
        return seen;
    }

    Set<Integer> udpPorts(int n) throws IOException {
        return UdpPorts.of(collectors[n].pid());
    }

    void restartBroker(boolean inOrder) throws Exception {
        if (inOrder) {
            broker.end();
        } else {
            broker.kill();
        }
        broker = startBroker();
    }

    @Override
    public void close() throws IOException {
        for (Child collector : collectors) {
            if (collector != null) {
                collector.close();
            }
        }
        seen.close();
        broker.close();
        simulator.close();
        for (Forwarder way : ways) {
            way.close();
        }
    }
}
