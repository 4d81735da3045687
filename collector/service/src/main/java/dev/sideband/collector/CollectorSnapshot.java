package dev.sideband.collector;

import dev.sideband.avro.Reachability;
import dev.sideband.collector.poll.TargetState;

import java.util.Map;

/**
 * What a collector has done until now.
 *
 * @param polls polls that ended, well or not
 * @param latePolls polls that began late or were left out because the one before took too long
 * @param failedPolls polls that failed
 * @param readingsPublished readings that the brokers have
 * @param readingsDropped readings that they did not take in time
 * @param eventsPublished log records and news of logs that were committed
 * @param states how each target goes
 */
public record CollectorSnapshot(
        long polls,
        long latePolls,
        long failedPolls,
        long readingsPublished,
        long readingsDropped,
        long eventsPublished,
        Map<String, TargetState> states) {

    public CollectorSnapshot {
        states = Map.copyOf(states);
    }

    public int targets() {
        return states.size();
    }

    public int reachable() {
        return count(Reachability.REACHABLE);
    }

    public int slow() {
        return count(Reachability.SLOW);
    }

    public int quarantined() {
        return count(Reachability.QUARANTINED);
    }

    private int count(Reachability state) {
        return (int) states.values().stream().filter(one -> one.state() == state).count();
    }
}
