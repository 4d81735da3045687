package dev.sideband.collector.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.CommandState;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.collector.poll.Errand;
import dev.sideband.collector.poll.ErrandTaker;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.ipmi.sol.ConsoleLine;
import dev.sideband.schemas.TargetPartitioner;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;
import dev.sideband.schemas.serde.AvroSerde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class CommandPartitionTest {
    private static final String TARGET = "r12-u07";
    private static final Topics TOPICS = Commands.TOPICS;
    private static final int PARTITIONS = 6;
    private static final int PARTITION = TargetPartitioner.partition(TARGET, PARTITIONS);
    private static final TopicPartition PLACE =
            new TopicPartition(TOPICS.commands().name(), PARTITION);

    private final SchemaRegistryClient registry = Registries.connect("mock://command-partition");
    private final Servers servers = new Servers();
    private final Writer writer = new Writer();
    private Instant now = Commands.NOW;
    private final PowerGuard guard = new PowerGuard(Commands.ANYTHING.limits());
    private CommandPartition partition = partition();

    private CommandPartition partition() {
        return new CommandPartition(
                PLACE,
                PARTITIONS,
                writer,
                new CommandPartition.Environment(
                        new Gatekeeper(Commands.ANYTHING, guard),
                        guard,
                        Commands.STEPS,
                        new CommandCodec(TOPICS, registry),
                        servers,
                        () -> now));
    }

    /** Takes errands, and lets the test do them. */
    private static final class Servers implements ErrandTaker {
        final Deque<Errand> errands = new ArrayDeque<>();
        boolean full;
        boolean polls = true;

        @Override
        public Optional<Target> target(String id) {
            return id.equals(TARGET) ? Optional.of(Samples.target(id)) : Optional.empty();
        }

        @Override
        public boolean polls(int partition) {
            return polls;
        }

        @Override
        public boolean order(String id, Errand errand) {
            return !full && errands.add(errand);
        }
    }

    /** Writes when the test says so. */
    private final class Writer implements StepWriter {
        final Deque<CompletableFuture<Boolean>> underWay = new ArrayDeque<>();
        final List<CommandResult> steps = new ArrayList<>();
        final List<ConsoleOutput> lines = new ArrayList<>();
        final List<Map<TopicPartition, OffsetAndMetadata>> offsets = new ArrayList<>();

        @Override
        public CompletableFuture<Boolean> write(
                List<ProducerRecord<String, byte[]>> records,
                Map<TopicPartition, OffsetAndMetadata> read) {
            for (ProducerRecord<String, byte[]> record : records) {
                assertThat(record.partition()).isEqualTo(PARTITION);
                if (record.topic().equals(TOPICS.console().name())) {
                    lines.add(
                            AvroSerde.of(TOPICS.console(), registry)
                                    .deserializer()
                                    .deserialize(record.topic(), record.value()));
                } else {
                    steps.add(
                            AvroSerde.of(TOPICS.commandResults(), registry)
                                    .deserializer()
                                    .deserialize(record.topic(), record.value()));
                }
            }
            offsets.add(read);
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            underWay.add(result);
            return result;
        }

        void succeeds() {
            underWay.remove().complete(true);
            partition.proceed();
        }

        void fails() {
            underWay.remove().complete(false);
            partition.proceed();
        }

        CommandResult last() {
            return steps.getLast();
        }
    }

    private ConsumerRecord<String, byte[]> record(long offset, Command command) {
        return new ConsumerRecord<>(
                PLACE.topic(),
                PARTITION,
                offset,
                command.getTarget(),
                AvroSerde.of(TOPICS.commands(), registry)
                        .serializer()
                        .serialize(PLACE.topic(), command));
    }

    private void send(long offset, String id, CommandAction action) {
        partition.decide(List.of(record(offset, Commands.of(id, action))));
    }

    @Test
    void readsNothingBeforeItKnowsWhatWasAnswered() {
        assertThat(partition.isReady()).isFalse();
        assertThat(partition.wantsRestore()).isTrue();

        partition.restore(List.of());

        assertThat(partition.isReady()).isTrue();
        assertThat(partition.wantsRestore()).isFalse();
    }

    @Test
    void readsNothingWhileTheTargetsAreNotPolled() {
        partition.restore(List.of());

        servers.polls = false;
        assertThat(partition.isReady()).isFalse();

        servers.polls = true;
        assertThat(partition.isReady()).isTrue();
    }

    @Test
    void doesNothingBeforeItsAcceptanceIsWritten() {
        partition.restore(List.of());
        send(7, "a", CommandAction.POWER_CYCLE);

        assertThat(writer.last().getState()).isEqualTo(CommandState.ACCEPTED);
        assertThat(writer.offsets.getLast()).containsEntry(PLACE, new OffsetAndMetadata(8));
        partition.proceed();
        assertThat(servers.errands).isEmpty();
        assertThat(partition.isReady()).isFalse();

        writer.succeeds();
        assertThat(servers.errands).hasSize(1);
        assertThat(partition.isReady()).isTrue();
    }

    @Test
    void tellsEachStepOfWhatIsDone() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();
        Errand errand = servers.errands.remove();

        assertThat(errand.begin()).isTrue();
        errand.progress("power is off");
        errand.progress("power is off");
        errand.ended(TaskEnd.done("power was off and is on"));
        partition.proceed();
        writer.succeeds();

        assertThat(writer.steps)
                .extracting(CommandResult::getState)
                .containsExactly(
                        CommandState.ACCEPTED,
                        CommandState.RUNNING,
                        CommandState.RUNNING,
                        CommandState.DONE);
        assertThat(writer.last().getRequestedBy()).isEqualTo("ada");
        assertThat(writer.last().getRequestedReason()).isEqualTo("hangs");
        assertThat(writer.last().getCollector()).isEqualTo("c1");
        assertThat(writer.last().getAcceptedAt()).isEqualTo(Commands.NOW);
        assertThat(writer.offsets.getLast()).isEmpty();
    }

    @Test
    void doesACommandOnceThatComesTwiceAtOnce() {
        partition.restore(List.of());
        Command command = Commands.of("a", CommandAction.POWER_CYCLE);
        partition.decide(List.of(record(0, command), record(1, command)));
        writer.succeeds();

        assertThat(servers.errands).hasSize(1);
        assertThat(writer.steps)
                .extracting(CommandResult::getDuplicate)
                .containsExactly(false, true);
    }

    @Test
    void answersACommandThatComesAgainWithWhatBecameOfIt() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();
        servers.errands.remove().ended(TaskEnd.done("power was off and is on"));
        partition.proceed();
        writer.succeeds();

        send(1, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();

        assertThat(servers.errands).isEmpty();
        assertThat(writer.last().getDuplicate()).isTrue();
        assertThat(writer.last().getState()).isEqualTo(CommandState.DONE);
        assertThat(writer.last().getDetail()).contains("not done again", "power was off and is on");
    }

    @Test
    void saysThatWhatAnotherBeganIsNotKnownAndNeverDoesItAgain() {
        CommandResult accepted =
                new Steps("c0")
                        .accepted(
                                Commands.of("a", CommandAction.POWER_OFF),
                                now.plusSeconds(60),
                                Samples.LOCATION,
                                now.minusSeconds(5));
        CommandResult done =
                Commands.step(
                        CommandResult.newBuilder(accepted).setId("b").build(),
                        CommandState.DONE,
                        now);
        partition.restore(List.of(accepted, done));
        partition.proceed();

        assertThat(writer.steps).hasSize(1);
        assertThat(writer.last().getId()).isEqualTo("a");
        assertThat(writer.last().getState()).isEqualTo(CommandState.UNKNOWN);
        assertThat(writer.last().getDetail()).contains("begun by c0", "look at the server");
        writer.succeeds();

        send(9, "a", CommandAction.POWER_OFF);
        send(10, "b", CommandAction.POWER_OFF);
        writer.succeeds();
        assertThat(servers.errands).isEmpty();
        assertThat(writer.last().getDuplicate()).isTrue();
    }

    @Test
    void forgetsWhatItDecidedWhereThatWasNotWritten() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_OFF);
        writer.fails();

        assertThat(servers.errands).isEmpty();
        assertThat(partition.isReady()).isFalse();
        assertThat(partition.wantsRestore()).as("not at once").isFalse();
        now = now.plusSeconds(1);
        assertThat(partition.wantsRestore()).isTrue();

        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_OFF);
        writer.succeeds();
        assertThat(servers.errands).hasSize(1);
    }

    @Test
    void takesNothingForLostThatIsStillRunningHere() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        CommandResult accepted = writer.last();
        writer.succeeds();
        send(1, "b", CommandAction.IDENTIFY);
        writer.fails();
        now = now.plusSeconds(1);

        partition.restore(List.of(accepted));
        partition.proceed();

        assertThat(writer.steps)
                .extracting(CommandResult::getState)
                .doesNotContain(CommandState.UNKNOWN);
    }

    @Test
    void saysAgainWhatCouldNotBeWritten() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();
        servers.errands.remove().ended(TaskEnd.failed("timeout", "no answer"));
        partition.proceed();
        writer.fails();
        partition.proceed();
        assertThat(writer.underWay).as("not at once").isEmpty();

        now = now.plusSeconds(1);
        partition.proceed();

        assertThat(writer.last().getState()).isEqualTo(CommandState.FAILED);
        assertThat(writer.last().getReason()).isEqualTo("timeout");
    }

    @Test
    void doesNotBeginWhatExpiredWhileItWaited() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();
        now = now.plusSeconds(60);

        assertThat(servers.errands.remove().begin()).isFalse();

        partition.proceed();
        assertThat(writer.last().getState()).isEqualTo(CommandState.FAILED);
        assertThat(writer.last().getReason()).isEqualTo("expired");
    }

    @Test
    void saysWhereABmcTakesNoMore() {
        servers.full = true;
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();

        assertThat(writer.last().getState()).isEqualTo(CommandState.FAILED);
        assertThat(writer.last().getReason()).isEqualTo("busy");
    }

    @Test
    void beginsNothingMoreAndTellsTheRestBeforeItIsGivenUp() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();
        Errand errand = servers.errands.remove();

        var gone = partition.let(false);

        assertThat(partition.isReady()).isFalse();
        assertThat(partition.isOver()).isFalse();
        assertThat(errand.isCut()).isTrue();
        assertThat(errand.begin()).isFalse();
        partition.proceed();
        assertThat(writer.last().getState()).isEqualTo(CommandState.FAILED);
        assertThat(writer.last().getReason()).isEqualTo("not-begun");
        assertThat(gone.getCount()).isEqualTo(1);
        writer.succeeds();
        assertThat(partition.isOver()).isTrue();
        assertThat(gone.getCount()).isZero();
    }

    @Test
    void writesNothingOfALostPartition() {
        partition.restore(List.of());
        send(0, "a", CommandAction.POWER_CYCLE);
        writer.succeeds();
        int written = writer.steps.size();

        partition.let(true);
        servers.errands.remove().ended(TaskEnd.done("done"));
        partition.proceed();

        assertThat(writer.steps).hasSize(written);
        assertThat(partition.isOver()).isTrue();
    }

    @Test
    void answersARecordThatIsNoCommandAndGoesOn() {
        partition.restore(List.of());
        var nonsense =
                new ConsumerRecord<String, byte[]>(
                        PLACE.topic(), PARTITION, 3, TARGET, new byte[] {9, 9, 9});
        var nothing = new ConsumerRecord<String, byte[]>(PLACE.topic(), PARTITION, 4, TARGET, null);

        long next =
                partition.decide(
                        List.of(
                                nonsense,
                                nothing,
                                record(5, Commands.of("a", CommandAction.POWER_ON))));
        writer.succeeds();

        assertThat(next).isEqualTo(6);
        assertThat(writer.steps)
                .extracting(CommandResult::getState)
                .containsExactly(CommandState.REFUSED, CommandState.REFUSED, CommandState.ACCEPTED);
        assertThat(writer.steps.getFirst().getId()).endsWith("/%d/3".formatted(PARTITION));
        assertThat(writer.steps.getFirst().getReason()).isEqualTo("malformed");
        assertThat(servers.errands).hasSize(1);
    }

    @Test
    void countsInterruptionsBeforeTheNextCommandOfTheSameBatch() {
        partition.restore(List.of());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            records.add(record(n, Commands.of("n" + n, CommandAction.POWER_RESET)));
        }
        partition.decide(records);

        assertThat(writer.steps)
                .extracting(CommandResult::getReason)
                .containsExactly(null, null, null, null, "guard", "guard");
    }

    @Test
    void keepsNoMoreLinesThanThereIsRoomFor() {
        partition.restore(List.of());
        send(0, "a", CommandAction.CONSOLE);
        writer.succeeds();
        Errand errand = servers.errands.remove();
        for (int n = 0; n < Reports.MAX_LINES + 10; n++) {
            errand.line(new ConsoleLine(now, "line " + n, true));
        }
        errand.ended(TaskEnd.done("taken down"));
        partition.proceed();
        while (!writer.underWay.isEmpty()) {
            writer.succeeds();
        }

        assertThat(writer.lines).hasSize(Reports.MAX_LINES);
        assertThat(writer.lines.getFirst().getText()).isEqualTo("line 0");
        assertThat(writer.last().getState()).isEqualTo(CommandState.DONE);
        assertThat(writer.last().getDetail()).contains("10 lines");
    }
}
