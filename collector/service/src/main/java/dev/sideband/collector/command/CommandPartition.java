package dev.sideband.collector.command;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;
import dev.sideband.avro.CommandResult;
import dev.sideband.avro.Target;
import dev.sideband.collector.command.Gatekeeper.Place;
import dev.sideband.collector.command.RunningCommand.Report;
import dev.sideband.collector.poll.ErrandTaker;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.schemas.TargetPartitioner;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The commands of one partition, from its assignment to its loss. All but {@link #let} belongs to
 * the thread of the commands.
 *
 * <p>It reads nothing before it knows what was answered before; it decides about nothing while what
 * it decided is being written; and it does nothing before that is written.
 */
final class CommandPartition {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(CommandPartition.class);

    private final TopicPartition place;
    private final int partitions;
    private final StepWriter writer;
    private final Environment environment;
    private final InstantSource clock;
    private final Map<String, RunningCommand> running = new ConcurrentHashMap<>();
    private final Reports reports = new Reports();
    private final CountDownLatch gone = new CountDownLatch(1);

    private Ledger ledger = new Ledger();
    private boolean restored;
    private Writing writing = Writing.NOTHING;
    private Instant notBefore = Instant.MIN;
    private List<Accepted> accepted = List.of();
    private int reported;
    private @Nullable CompletableFuture<Boolean> write;
    private volatile Leaving leaving = Leaving.NO;

    /** What all partitions of a collector share. */
    record Environment(
            Gatekeeper gatekeeper,
            PowerGuard guard,
            Steps steps,
            CommandCodec codec,
            ErrandTaker servers,
            InstantSource clock) {}

    /** What is on its way to the brokers. */
    private enum Writing {
        NOTHING,
        DECISIONS,
        REPORTS
    }

    private enum Leaving {
        NO,
        /** What can be told yet is written first. */
        GIVEN_UP,
        /** Another one has it already. */
        LOST
    }

    private record Accepted(CommandResult step, Verdict.Accept verdict) {}

    CommandPartition(
            TopicPartition place, int partitions, StepWriter writer, Environment environment) {
        this.place = place;
        this.partitions = partitions;
        this.writer = writer;
        this.environment = environment;
        this.clock = environment.clock();
    }

    /** In {@code commands}. */
    TopicPartition place() {
        return place;
    }

    /**
     * Has it given up.
     *
     * @param lost whether another one has it already, so that nothing can be written any more
     */
    CountDownLatch let(boolean lost) {
        leaving = lost ? Leaving.LOST : Leaving.GIVEN_UP;
        running.values().forEach(RunningCommand::cut);
        return gone;
    }

    /** Whether nothing is to be expected of it any more. */
    boolean isOver() {
        boolean over =
                switch (leaving) {
                    case NO -> false;
                    case GIVEN_UP -> running.isEmpty() && reports.isEmpty() && !isWriting();
                    case LOST -> true;
                };
        if (over) {
            gone.countDown();
        }
        return over;
    }

    /** Whether what was answered before is to be read now, with {@link #restore}. */
    boolean wantsRestore() {
        return !restored && writing == Writing.NOTHING && leaving == Leaving.NO && isTime();
    }

    private boolean isTime() {
        return !clock.instant().isBefore(notBefore);
    }

    /** Whether commands may be read now. */
    boolean isReady() {
        return restored
                && writing == Writing.NOTHING
                && leaving == Leaving.NO
                && isTime()
                && environment.servers().polls(place.partition());
    }

    /** Whether something is on its way to the brokers. */
    boolean isWriting() {
        return writing != Writing.NOTHING;
    }

    /**
     * Takes over what was answered before, in the topic's order. What was begun and has no end is
     * said to be unknown.
     */
    void restore(List<CommandResult> steps) {
        ledger = new Ledger();
        steps.forEach(ledger::note);
        reports.steps().forEach(ledger::note);
        Instant now = clock.instant();
        for (CommandResult begun : ledger.begun()) {
            if (!running.containsKey(begun.getId())) {
                CommandResult lost = environment.steps().lost(begun, now);
                LOG.atWarn()
                        .addKeyValue("target", begun.getTarget())
                        .addKeyValue("command", begun.getId())
                        .log("a command was begun before, and how it ended is not known");
                ledger.note(lost);
                reports.add(new Report.Step(lost));
            }
        }
        restored = true;
    }

    /** Reading what was answered before failed. */
    void pause() {
        notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
    }

    /**
     * Decides about commands and has that written.
     *
     * @return the offset to read on from: behind the last one, or that of one that can't be read
     *     for now
     */
    long decide(List<ConsumerRecord<String, byte[]>> records) {
        Instant now = clock.instant();
        List<CommandResult> steps = new ArrayList<>();
        List<Accepted> toDo = new ArrayList<>();
        long next = records.getFirst().offset();
        try {
            for (ConsumerRecord<String, byte[]> record : records) {
                CommandResult step = step(record, toDo, now);
                // At once, as the next may be the same command.
                note(step);
                steps.add(step);
                next = record.offset() + 1;
            }
        } catch (SerializationException away) {
            LOG.atWarn()
                    .addKeyValue("failure", away.toString())
                    .log("commands cannot be read now; is the schema registry there?");
            pause();
        }
        if (steps.isEmpty()) {
            return next;
        }
        accepted = toDo;
        writing = Writing.DECISIONS;
        write(steps.stream().map(Report.Step::new).map(Report.class::cast).toList(), next);
        return next;
    }

    private void note(CommandResult step) {
        ledger.note(step);
        environment.guard().note(step);
        LOG.atInfo()
                .addKeyValue("target", step.getTarget())
                .addKeyValue("command", step.getId())
                .addKeyValue("action", Actions.word(step.getAction()))
                .addKeyValue("state", step.getState())
                .addKeyValue("by", step.getRequestedBy())
                .log(step.getDetail());
    }

    /** The answer to one record. */
    private CommandResult step(
            ConsumerRecord<String, byte[]> record, List<Accepted> toDo, Instant now) {
        String key = record.key() == null ? "" : record.key();
        Command command;
        try {
            command = environment.codec().command(record.value());
        } catch (SerializationException foreign) {
            if (CommandCodec.isRegistryAway(foreign)) {
                throw foreign;
            }
            return unreadable(record, key, String.valueOf(foreign.getMessage()), now);
        }
        if (command == null) {
            return unreadable(record, key, "the record has no value", now);
        }
        Optional<Target> target = environment.servers().target(command.getTarget());
        boolean isPlace = TargetPartitioner.partition(key, partitions) == place.partition();
        Verdict verdict =
                environment
                        .gatekeeper()
                        .decide(command, new Place(key, isPlace, target, ledger), now);
        return switch (verdict) {
            case Verdict.Accept accept -> {
                CommandResult step =
                        environment
                                .steps()
                                .accepted(
                                        command,
                                        accept.expiresAt(),
                                        target.map(Target::getLocation).orElse(null),
                                        now);
                toDo.add(new Accepted(step, accept));
                yield step;
            }
            case Verdict.Refuse refuse -> environment.steps().refused(command, refuse, now);
            case Verdict.Repeat(CommandResult known) ->
                    environment.steps().repeated(command, known, now);
        };
    }

    private CommandResult unreadable(
            ConsumerRecord<String, byte[]> record, String key, String why, Instant now) {
        String id = "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
        return environment.steps().unreadable(id, key, "the record is no command: " + why, now);
    }

    private void write(List<Report> told, long next) {
        List<ProducerRecord<String, byte[]>> records;
        try {
            records = told.stream().map(this::encode).toList();
        } catch (SerializationException away) {
            LOG.atWarn()
                    .addKeyValue("failure", away.toString())
                    .log("steps of commands cannot be written; is the schema registry there?");
            write = CompletableFuture.completedFuture(false);
            return;
        }
        write =
                writer.write(
                        records, next < 0 ? Map.of() : Map.of(place, new OffsetAndMetadata(next)));
    }

    private ProducerRecord<String, byte[]> encode(Report told) {
        CommandCodec codec = environment.codec();
        return switch (told) {
            case Report.Step(CommandResult step) -> codec.record(place.partition(), step);
            case Report.End(CommandResult step) -> codec.record(place.partition(), step);
            case Report.Line(var line) -> codec.record(place.partition(), line);
        };
    }

    /** Goes on where a write ended, and writes what there is to tell. */
    void proceed() {
        CompletableFuture<Boolean> under = write;
        if (under != null && under.isDone()) {
            write = null;
            Writing what = writing;
            writing = Writing.NOTHING;
            boolean written = !under.isCompletedExceptionally() && under.join();
            switch (what) {
                case DECISIONS -> decided(written);
                case REPORTS -> told(written);
                case NOTHING -> throw new IllegalStateException("nothing was being written");
            }
        }
        if (!isWriting() && isTime() && leaving != Leaving.LOST) {
            tell();
        }
    }

    private void decided(boolean written) {
        List<Accepted> toDo = accepted;
        accepted = List.of();
        if (!written) {
            // What the topics say is true, whatever it is.
            restored = false;
            pause();
            return;
        }
        toDo.forEach(this::order);
    }

    private void order(Accepted one) {
        CommandResult step = one.step();
        var command =
                new RunningCommand(
                        step, one.verdict(), environment.steps(), clock, this::takeReport);
        running.put(step.getId(), command);
        if (leaving != Leaving.NO) {
            command.cut();
        }
        if (!environment.servers().order(step.getTarget(), command)) {
            command.ended(
                    TaskEnd.failed(
                            Refusal.BUSY.word(),
                            "nothing was done: others wait for this BMC, or it is no target any"
                                    + " more"));
        }
    }

    /** On the thread of a BMC. */
    private void takeReport(Report report) {
        if (report instanceof Report.End(CommandResult end)) {
            reports.add(new Report.End(withDropped(end)));
            running.remove(end.getId());
        } else {
            reports.add(report);
        }
    }

    private CommandResult withDropped(CommandResult end) {
        long dropped = end.getAction() == CommandAction.CONSOLE ? reports.takeDropped() : 0;
        return dropped == 0
                ? end
                : CommandResult.newBuilder(end)
                        .setDetail(
                                "%s; %d lines came faster than they could be written"
                                        .formatted(end.getDetail(), dropped))
                        .build();
    }

    private void tell() {
        List<Report> first = List.copyOf(reports.first());
        if (first.isEmpty()) {
            return;
        }
        writing = Writing.REPORTS;
        reported = first.size();
        first.forEach(report -> {
            switch (report) {
                case Report.Step(CommandResult step) -> ledger.note(step);
                case Report.End(CommandResult step) -> note(step);
                case Report.Line _ -> {
                    // It answers nothing.
                }
            }
        });
        write(first, -1);
    }

    private void told(boolean written) {
        if (written) {
            reports.written(reported);
        } else {
            pause();
        }
        reported = 0;
    }
}
