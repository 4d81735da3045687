package dev.sideband.collector.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.Component;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.collector.Await;
import dev.sideband.collector.Broker;
import dev.sideband.collector.command.CommandOptions.Guard;
import dev.sideband.collector.command.CommandService.Settings;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.poll.Errand;
import dev.sideband.collector.poll.ErrandTaker;
import dev.sideband.collector.poll.Fleet;
import dev.sideband.collector.probe.Probes;
import dev.sideband.collector.publish.LogBatch;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.TelemetrySink;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.redfish.push.PushMeans;
import dev.sideband.schemas.TargetPartitioner;
import dev.sideband.schemas.serde.AvroSerde;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.HostAction;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Commands on a real broker, carried out on simulated BMCs of both protocols. */
class CommandServiceIT {
    private static final String GROUP = "collectors";
    private static final int PARTITIONS = 3;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @TempDir static Path brokerDir;
    private static Broker broker;

    @TempDir Path dir;
    private final MemoryLog log = new MemoryLog();
    private SimulatedFleet simulated;
    private Probes probes;
    private Fleet fleet;
    private SimulatedBmc ipmi;
    private SimulatedBmc redfish;
    private CommandOptions options =
            new CommandOptions(
                    true, List.of(Commands.ALL), new Guard(20, 20, Duration.ofMinutes(10)), null);

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerDir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        broker.freshTopics();
        simulated =
                SimulatedFleet.start(
                        FleetOptions.of(2, 42)
                                .withProtocols(Protocols.IPMI, Protocols.REDFISH)
                                .withAccount("operator", "operator", PrivilegeLevel.ADMINISTRATOR));
        ipmi = simulated.bmcs().getFirst();
        redfish = simulated.bmcs().getLast();
        Path file = dir.resolve("targets.yaml");
        simulated.writeTargets(file, INTERVAL);
        TargetsFile targets = TargetsFile.read(file);
        InstantSource clock = InstantSource.system();
        probes = Probes.open(PushMeans.NONE, clock);
        fleet = new Fleet(probes, new NoTelemetry(), log, targets.credentials(), clock);
        Map<String, Optional<Target>> all = new HashMap<>();
        for (Target target : targets.targets()) {
            Target.Builder privileged = Target.newBuilder(target).setPrivilege("administrator");
            all.put(target.getTarget(), Optional.of(privileged.build()));
        }
        fleet.apply(all);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close(Duration.ofSeconds(3));
        probes.close();
        simulated.close();
    }

    /** A collector's commands, with one writer for each partition. */
    private final class Collector implements AutoCloseable {
        private final CommandService service;
        private final Map<Integer, TestWriter> writers = new HashMap<>();

        Collector(String name) {
            for (int p = 0; p < PARTITIONS; p++) {
                writers.put(p, new TestWriter(p));
            }
            service =
                    CommandService.start(
                            broker.clients(),
                            broker.topics(),
                            broker.registry(),
                            new Settings(options, name, GROUP),
                            new WholeFleet(fleet),
                            InstantSource.system());
            writers.forEach(service::assigned);
        }

        /** As if the process were killed: nothing is told any more. */
        void die() {
            writers.keySet().forEach(service::lost);
        }

        @Override
        public void close() {
            service.close();
            writers.values().forEach(TestWriter::close);
        }
    }

    /** The fleet polls all partitions as one. */
    private record WholeFleet(Fleet fleet) implements ErrandTaker {
        @Override
        public Optional<Target> target(String id) {
            return fleet.target(id);
        }

        @Override
        public boolean polls(int partition) {
            return true;
        }

        @Override
        public boolean order(String id, Errand errand) {
            return fleet.order(id, errand);
        }
    }

    private static final class TestWriter implements StepWriter {
        private final KafkaProducer<String, byte[]> producer;
        private final ConsumerGroupMetadata group;

        TestWriter(int partition) {
            try (var member = broker.clients().consumerBeside(GROUP, "group")) {
                group = member.groupMetadata();
            }
            producer =
                    new KafkaProducer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    broker.clients().bootstrapServers(),
                                    "transactional.id",
                                    broker.topics().prefix() + partition),
                            new StringSerializer(),
                            new ByteArraySerializer());
            producer.initTransactions();
        }

        @Override
        public synchronized CompletableFuture<Boolean> write(
                List<ProducerRecord<String, byte[]>> records,
                Map<TopicPartition, OffsetAndMetadata> offsets) {
            producer.beginTransaction();
            records.forEach(record -> {
                var _ = producer.send(record);
            });
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
            return CompletableFuture.completedFuture(true);
        }

        void close() {
            producer.close();
        }
    }

    private void send(Command command) throws Exception {
        var serde = AvroSerde.of(broker.topics().commands(), broker.registry());
        String topic = broker.topics().commands().name();
        try (var producer = broker.clients().plainProducer("asker")) {
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    command.getTarget(),
                                    serde.serializer().serialize(topic, command)))
                    .get();
        }
    }

    private static Command command(String id, SimulatedBmc bmc, CommandAction action) {
        return Commands.command(id, action)
                .setTarget(bmc.id())
                .setRequestedAt(Instant.now())
                .build();
    }

    private List<CommandResult> steps(String id) {
        return broker.committed(broker.topics().commandResults()).stream()
                .filter(step -> step.getId().equals(id))
                .toList();
    }

    private CommandResult ended(String id) throws Exception {
        Await.until("the end of " + id, () -> steps(id).stream().anyMatch(this::isEnd));
        return steps(id).stream().filter(this::isEnd).findFirst().orElseThrow();
    }

    private boolean isEnd(CommandResult step) {
        return !step.getDuplicate()
                && switch (step.getState()) {
                    case ACCEPTED, RUNNING -> false;
                    case REFUSED, DONE, FAILED, UNKNOWN -> true;
                };
    }

    private void answeredAgain(String id, int times) throws Exception {
        Await.until(
                "%d answers to %s that came again".formatted(times, id),
                () -> steps(id).stream().filter(CommandResult::getDuplicate).count() >= times);
    }

    private static int done(SimulatedBmc bmc, HostAction action) {
        return bmc.controlled().getOrDefault(action, 0);
    }

    /** A service that has no cycle is asked for off and on. */
    private static int cycles(SimulatedBmc bmc) {
        return done(bmc, HostAction.CYCLE) + done(bmc, HostAction.OFF);
    }

    @Test
    void doesACommandOnceThatIsSentTwiceAlsoOverARestart() throws Exception {
        for (SimulatedBmc bmc : List.of(ipmi, redfish)) {
            Command cycle = command("cycle-" + bmc.id(), bmc, CommandAction.POWER_CYCLE);
            try (var _ = new Collector("c1")) {
                send(cycle);
                send(cycle);
                assertThat(ended(cycle.getId()).getState()).isEqualTo(CommandState.DONE);
                answeredAgain(cycle.getId(), 1);
            }
            try (var _ = new Collector("c2")) {
                send(cycle);
                answeredAgain(cycle.getId(), 2);
            }
            assertThat(cycles(bmc)).as("cycles of %s", bmc).isEqualTo(1);
            assertThat(steps(cycle.getId()))
                    .filteredOn(step -> !step.getDuplicate())
                    .extracting(CommandResult::getState)
                    .startsWith(CommandState.ACCEPTED, CommandState.RUNNING)
                    .endsWith(CommandState.DONE);
            assertThat(steps(cycle.getId()).getFirst().getLocation().getRack()).isNotBlank();
        }
        System.out.printf(
                "commands: %d cycles of 2 BMCs asked for 6 times%n",
                cycles(ipmi) + cycles(redfish));
    }

    @Test
    void saysThatTheEndIsNotKnownWhereACollectorDiedInBetween() throws Exception {
        Command soft = command("soft", ipmi, CommandAction.POWER_SOFT);
        try (Collector first = new Collector("c1")) {
            send(soft);
            Await.until("the order", () -> done(ipmi, HostAction.SHUT_DOWN) == 1);
            first.die();
            try (var _ = new Collector("c2")) {
                CommandResult end = ended("soft");
                assertThat(end.getState()).isEqualTo(CommandState.UNKNOWN);
                assertThat(end.getDetail()).contains("begun by c1", "look at the server");
                send(soft);
                answeredAgain("soft", 1);
            }
        }
        assertThat(done(ipmi, HostAction.SHUT_DOWN)).isEqualTo(1);
        assertThat(steps("soft"))
                .extracting(CommandResult::getState)
                .doesNotContain(CommandState.DONE);
    }

    @Test
    void tellsWhatItCutsOffWhenItHandsOver() throws Exception {
        Command soft = command("soft", redfish, CommandAction.POWER_SOFT);
        try (var _ = new Collector("c1")) {
            send(soft);
            Await.until("the order", () -> done(redfish, HostAction.SHUT_DOWN) == 1);
        }

        CommandResult end = ended("soft");
        assertThat(end.getState()).isIn(CommandState.UNKNOWN, CommandState.DONE);
        assertThat(end.getCollector()).isEqualTo("c1");
        if (end.getState() == CommandState.UNKNOWN) {
            assertThat(end.getReason()).isEqualTo("cut-off");
        }
    }

    @Test
    void neverCarriesOutAnOldCommandAfterAnOutage() throws Exception {
        Command old =
                Commands.command("old", CommandAction.POWER_OFF)
                        .setTarget(ipmi.id())
                        .setRequestedAt(Instant.now().minusSeconds(120))
                        .build();
        send(old);
        try (var _ = new Collector("c1")) {
            assertThat(ended("old").getReason()).isEqualTo("expired");
        }
        assertThat(ipmi.controlled()).isEmpty();
    }

    @Test
    void changesNothingInADryRun() throws Exception {
        try (var _ = new Collector("c1")) {
            for (SimulatedBmc bmc : List.of(ipmi, redfish)) {
                for (CommandAction action :
                        List.of(
                                CommandAction.POWER_OFF,
                                CommandAction.POWER_CYCLE,
                                CommandAction.IDENTIFY)) {
                    String id = "dry-%s-%s".formatted(bmc.id(), action);
                    send(Command.newBuilder(command(id, bmc, action)).setDryRun(true).build());
                    CommandResult end = ended(id);
                    assertThat(end.getState()).as(id).isEqualTo(CommandState.DONE);
                    assertThat(end.getDetail()).contains("would");
                    assertThat(end.getDryRun()).isTrue();
                }
            }
        }
        assertThat(ipmi.controlled()).isEmpty();
        assertThat(redfish.controlled()).isEmpty();
    }

    @Test
    void refusesWithAReasonAndGoesOn() throws Exception {
        options =
                new CommandOptions(
                        true,
                        List.of(
                                new AllowRule(
                                        List.of(ipmi.id()),
                                        null,
                                        List.of("power-reset", "identify"))),
                        new Guard(1, 1, Duration.ofMinutes(10)),
                        null);
        try (var _ = new Collector("c1")) {
            send(command("not-allowed", redfish, CommandAction.IDENTIFY));
            send(command("reset-1", ipmi, CommandAction.POWER_RESET));
            send(command("reset-2", ipmi, CommandAction.POWER_RESET));
            send(
                    Command.newBuilder(command("nobody", ipmi, CommandAction.IDENTIFY))
                            .setTarget("r99-u99")
                            .build());
            send(command("light", ipmi, CommandAction.IDENTIFY));

            assertThat(ended("not-allowed").getReason()).isEqualTo("not-allowed");
            assertThat(ended("reset-1").getState()).isEqualTo(CommandState.DONE);
            assertThat(ended("reset-2").getReason()).isEqualTo("guard");
            assertThat(ended("nobody").getReason()).isEqualTo("unknown-target");
            assertThat(ended("light").getState()).isEqualTo(CommandState.DONE);
        }
        assertThat(done(ipmi, HostAction.RESET)).isEqualTo(1);
    }

    @Test
    void refusesAllWhileItIsOff() throws Exception {
        options = CommandOptions.OFF;
        try (var _ = new Collector("c1")) {
            send(command("off", ipmi, CommandAction.POWER_OFF));
            assertThat(ended("off").getReason()).isEqualTo("off");
        }
        assertThat(ipmi.controlled()).isEmpty();
    }

    @Test
    void choosesTheBootDevice() throws Exception {
        try (var _ = new Collector("c1")) {
            for (SimulatedBmc bmc : List.of(ipmi, redfish)) {
                String id = "boot-" + bmc.id();
                send(
                        Command.newBuilder(command(id, bmc, CommandAction.BOOT_DEVICE))
                                .setParameters(Map.of("device", "pxe"))
                                .build());
                CommandResult end = ended(id);
                assertThat(end.getState()).as(end.toString()).isEqualTo(CommandState.DONE);
                assertThat(end.getDetail()).containsIgnoringCase("pxe");
            }
        }
    }

    @Test
    void clearsALogOnceAllOfItIsOnItsTopic() throws Exception {
        try (var _ = new Collector("c1")) {
            ipmi.failFan(0);
            send(command("clear", ipmi, CommandAction.CLEAR_LOG));
            CommandResult end = ended("clear");
            assertThat(end.getState()).as(end.toString()).isEqualTo(CommandState.DONE);
            assertThat(end.getDetail()).contains("all are on the topic");
        }
        assertThat(log.events(ipmi.id())).isGreaterThan(1);
    }

    @Test
    void clearsNoLogThatIsNotOnItsTopic() throws Exception {
        log.refuse = true;
        try (var _ = new Collector("c1")) {
            for (SimulatedBmc bmc : List.of(ipmi, redfish)) {
                String id = "clear-" + bmc.id();
                send(command(id, bmc, CommandAction.CLEAR_LOG));
                CommandResult end = ended(id);
                assertThat(end.getState()).as(end.toString()).isEqualTo(CommandState.FAILED);
            }
        }
    }

    @Test
    void putsAConsoleOnItsTopic() throws Exception {
        try (var _ = new Collector("c1")) {
            Command listen =
                    Command.newBuilder(command("listen", ipmi, CommandAction.CONSOLE))
                            .setParameters(Map.of("seconds", "3"))
                            .build();
            send(listen);
            Await.until("the console is being read", () -> steps("listen").size() > 1);
            CommandResult end = ended("listen");
            assertThat(end.getState()).as(end.toString()).isEqualTo(CommandState.DONE);
            List<ConsoleOutput> lines = broker.committed(broker.topics().console());
            System.out.printf("console: %d lines, %s%n", lines.size(), end.getDetail());
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.getTarget()).isEqualTo(ipmi.id()))
                    .allSatisfy(line -> assertThat(line.getText()).doesNotContain("\u001b"));
        }
        assertThat(TargetPartitioner.partition(ipmi.id(), PARTITIONS)).isBetween(0, 2);
    }

    /** A log sink in memory. */
    private static final class MemoryLog implements LogSink {
        private final Map<String, LogPosition> positions = new ConcurrentHashMap<>();
        private final Map<String, Integer> events = new ConcurrentHashMap<>();
        volatile boolean refuse;

        @Override
        public @Nullable LogPosition position(String target) {
            return positions.get(target);
        }

        @Override
        public CompletableFuture<Result> commit(LogBatch batch) {
            if (!refuse) {
                positions.put(batch.target(), batch.after());
                events.merge(batch.target(), batch.events().size(), Integer::sum);
            }
            return CompletableFuture.completedFuture(
                    new Result(!refuse, positions.get(batch.target())));
        }

        int events(String target) {
            return events.getOrDefault(target, 0);
        }
    }

    /** Takes readings and does nothing with them. */
    private static final class NoTelemetry implements TelemetrySink {
        @Override
        public void readings(List<Reading> readings) {}

        @Override
        public void sensors(List<Sensor> sensors, Runnable onLoss) {}

        @Override
        public void inventory(List<Component> parts, Runnable onLoss) {}

        @Override
        public void status(Status status) {}

        @Override
        public void forgetSensors(String target, Collection<String> sensors) {}

        @Override
        public void forgetParts(String target, Collection<String> parts) {}

        @Override
        public void forgetStatus(String target) {}
    }
}
