package dev.sideband.simulator.fault;

import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.DriveFailure;
import dev.sideband.simulator.fault.Fault.EccBurst;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.Hang;
import dev.sideband.simulator.fault.Fault.InletRise;
import dev.sideband.simulator.fault.Fault.LoadSurge;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;
import dev.sideband.simulator.model.Shape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Things that go wrong in a fleet, and when: a schedule made from a seed.
 *
 * <p>Times are those of the world's clock, not of the faster clock of the machines, because it is
 * the world's clock by which BMCs are polled.
 */
public record Scenario(List<Step> steps) {
    /**
     * One thing that goes wrong.
     *
     * @param bmc which of the fleet, from 0
     * @param begins after the start of the scenario
     */
    public record Step(int bmc, Fault fault, Duration begins, Duration ends) {
        public Step {
            if (begins.isNegative() || ends.compareTo(begins) <= 0) {
                throw new IllegalArgumentException(
                        "a step must end after it begins: %s to %s".formatted(begins, ends));
            }
        }
    }

    public Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * The usual accidents, over and over, each time on other servers.
     *
     * <p>In each cycle a fan stands still under load, a supply loses its input, and a BMC hangs;
     * all three begin in the first third and are over when three fifths have passed. Memory errors,
     * an open lid, a failed drive, warm air and another fan come besides, and one more supply for
     * each ten servers.
     *
     * @param servers of the fleet, in its order
     * @param cycle 90 s for a fleet that is polled every few seconds
     */
    public static Scenario of(long seed, List<Shape> servers, Duration cycle, int cycles) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a scenario needs at least one server");
        }
        var random = new Random(seed);
        var steps = new ArrayList<Step>();
        for (int n = 0; n < cycles; n++) {
            new Cycle(servers, random, cycle.multipliedBy(n), cycle, steps).play();
        }
        return new Scenario(steps);
    }

    /** Deals the accidents of one cycle to servers, to each at most one while there are enough. */
    private static final class Cycle {
        private final List<Shape> servers;
        private final Random random;
        private final Duration start;
        private final Duration length;
        private final List<Step> steps;
        private final List<Integer> order = new ArrayList<>();
        private int dealt;

        Cycle(
                List<Shape> servers,
                Random random,
                Duration start,
                Duration length,
                List<Step> steps) {
            this.servers = servers;
            this.random = random;
            this.start = start;
            this.length = length;
            this.steps = steps;
            for (int server = 0; server < servers.size(); server++) {
                order.add(server);
            }
            Collections.shuffle(order, random);
        }

        void play() {
            int hot = next();
            add(hot, new LoadSurge(0.95), 0.02, 0.60);
            add(hot, new FanFailure(servers.get(hot).fanOfCpu(0)), 0.13, 0.57);
            add(next(), new PsuInputLoss(random.nextInt(Shape.PSUS)), 0.20, 0.59);
            add(next(), new Hang(), 0.24, 0.50);
            add(next(), new EccBurst(random.nextInt(8)), 0.30, 0.52);
            add(next(), new ChassisOpen(), 0.36, 0.55);
            int disks = next();
            add(
                    disks,
                    new DriveFailure(random.nextInt(servers.get(disks).driveSlots())),
                    0.16,
                    0.66);
            add(next(), new InletRise(19), 0.22, 0.52);
            add(next(), new FanFailure(0), 0.33, 0.65);
            for (int more = 0; more < servers.size() / 10; more++) {
                double begins = 0.1 + 0.4 * random.nextDouble();
                add(next(), new PsuInputLoss(random.nextInt(Shape.PSUS)), begins, begins + 0.2);
            }
        }

        private int next() {
            return order.get(dealt++ % order.size());
        }

        private void add(int bmc, Fault fault, double begins, double ends) {
            steps.add(new Step(bmc, fault, at(begins), at(ends)));
        }

        private Duration at(double share) {
            return start.plusMillis(Math.round(length.toMillis() * share));
        }
    }
}
