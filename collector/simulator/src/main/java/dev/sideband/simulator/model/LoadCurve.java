package dev.sideband.simulator.model;

/**
 * How busy one server's processors are: a part that follows the day, and jobs that come and go.
 *
 * <p>How much of each it has, when its day peaks and how long its jobs take depends on the seed.
 */
final class LoadCurve {
    private static final double DAY_SECONDS = 86_400;
    private static final int RAMP_SECONDS = 25;
    private static final double SHARE_OF_BUSY_SLOTS = 0.55;

    private final long seed;
    private final double daily;
    private final double phaseSeconds;
    private final int slotSeconds;

    LoadCurve(long seed) {
        this.seed = seed;
        this.daily = Mix.between(0.1, 0.8, seed, 1);
        this.phaseSeconds = Mix.between(0, 10_000, seed, 2);
        this.slotSeconds = 240 + Mix.below(600, seed, 3);
    }

    /** Utilization at a second of simulated time, 0 to 1. */
    double at(long second) {
        double byDay = 0.4 - 0.3 * Math.cos(2 * Math.PI * (second + phaseSeconds) / DAY_SECONDS);
        double flutter = Mix.between(-0.02, 0.02, seed, -1 - second / 5);
        return Math.clamp(daily * byDay + (1 - daily) * jobs(second) + flutter, 0.02, 1);
    }

    private double jobs(long second) {
        long slot = second / slotSeconds;
        double ramp = Math.min(1, (double) (second % slotSeconds) / RAMP_SECONDS);
        return level(slot - 1) * (1 - ramp) + level(slot) * ramp;
    }

    private double level(long slot) {
        boolean busy = Mix.unit(seed, 1000 + 2 * slot) < SHARE_OF_BUSY_SLOTS;
        double within = Mix.unit(seed, 1001 + 2 * slot);
        return busy ? 0.35 + 0.5 * within : 0.04 + 0.15 * within;
    }
}
