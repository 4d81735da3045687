package dev.sideband.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Health;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Severity;
import dev.sideband.detection.DetectionSettings;
import dev.sideband.processor.Said;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

class ProcessorTopologyTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String APPLICATION = "sideband.processor";

    @TempDir Path stateDir;

    private final Topics topics = new Topics();
    private final Said server = new Said("r12-u07");
    private final ProcessorCounters counters = new ProcessorCounters();
    private final SchemaRegistryClient registry = Registries.connect("mock://topology-test");
    private TopologyTestDriver driver;
    private TestOutputTopic<String, Alert> alerts;
    private TestOutputTopic<String, Alert> active;
    private TestOutputTopic<String, Health> health;

    @BeforeEach
    void start() {
        driver =
                new TopologyTestDriver(
                        topology(),
                        StreamsSettings.of(APPLICATION, "unused:9", stateDir, 1, counters),
                        START);
        alerts = output(topics.alerts());
        active = output(topics.alertsActive());
        health = output(topics.health());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void isAsAgreed() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/topology.txt")) {
            String agreed =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(topology().describe().toString().strip())
                    .as("names are the contract of an upgrade; see topology.txt")
                    .isEqualTo(agreed.strip());
        }
    }

    @Test
    void publishesEachChangeAndThePresentState() {
        put(topics.sensors(), "r12-u07/" + Said.TEMP, server.thermometer(START), START);
        readsTemperature(START, 96);

        assertThat(alerts.readRecord())
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("r12-u07/threshold/20.0.0.01");
                    assertThat(record.getRecordTime()).isEqualTo(START);
                    assertThat(record.value().getThreshold()).isEqualTo(90.0);
                });
        assertThat(active.readRecord().value().getState()).isEqualTo(AlertState.FIRING);

        readsTemperature(START.plusSeconds(30), 50);
        assertThat(alerts.readRecord().value().getSeq()).isEqualTo(2);
        assertThat(active.readRecord().value()).as("a tombstone").isNull();
    }

    @Test
    void raisesAlertsFromStatesAndFromTheLog() {
        put(
                topics.readings(),
                "r12-u07",
                server.states(START, "psu", "PSU1 Status", "Power Supply Failure detected"),
                START);
        put(
                topics.events(),
                "r12-u07",
                server.event(
                        START.plusSeconds(1),
                        "General Chassis intrusion",
                        EventDirection.ASSERTED,
                        Severity.WARNING),
                START.plusSeconds(1));

        assertThat(alerts.readValuesToList())
                .extracting(Alert::getRule)
                .containsExactly("state", "event");
    }

    @Test
    void saysWhereTheServerStands() {
        put(topics.targets(), "r12-u07", server.registration("r12"), START);
        readsTemperature(START, 96);

        assertThat(alerts.readValue().getLocation().getRack()).isEqualTo("r12");
    }

    @Test
    void publishesTheHealthOfTheServer() {
        isPolled(START);
        assertThat(health.readRecord())
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("server/r12-u07");
                    assertThat(record.value().getScore()).isEqualTo(100);
                });

        readsTemperature(START.plusSeconds(1), 96);
        assertThat(health.readValue().getScore()).isEqualTo(60);
    }

    @Test
    void noticesByTheWallClockThatABmcFellSilent() {
        isPolled(START);
        driver.advanceWallClockTime(Duration.ofSeconds(90));
        assertThat(alerts.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(alerts.readValuesToList())
                .extracting(Alert::getAlertId)
                .containsExactly("r12-u07/silent");

        isPolled(START.plusSeconds(120));
        assertThat(alerts.readValue().getReason()).isEqualTo("returned");
    }

    @Test
    void takesWhatPiledUpForNobodysSilence() {
        driver.advanceWallClockTime(Duration.ofHours(5));
        isPolled(START);
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void forgetsAServerThatIsNoLongerATarget() {
        put(topics.targets(), "r12-u07", server.registration("r12"), START);
        isPolled(START);
        readsTemperature(START, 96);
        put(topics.targets(), "r12-u07", null, START.plusSeconds(10));

        assertThat(alerts.readValuesToList())
                .extracting(Alert::getReason)
                .containsExactly("raised", "removed");
        assertThat(health.readRecordsToList().getLast().value()).as("a tombstone").isNull();
        driver.advanceWallClockTime(Duration.ofHours(1));
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void endsTheAlertOfASensorThatIsGone() {
        put(topics.sensors(), "r12-u07/" + Said.TEMP, server.thermometer(START), START);
        readsTemperature(START, 96);
        put(topics.sensors(), "r12-u07/" + Said.TEMP, null, START.plusSeconds(10));

        assertThat(alerts.readValuesToList())
                .extracting(Alert::getReason)
                .containsExactly("raised", "removed");
    }

    @Test
    void goesOnAfterRecordsThatItCannotRead() {
        var bytes =
                driver.createInputTopic(
                        topics.readings().name(),
                        new StringSerializer(),
                        new ByteArraySerializer());
        bytes.pipeInput("r12-u07", new byte[] {1, 2, 3}, START);
        bytes.pipeInput("r12-u07", new byte[] {0, 0, 0, 0, 99, 7}, START);
        bytes.pipeInput("r12-u07", new byte[0], START);
        readsTemperature(START, 96);

        assertThat(alerts.readValue().getSeq()).isEqualTo(1);
        assertThat(counters.snapshot().unreadable()).isEqualTo(3);
    }

    @Test
    void goesOnAfterARecordWithoutAKey() {
        var keyless =
                driver.createInputTopic(
                        topics.readings().name(),
                        new StringSerializer(),
                        AvroSerde.of(topics.readings(), registry).serializer());
        keyless.pipeInput(null, server.temperature(START, 96), START);
        readsTemperature(START.plusSeconds(1), 96);

        assertThat(alerts.readValuesToList()).hasSize(1);
        assertThat(counters.snapshot().failed()).isEqualTo(1);
    }

    private Topology topology() {
        return ProcessorTopology.build(
                topics, registry, APPLICATION, DetectionSettings.defaults(), counters);
    }

    private void readsTemperature(Instant at, double value) {
        put(topics.readings(), "r12-u07", server.temperature(at, value), at);
    }

    private void isPolled(Instant at) {
        put(
                topics.status(),
                "r12-u07",
                server.status(at, Reachability.REACHABLE, null, 30_000),
                at);
    }

    private <V extends SpecificRecord> void put(
            Topic<V> topic, String key, @Nullable V value, Instant at) {
        driver.createInputTopic(
                        topic.name(),
                        new StringSerializer(),
                        AvroSerde.of(topic, registry).serializer())
                .pipeInput(key, value, at);
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                new StringDeserializer(),
                AvroSerde.of(topic, registry).deserializer());
    }
}
