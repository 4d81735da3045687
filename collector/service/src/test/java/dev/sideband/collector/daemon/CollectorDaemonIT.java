package dev.sideband.collector.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.collector.Await;
import dev.sideband.collector.metrics.MetricsTable;
import dev.sideband.localkafka.LocalKafka;
import dev.sideband.runtime.ConfigException;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A collector as it runs for an operator: by its file, and seen from outside alone. */
class CollectorDaemonIT {
    private static final int BMCS = 6;

    @TempDir Path dir;
    private Path file;
    private int kafkaPort;
    private int httpPort;

    @BeforeEach
    void choosePorts() throws Exception {
        file = dir.resolve("collector.yaml");
        kafkaPort = DaemonUnderTest.freePort();
        httpPort = DaemonUnderTest.freePort();
    }

    private void configure(String more) throws IOException {
        Files.writeString(
                file,
                """
                kafka: { bootstrap-servers: "127.0.0.1:%d" }
                registry: { url: "mock://daemon-%d" }
                http: { port: %d }
                %s
                """
                        .formatted(kafkaPort, kafkaPort, httpPort, more));
    }

    private DaemonUnderTest start() throws Exception {
        DaemonUnderTest daemon = DaemonUnderTest.start(file, httpPort);
        Await.until(
                "the daemon serves",
                () -> {
                    try {
                        return daemon.failure() != null
                                || daemon.get("/healthz").statusCode() == 200;
                    } catch (IOException notYet) {
                        return false;
                    }
                });
        assertThat(daemon.failure()).isNull();
        return daemon;
    }

    private LocalKafka kafka() {
        return LocalKafka.start(new LocalKafka.Options(dir.resolve("kafka"), kafkaPort));
    }

    @Test
    void waitsForBrokersTakesOverSecretsSaysHowItGoesAndStops() throws Exception {
        configure(
                """
                topics: { create: true, partitions: 3, replication: 1 }
                targets-file: targets.yaml
                pet-traps: { address: 127.0.0.1, port: 0 }
                push: { webhook: { address: 127.0.0.1, port: 0 } }
                """);
        try (SimulatedFleet fleet =
                SimulatedFleet.start(
                        FleetOptions.of(BMCS, 42).withTimeScale(20).withMixedProtocols())) {
            fleet.writeTargets(dir.resolve("targets.yaml"), Duration.ofSeconds(1));
            try (DaemonUnderTest daemon = start()) {
                Await.until(
                        "it says what it waits for",
                        () -> daemon.get("/readyz").body().contains("no broker answers"));
                assertThat(daemon.isReady()).isFalse();
                LocalKafka kafka = kafka();
                try {
                    pollsAll(daemon);
                    noticesChangedSecrets(daemon);
                    new MetricsTable().check(daemon.metrics());
                    kafka.close();
                    Await.until("it is not ready without brokers", () -> !daemon.isReady());
                    assertThat(daemon.get("/readyz").body()).contains("do not answer");
                    assertThat(daemon.get("/healthz").statusCode()).isEqualTo(200);
                    kafka = kafka();
                    Await.until("it is ready again", daemon::isReady);
                    assertThat(daemon.ended()).isTrue();
                    assertThat(daemon.failure()).isNull();
                    assertThat(fleet.bmcs())
                            .allSatisfy(bmc -> assertThat(bmc.redfishSessions()).isZero());
                } finally {
                    kafka.close();
                }
            }
        }
    }

    private static void pollsAll(DaemonUnderTest daemon) throws Exception {
        Await.until("it is ready", daemon::isReady);
        Await.until("all BMCs are polled", () -> reachable(daemon) == BMCS);
        Await.until(
                "readings come",
                () -> daemon.metrics().sum("sideband_readings_published_total") > 0);
        var now = daemon.metrics();
        assertThat(now.sum("sideband_sessions_open")).isGreaterThanOrEqualTo(BMCS);
        assertThat(now.sum("sideband_requests_total", "protocol=ipmi")).isPositive();
        assertThat(now.sum("sideband_requests_total", "protocol=redfish")).isPositive();
        assertThat(now.sum("sideband_received_bytes_total", "protocol=ipmi")).isPositive();
        assertThat(now.sum("sideband_received_bytes_total", "protocol=redfish")).isPositive();
        assertThat(now.sum("sideband_poll_duration_seconds")).isGreaterThanOrEqualTo(BMCS);
        assertThat(now.sum("sideband_events_committed_total")).isPositive();
        assertThat(now.sum("jvm_memory_used_bytes")).isPositive();
    }

    private static double reachable(DaemonUnderTest daemon) throws Exception {
        var now = daemon.metrics();
        return now.sum("sideband_bmcs", "state=reachable") + now.sum("sideband_bmcs", "state=slow");
    }

    private void noticesChangedSecrets(DaemonUnderTest daemon) throws Exception {
        Path secret = dir.resolve("targets.yaml.password");
        String right = Files.readString(secret);
        Files.writeString(secret, "wrong-password\n");
        Await.until(
                "all BMCs refuse the password",
                () -> daemon.metrics().sum("sideband_bmcs_failing", "reason=bad-password") == BMCS);
        assertThat(daemon.metrics().sum("sideband_session_failures_total", "reason=bad-password"))
                .isGreaterThanOrEqualTo(BMCS);
        Files.writeString(secret, right);
        Await.until("all BMCs let it in again", () -> reachable(daemon) == BMCS);
        assertThat(daemon.metrics().sum("sideband_bmcs_failing")).isZero();
    }

    @Test
    void endsWhereTopicsAreMissingAndSaysHowToGetThem() throws Exception {
        configure("");
        try (LocalKafka _ = kafka();
                DaemonUnderTest daemon = DaemonUnderTest.start(file, httpPort)) {
            Await.until("it ends", () -> daemon.failure() != null);
            assertThat(daemon.failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("topics are missing: sideband.targets")
                    .hasMessageContaining("topics: {create: true}");
        }
    }

    @Test
    void endsWhereTheRegistryRefusesTheLogin() throws Exception {
        try (var registry = new RefusingRegistry();
                LocalKafka _ = kafka()) {
            Files.writeString(dir.resolve("secret"), "s3cret");
            configure("topics: { create: true, partitions: 1, replication: 1 }");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replaceFirst(
                                    "registry: .*",
                                    "registry: { url: \"%s\", username: me, password: { file: secret } }"
                                            .formatted(registry.url())));
            try (DaemonUnderTest daemon = DaemonUnderTest.start(file, httpPort)) {
                Await.until("it ends", () -> daemon.failure() != null);
                assertThat(daemon.failure())
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("refuses the login")
                        .hasMessageNotContaining("s3cret");
                assertThat(registry.authorization()).isEqualTo("Basic bWU6czNjcmV0");
            }
        }
    }

    @Test
    void stopsAtOnceWhileItWaits() throws Exception {
        configure("");
        try (DaemonUnderTest daemon = start()) {
            long before = System.nanoTime();
            assertThat(daemon.ended()).isTrue();
            assertThat(daemon.failure()).isNull();
            System.out.printf(
                    "stopped while waiting after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - before).toMillis());
        }
    }
}
