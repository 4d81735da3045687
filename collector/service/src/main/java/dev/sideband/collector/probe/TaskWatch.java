package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;
import dev.sideband.ipmi.sol.ConsoleLine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Accompanies a task while a probe carries it out; called on the thread that owns the BMC. */
public interface TaskWatch {
    /** Whether only to say what would be done: what the BMC can do is asked, nothing is changed. */
    boolean dryRun();

    /** From here on it may have been done, however it ends. */
    void changing();

    /** The BMC said that it did not do it after all. */
    void notChanged();

    /** How far it is, for people. */
    void progress(String state);

    /** A line of the console. */
    void line(ConsoleLine line);

    /** Whether it is to end soon: whoever wanted it is about to go. Asked on any thread. */
    boolean isCut();

    /**
     * Waits; the BMC is polled meanwhile when that is due.
     *
     * @throws InterruptedException where the task is to end now
     */
    void pause(Duration time) throws InterruptedException;

    /**
     * Brings what is in the BMC's log to its topic.
     *
     * @return the position behind what is on the topic; null where there is none
     * @throws ProbeException where the log can't be read now, or not be written
     */
    @Nullable LogPosition logOnTopic() throws ProbeException, InterruptedException;
}
