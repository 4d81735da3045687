package dev.sideband.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.collector.command.AllowRule;
import dev.sideband.collector.command.CommandClient;
import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.model.HostAction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands to whole collectors: asked for by a client, done by whoever owns the partition. */
class CommandsIT {
    private static final int BMCS = 6;
    private static final CommandOptions ANYTHING =
            new CommandOptions(
                    true,
                    List.of(new AllowRule(List.of("*"), null, List.of("all"))),
                    new CommandOptions.Guard(BMCS, BMCS, Duration.ofMinutes(10)),
                    null);

    @TempDir static Path brokerDir;
    private static Broker broker;

    @TempDir Path dir;
    private SimulatedFleet fleet;
    private TargetsFile targets;

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
        fleet = SimulatedFleet.start(FleetOptions.of(BMCS, 42));
        Path file = dir.resolve("targets.yaml");
        fleet.writeTargets(file, Duration.ofSeconds(1));
        targets = TargetsFile.read(file);
        new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                .publish(targets.targets());
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private CollectorService collector(String id, CommandOptions options) throws Exception {
        CollectorConfig it = broker.config(targets.credentials());
        return CollectorService.start(
                new CollectorConfig(
                                it.bootstrapServers(),
                                it.registryUrl(),
                                it.topics(),
                                id,
                                it.credentials(),
                                it.kafkaProperties())
                        .withCommands(options));
    }

    /** Asks, and hears until each command has so many last steps. */
    private static final class Asker implements AutoCloseable, CommandClient.Listener {
        private final CommandClient client =
                new CommandClient(broker.clients(), broker.topics(), broker.registry());
        private final List<CommandResult> ends = new ArrayList<>();

        List<CommandResult> ask(List<Command> commands, int answers) throws Exception {
            client.send(commands);
            Await.until(
                    "%d answers".formatted(answers),
                    () -> {
                        client.listen(this);
                        return ends.size() >= answers;
                    });
            return ends;
        }

        @Override
        public void step(CommandResult step) {
            boolean under =
                    step.getState() == CommandState.ACCEPTED
                            || step.getState() == CommandState.RUNNING;
            if (!under) {
                ends.add(step);
            }
        }

        @Override
        public void line(ConsoleOutput line) {}

        @Override
        public void close() {
            client.close();
        }
    }

    private List<Command> cycles() {
        return fleet.bmcs().stream()
                .map(bmc ->
                        Command.newBuilder()
                                .setId("cycle-" + bmc.id())
                                .setTarget(bmc.id())
                                .setAction(CommandAction.POWER_CYCLE)
                                .setParameters(Map.of())
                                .setRequestedBy("ada")
                                .setReason("test")
                                .setRequestedAt(Instant.now())
                                .build())
                .toList();
    }

    @Test
    void twoCollectorsDoEachCommandOnceAlsoAfterAHandOver() throws Exception {
        List<Command> cycles = cycles();
        try (CollectorService two = collector("two", ANYTHING)) {
            try (CollectorService one = collector("one", ANYTHING)) {
                Await.until(
                        "all polled",
                        () -> one.snapshot().reachable() + two.snapshot().reachable() == BMCS);
                try (Asker asker = new Asker()) {
                    assertThat(asker.ask(cycles, BMCS))
                            .extracting(CommandResult::getState)
                            .containsOnly(CommandState.DONE);
                }
            }
            Await.until("all taken over", () -> two.snapshot().reachable() == BMCS);
            try (Asker asker = new Asker()) {
                assertThat(asker.ask(cycles, BMCS))
                        .allSatisfy(step -> assertThat(step.getDuplicate()).isTrue())
                        .extracting(CommandResult::getCollector)
                        .containsOnly("two");
            }
        }
        assertThat(fleet.bmcs())
                .extracting(SimulatedBmc::controlled)
                .containsOnly(Map.of(HostAction.CYCLE, 1));
        long collectors =
                broker.committed(broker.topics().commandResults()).stream()
                        .filter(step -> step.getState() == CommandState.ACCEPTED)
                        .map(CommandResult::getCollector)
                        .distinct()
                        .count();
        System.out.printf(
                "commands: %d cycles asked for twice of %d collectors, done once each%n",
                BMCS, collectors);
    }

    @Test
    void refusesAllWhereNothingIsConfigured() throws Exception {
        try (CollectorService one = collector("one", CommandOptions.OFF);
                Asker asker = new Asker()) {
            Await.until("all polled", () -> one.snapshot().reachable() == BMCS);
            assertThat(asker.ask(cycles(), BMCS))
                    .extracting(CommandResult::getReason)
                    .containsOnly("off");
        }
        assertThat(fleet.bmcs()).allSatisfy(bmc -> assertThat(bmc.controlled()).isEmpty());
    }
}
