package dev.sideband.collector.poll;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.probe.LogDelta;
import dev.sideband.collector.probe.Observation;
import dev.sideband.collector.probe.Probe;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.ServerParts;
import dev.sideband.collector.probe.Task;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.collector.probe.TaskWatch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Says what the test put in; the last observation again and again. */
final class FakeProbe implements Probe {
    /** One answer. */
    interface Answer<T> {
        T get() throws ProbeException, InterruptedException;
    }

    /** What it does when it is asked to do something. */
    interface Work {
        TaskEnd carryOut(Task task, TaskWatch watch) throws ProbeException, InterruptedException;
    }

    final Deque<Answer<Observation>> observations = new ArrayDeque<>();
    final Deque<Answer<LogDelta>> deltas = new ArrayDeque<>();
    final List<@Nullable LogPosition> askedFrom = new ArrayList<>();
    final Deque<Answer<Optional<ServerParts>>> inventories = new ArrayDeque<>();
    Work work = (_, _) -> TaskEnd.done("done");
    Optional<String> news = Optional.empty();
    int inventoryReads;
    int polls;
    int keptAlive;
    boolean closed;

    @Override
    public Observation observe(Duration budget) throws ProbeException, InterruptedException {
        polls++;
        Answer<Observation> next =
                observations.size() > 1 ? observations.removeFirst() : observations.getFirst();
        return next.get();
    }

    @Override
    public LogDelta readLog(@Nullable LogPosition from)
            throws ProbeException, InterruptedException {
        askedFrom.add(from);
        return deltas.isEmpty() ? LogDelta.NO_LOG : deltas.removeFirst().get();
    }

    @Override
    public Optional<ServerParts> readInventory(BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        inventoryReads++;
        return inventories.isEmpty()
                ? Optional.of(ServerParts.NONE)
                : inventories.removeFirst().get();
    }

    @Override
    public TaskEnd carryOut(Task task, TaskWatch watch)
            throws ProbeException, InterruptedException {
        return work.carryOut(task, watch);
    }

    @Override
    public Optional<String> news() {
        return news;
    }

    @Override
    public void idle(Duration pause) {}

    @Override
    public void keepAlive() {
        keptAlive++;
    }

    @Override
    public void close() {
        closed = true;
    }
}
