package dev.sideband.collector.poll;

import dev.sideband.collector.probe.Task;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.ipmi.sol.ConsoleLine;

/**
 * Something to be done to a BMC by the thread that polls it. Its {@link #ended} is called once,
 * also where it was never begun, on that thread unless said otherwise.
 */
public interface Errand {
    Task task();

    /** Whether only to say what would be done. */
    boolean dryRun();

    /**
     * The last moment to think again.
     *
     * @return false where it is not to be begun any more; its end was told then
     */
    boolean begin();

    /** Whether it is to end soon. */
    boolean isCut();

    void progress(String state);

    void line(ConsoleLine line);

    void ended(TaskEnd end);
}
