package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks one BMC, in one protocol. One thread at a time; keeps its session from call to call and
 * opens a new one where that is needed.
 */
public interface Probe extends AutoCloseable {
    /** The most records that {@link #readLog} hands over at once. */
    int MAX_LOG_RECORDS = 256;

    /**
     * Reads all sensors, then what the BMC says of itself and its clock.
     *
     * @param budget how long reading the sensors may take; what was not reached comes first in the
     *     next call
     * @throws ProbeException where the BMC could not be reached or read at all
     */
    Observation observe(Duration budget) throws ProbeException, InterruptedException;

    /**
     * Reads what is in the hardware logs behind {@code from}, at most {@link #MAX_LOG_RECORDS}
     * records.
     *
     * @param from the position that an earlier call returned; null: from the beginning
     * @throws ProbeException where the log could not be read; nothing was lost then
     */
    LogDelta readLog(@Nullable LogPosition from) throws ProbeException, InterruptedException;

    /**
     * Has somebody told where the BMC says by itself that there is something in a log.
     *
     * @param look called by any thread; does not block
     */
    default void onNews(Runnable look) {}

    /** How such news comes, for people; nothing where there is none. */
    default Optional<String> news() {
        return Optional.empty();
    }

    /** Somebody hinted that there is something in a log: none may rest any longer. */
    default void expectNews() {}

    /**
     * Reads on in the server's inventory, a little at least and then until {@code enough} holds.
     *
     * @return all parts, after which the next call begins anew, none where there is nothing to be
     *     read this way; empty where there is more to read
     * @throws ProbeException where the BMC could not be read; the next call goes on from there
     */
    default Optional<ServerParts> readInventory(BooleanSupplier enough)
            throws ProbeException, InterruptedException {
        return Optional.of(ServerParts.NONE);
    }

    /** How many requests were made until now. */
    default long requests() {
        return 0;
    }

    /**
     * Does something to the server, once at most.
     *
     * @return what became of it, also where it is not offered
     * @throws ProbeException where the BMC refused or did not answer; {@code watch} knows whether
     *     it may have been done
     * @throws InterruptedException where it was to end before it had
     */
    default TaskEnd carryOut(Task task, TaskWatch watch)
            throws ProbeException, InterruptedException {
        return TaskEnd.notOffered("nothing can be done to it this way");
    }

    /**
     * Nothing will be asked for {@code pause} but to {@link #keepAlive}: a session that is not
     * worth that is ended now.
     */
    void idle(Duration pause);

    /** Asks for next to nothing, so that the BMC does not end a session that only rests. */
    void keepAlive() throws InterruptedException;

    /** The BMC is polled no more by anybody: what is kept of it for the next time goes. */
    default void forget() {}

    /** Ends the session, if there is one, so that the BMC need not wait for its time-out. */
    @Override
    void close();
}
