package dev.sideband.collector.command;

import dev.sideband.avro.CommandResult;
import dev.sideband.avro.ConsoleOutput;
import dev.sideband.collector.poll.Errand;
import dev.sideband.collector.probe.Task;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.ipmi.sol.ConsoleLine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * A command that was accepted, from then to its end. What it tells goes to {@link Report}s, which
 * the thread of the commands writes; it is called on the thread of the BMC.
 */
final class RunningCommand implements Errand {
    /** The same state is said again after so long, so that whoever waits sees that it goes on. */
    private static final Duration SAY_AGAIN = Duration.ofSeconds(5);

    private final CommandResult accepted;
    private final Verdict.Accept verdict;
    private final Steps steps;
    private final InstantSource clock;
    private final Consumer<Report> reports;
    private volatile boolean cut;
    private String said = "";
    private Instant saidAt = Instant.MIN;
    private long lines;

    /** What a command tells while it is carried out. */
    sealed interface Report {
        /** A step of it. */
        record Step(CommandResult result) implements Report {}

        /** A line of a console. */
        record Line(ConsoleOutput line) implements Report {}

        /** Its last step. */
        record End(CommandResult result) implements Report {}
    }

    RunningCommand(
            CommandResult accepted,
            Verdict.Accept verdict,
            Steps steps,
            InstantSource clock,
            Consumer<Report> reports) {
        this.accepted = accepted;
        this.verdict = verdict;
        this.steps = steps;
        this.clock = clock;
        this.reports = reports;
    }

    String target() {
        return accepted.getTarget();
    }

    /** Lets it end soon, or never begin. */
    void cut() {
        cut = true;
    }

    @Override
    public Task task() {
        return verdict.task();
    }

    @Override
    public boolean dryRun() {
        return accepted.getDryRun();
    }

    @Override
    public boolean begin() {
        if (cut) {
            ended(
                    TaskEnd.failed(
                            "not-begun",
                            "nothing was done: another collector polls it from now on; ask again"));
            return false;
        }
        if (!clock.instant().isBefore(verdict.expiresAt())) {
            ended(
                    TaskEnd.failed(
                            Refusal.EXPIRED.word(),
                            "nothing was done: its turn came too late, it was good until "
                                    + verdict.expiresAt()));
            return false;
        }
        progress("begun");
        return true;
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    @Override
    public void progress(String state) {
        Instant now = clock.instant();
        if (!state.equals(said) || !now.isBefore(saidAt.plus(SAY_AGAIN))) {
            said = state;
            saidAt = now;
            reports.accept(new Report.Step(steps.running(accepted, state, now)));
        }
    }

    @Override
    public void line(ConsoleLine line) {
        reports.accept(
                new Report.Line(
                        new ConsoleOutput(
                                accepted.getTarget(),
                                accepted.getId(),
                                lines++,
                                line.time(),
                                line.text(),
                                line.complete())));
    }

    @Override
    public void ended(TaskEnd end) {
        reports.accept(new Report.End(steps.ended(accepted, end, clock.instant())));
    }
}
