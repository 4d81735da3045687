package dev.sideband.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.Reachability;
import dev.sideband.detection.DetectionSettings;
import dev.sideband.processor.Cluster;
import dev.sideband.processor.Said;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class AlertStreamsIT {
    private static final int SERVERS = 20;
    private static final int ROUNDS = 200;
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(40);

    @TempDir private Path directory;

    @Test
    void saysEachChangeOnceOverRestartsInTheMiddle() throws InterruptedException {
        Instant start = Instant.now().minusSeconds(ROUNDS);
        try (var cluster = new Cluster(directory)) {
            AlertStreams streams = start(cluster, "first");
            overheatAndCoolDown(cluster, start, 0, ROUNDS / 2);
            cluster.read(cluster.topics().alerts(), records -> records.size() > SERVERS * 10);
            streams.close();

            overheatAndCoolDown(cluster, start, ROUNDS / 2, ROUNDS);
            // Another state directory: all that is remembered comes from the changelogs.
            try (AlertStreams _ = start(cluster, "second")) {
                eachChangeIsThereOnce(cluster);
            }
        }
    }

    @Test
    void saysEachChangeOnceWhileProcessorsComeAndGo() throws InterruptedException {
        Instant start = Instant.now().minusSeconds(ROUNDS);
        try (var cluster = new Cluster(directory)) {
            AlertStreams first = start(cluster, "first");
            overheatAndCoolDown(cluster, start, 0, ROUNDS / 2);
            try (AlertStreams _ = start(cluster, "second")) {
                overheatAndCoolDown(cluster, start, ROUNDS / 2, ROUNDS);
                first.close();
                try (AlertStreams _ = start(cluster, "third")) {
                    eachChangeIsThereOnce(cluster);
                }
            }
        }
    }

    private static void eachChangeIsThereOnce(Cluster cluster) {
        var records =
                cluster.read(cluster.topics().alerts(), read -> read.size() >= SERVERS * ROUNDS);
        assertThat(records).hasSize(SERVERS * ROUNDS);
        assertThat(byAlert(records)).hasSize(SERVERS);
        byAlert(records).values().forEach(AlertStreamsIT::isGaplessAndAlternates);
    }

    @Test
    void noticesByTheWallClockThatABmcFellSilent() throws InterruptedException {
        var server = new Said("r12-u07");
        try (var cluster = new Cluster(directory);
                AlertStreams _ = start(cluster, "state", soonSilent())) {
            Instant now = Instant.now();
            cluster.put(
                    cluster.topics().status(),
                    "r12-u07",
                    server.status(now, Reachability.REACHABLE, null, 1000),
                    now);
            cluster.flush();

            var alerts = cluster.read(cluster.topics().alerts(), read -> !read.isEmpty());

            assertThat(alerts.getFirst().key()).isEqualTo("r12-u07/silent");
            assertThat(alerts.getFirst().timestamp())
                    .isGreaterThan(now.plusSeconds(3).toEpochMilli());
        }
    }

    private static DetectionSettings soonSilent() {
        DetectionSettings usual = DetectionSettings.defaults();
        return new DetectionSettings(
                usual.raiseAfter(),
                usual.clearAfter(),
                usual.staleAfterPolls(),
                usual.silentAfterIntervals(),
                Duration.ZERO,
                usual.quietAfter(),
                usual.criticalStays(),
                usual.freshFor());
    }

    private static AlertStreams start(Cluster cluster, String state) throws InterruptedException {
        return start(cluster, state, DetectionSettings.defaults());
    }

    private static AlertStreams start(Cluster cluster, String state, DetectionSettings settings)
            throws InterruptedException {
        AlertStreams streams =
                AlertStreams.start(
                        cluster.topics(),
                        cluster.registry(),
                        cluster.bootstrapServers(),
                        Path.of("target", "state", cluster.registryUrl().substring(7), state),
                        1,
                        settings,
                        new ProcessorCounters());
        streams.awaitRunning(STARTED_WITHIN);
        return streams;
    }

    /** In each round every server changes from cool to too hot or back. */
    private static void overheatAndCoolDown(Cluster cluster, Instant start, int from, int to) {
        for (int round = from; round < to; round++) {
            Instant at = start.plusSeconds(round);
            for (int i = 0; i < SERVERS; i++) {
                var server = new Said("server-" + i);
                double value = round % 2 == 0 ? 96 : 50;
                cluster.put(
                        cluster.topics().readings(),
                        server.target(),
                        server.temperature(at, value),
                        at);
            }
        }
        cluster.flush();
    }

    private static Map<String, List<Alert>> byAlert(List<ConsumerRecord<String, Alert>> records) {
        var alerts = new HashMap<String, List<Alert>>();
        for (ConsumerRecord<String, Alert> record : records) {
            alerts.computeIfAbsent(record.key(), _ -> new ArrayList<>()).add(record.value());
        }
        return alerts;
    }

    private static void isGaplessAndAlternates(List<Alert> changes) {
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i).getSeq()).isEqualTo(i + 1);
            assertThat(changes.get(i).getState())
                    .isEqualTo(i % 2 == 0 ? AlertState.FIRING : AlertState.RESOLVED);
        }
    }
}
