package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Stands for a BMC that can't be asked, and says why.
 *
 * @param detail for an operator
 */
record UnusableProbe(FailureReason reason, String detail) implements Probe {
    @Override
    public Observation observe(Duration budget) throws ProbeException {
        throw new ProbeException(reason, detail);
    }

    @Override
    public LogDelta readLog(@Nullable LogPosition from) throws ProbeException {
        throw new ProbeException(reason, detail);
    }

    @Override
    public TaskEnd carryOut(Task task, TaskWatch watch) throws ProbeException {
        throw new ProbeException(reason, detail);
    }

    @Override
    public void idle(Duration pause) {}

    @Override
    public void keepAlive() {}

    @Override
    public void close() {}
}
