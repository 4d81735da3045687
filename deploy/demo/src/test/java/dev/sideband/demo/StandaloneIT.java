package dev.sideband.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.pet.PetReceiver;
import dev.sideband.collector.push.PushOptions;
import dev.sideband.processor.PortTakenException;
import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

class StandaloneIT {
    private static final Path REGISTRY = Path.of("../localkafka/target/registry");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A platform event trap of SNMPv1: a temperature too high, seen by a BMC. */
    private static final String TRAP =
            "306c02010004067075626c6963a45f06092b06010401986f010140047f000001020106"
                    + "02040001010943021234303f303d060a2b06010401986f010101042f00112233445566"
                    + "778899aabbccddeeff000135a16500003c202010203103015964640000000000190000"
                    + "02a20100c1";

    @TempDir private Path folder;

    @Test
    void putsEverythingOnTopicsThatStrangersCanReadAndGoesOnAfterARestart() throws Exception {
        try (var fleet = SimulatedFleet.start(FleetOptions.of(3, 11))) {
            Path targets = folder.resolve("targets.yaml");
            fleet.writeTargets(targets, Duration.ofSeconds(1));
            SimulatedBmc broken = fleet.bmcs().getFirst();
            SimulatedBmc hung = fleet.bmcs().getLast();
            try (Standalone standalone = Standalone.start(options(targets), _ -> {})) {
                broken.losePsuInput(0);
                hung.setHang(true);
                takesATrap(standalone, broken);
                var seen = readByConfluent(standalone, everyTopic().and(silent(hung)));
                assertThat(seen.raws).containsAll(records(fleet.bmcs().get(1)));
                assertThat(get(standalone.page() + "api/v1/servers")).contains(broken.id());
            }
            hung.setHang(false);
            broken.restorePsuInput(0);
            try (Standalone standalone = Standalone.start(options(targets), _ -> {})) {
                var seen = readByConfluent(standalone, resolved(broken).and(answering(hung)));
                assertThat(seen.raws).containsAll(records(broken)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void saysAtOnceThatThePortOfThePageIsTaken() throws Exception {
        Path targets = Files.writeString(folder.resolve("none.yaml"), "targets: []\n");
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options =
                    new Standalone.Options(targets, folder, 0, 0, other.getLocalPort(), REGISTRY);
            assertThatThrownBy(() -> Standalone.start(options, _ -> {}))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(String.valueOf(other.getLocalPort()));
        }
    }

    private Standalone.Options options(Path targets) {
        return new Standalone.Options(
                targets,
                folder.resolve("data"),
                0,
                0,
                0,
                REGISTRY,
                Optional.of(new PetOptions("127.0.0.1", 0)),
                PushOptions.DEFAULT,
                CommandOptions.OFF,
                Optional.of(0));
    }

    /** The collector is told to look at the BMCs of the address from which a trap comes. */
    private static void takesATrap(Standalone standalone, SimulatedBmc from) throws Exception {
        PetReceiver traps = standalone.petReceiver().orElseThrow();
        var here = InetAddress.getLoopbackAddress();
        byte[] datagram = HexFormat.of().parseHex(TRAP);
        long end = System.nanoTime() + LIMIT.toNanos();
        try (var socket = new DatagramSocket(new InetSocketAddress(from.host(), 0))) {
            socket.send(new DatagramPacket(datagram, datagram.length, here, traps.port()));
        }
        while (traps.counts().hints() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(traps.counts().hints()).as("%s", traps.counts()).isPositive();
    }

    private static List<String> records(SimulatedBmc bmc) {
        return bmc.selRecordsAdded().stream()
                .map(record -> bmc.id() + record.bytes().toHex())
                .toList();
    }

    /** But for those of commands: nobody gives any. */
    private static Predicate<Seen> everyTopic() {
        Topics topics = new Topics();
        Set<String> ofCommands =
                Set.of(
                        topics.commands().name(),
                        topics.commandResults().name(),
                        topics.console().name());
        return seen ->
                topics.all().stream()
                        .map(Topic::name)
                        .filter(name -> !ofCommands.contains(name))
                        .allMatch(seen.latest::containsKey);
    }

    private static Predicate<Seen> silent(SimulatedBmc bmc) {
        return seen ->
                seen.latestHas("status", bmc.id(), "state", "QUARANTINED")
                        && seen.latestHas("status", bmc.id(), "reason", "timeout");
    }

    private static Predicate<Seen> answering(SimulatedBmc bmc) {
        return seen -> seen.latestHas("status", bmc.id(), "state", "REACHABLE");
    }

    private static Predicate<Seen> resolved(SimulatedBmc bmc) {
        return seen ->
                seen.latest.getOrDefault("sideband.alerts", Map.of()).values().stream()
                        .filter(alert -> alert.get("target").toString().equals(bmc.id()))
                        .anyMatch(alert -> alert.get("state").toString().equals("RESOLVED"));
    }

    /**
     * What Confluent's own deserializer reads from the beginning of every topic until all is there.
     */
    private static Seen readByConfluent(Standalone standalone, Predicate<Seen> enough) {
        var values = new KafkaAvroDeserializer();
        values.configure(Map.of("schema.registry.url", standalone.registryUrl()), false);
        try (var consumer =
                new KafkaConsumer<>(
                        CommittedReads.settings(standalone.bootstrapServers()),
                        new StringDeserializer(),
                        values)) {
            List<TopicPartition> partitions =
                    new Topics()
                            .all().stream()
                                    .flatMap(it -> consumer.partitionsFor(it.name()).stream())
                                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var seen = new Seen();
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!enough.test(seen)) {
                assertThat(System.nanoTime())
                        .withFailMessage(() -> "not all came: " + seen.latest.keySet())
                        .isLessThan(end);
                consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
            }
            return seen;
        }
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /** The latest value of each key of each topic, and every log record. */
    private static final class Seen {
        private final Map<String, Map<String, GenericRecord>> latest = new HashMap<>();
        private final List<String> raws = new ArrayList<>();
        private final Set<String> eventIds = new HashSet<>();

        void add(ConsumerRecord<String, Object> found) {
            if (!(found.value() instanceof GenericRecord value)) {
                return;
            }
            latest.computeIfAbsent(found.topic(), _ -> new HashMap<>()).put(found.key(), value);
            if (found.topic().equals("sideband.events") && value.get("raw") != null) {
                var raw = (ByteBuffer) value.get("raw");
                byte[] bytes = new byte[raw.remaining()];
                raw.duplicate().get(bytes);
                raws.add(value.get("target") + HexFormat.of().formatHex(bytes));
                assertThat(eventIds.add(value.get("event_id").toString())).isTrue();
            }
        }

        boolean latestHas(String topic, String key, String field, String expected) {
            GenericRecord value = latest.getOrDefault("sideband." + topic, Map.of()).get(key);
            return value != null && expected.equals(String.valueOf(value.get(field)));
        }
    }
}
