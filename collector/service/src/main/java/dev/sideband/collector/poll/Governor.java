package dev.sideband.collector.poll;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a collector from asking too many BMCs at once: of one subnet, whose switch or gateway is
 * often the weakest part, and in all. BMCs that failed have fewer places than the others, so that
 * however many of them are silent, those that answer find one.
 *
 * <p>Who comes first goes first. A place in the subnet is taken before one in the process: who
 * waits for its own subnet keeps nobody else from going.
 */
public final class Governor {
    private final Limits limits;
    private final Places process;
    private final Map<String, Places> subnets = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * How many BMCs are asked at the same time, at most.
     *
     * @param polls in all
     * @param subnetPolls of one subnet
     * @param trials those that failed, in all; they count as polls too
     * @param subnetTrials those that failed, of one subnet
     */
    public record Limits(int polls, int subnetPolls, int trials, int subnetTrials) {
        /**
         * Thousands of polls under way are thousands of parked stacks; a subnet of 254 BMCs that
         * take two seconds each needs 17 places at an interval of 30 s.
         */
        public static final Limits DEFAULT = new Limits(2_000, 128, 256, 32);

        public Limits {
            if (subnetTrials < 1
                    || trials < subnetTrials
                    || subnetPolls < subnetTrials
                    || polls < Math.max(trials, subnetPolls)) {
                throw new IllegalArgumentException(
                        "limits %d/%d/%d/%d: 1 or more, a subnet's no more than all, trials no more than polls"
                                .formatted(polls, subnetPolls, trials, subnetTrials));
            }
        }
    }

    /** Places that are handed out in the order in which they are asked for. */
    private static final class Places {
        private final Semaphore polls;
        private final Semaphore trials;
        private int users;

        Places(int polls, int trials) {
            this.polls = new Semaphore(polls, true);
            this.trials = new Semaphore(trials, true);
        }
    }

    /** A place; closing it gives it back. */
    public final class Turn implements AutoCloseable {
        private final String subnet;
        private final Deque<Semaphore> held = new ArrayDeque<>();

        private Turn(String subnet) {
            this.subnet = subnet;
        }

        private void take(Semaphore places) throws InterruptedException {
            places.acquire();
            held.push(places);
        }

        @Override
        public void close() {
            held.forEach(Semaphore::release);
            leave(subnet);
        }
    }

    public Governor(Limits limits) {
        this.limits = limits;
        this.process = new Places(limits.polls(), limits.trials());
    }

    /**
     * Waits for a place.
     *
     * @param subnet where the BMC is
     * @param trial whether the BMC failed the last time
     */
    public Turn enter(String subnet, boolean trial) throws InterruptedException {
        Places nearby = join(subnet);
        var turn = new Turn(subnet);
        waiting.incrementAndGet();
        try {
            if (trial) {
                turn.take(nearby.trials);
                turn.take(process.trials);
            }
            turn.take(nearby.polls);
            turn.take(process.polls);
            return turn;
        } catch (InterruptedException cut) {
            turn.close();
            throw cut;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** BMCs that are due and wait for a place. */
    public int waiting() {
        return waiting.get();
    }

    private Places join(String subnet) {
        return subnets.compute(
                subnet,
                (_, present) -> {
                    Places places =
                            present == null
                                    ? new Places(limits.subnetPolls(), limits.subnetTrials())
                                    : present;
                    places.users++;
                    return places;
                });
    }

    /** Nothing is kept of a subnet in which nobody is being asked. */
    private void leave(String subnet) {
        subnets.computeIfPresent(subnet, (_, places) -> --places.users == 0 ? null : places);
    }
}
