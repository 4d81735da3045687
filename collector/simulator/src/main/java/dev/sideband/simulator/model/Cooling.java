package dev.sideband.simulator.model;

import java.util.Arrays;

/**
 * The fans of a server: what speed the controller asks for, what speed they have, what air that
 * moves.
 *
 * <p>All fans get one duty. A fan that stands still lets warm air back, so the processor behind it
 * suffers even when the others run at full speed.
 */
final class Cooling {
    private static final double STARTING_SPEED = 0.4;
    private static final double LOWEST_DUTY = 0.22;
    private static final double DUTY_WITH_FAILED_FAN = 0.85;
    private static final double CPU_TARGET_CEL = 58;
    private static final double DUTY_PER_KELVIN = 0.03;
    private static final double DUTY_PER_INLET_KELVIN = 0.015;
    private static final double FAN_LAG_SECONDS = 4;
    private static final double OWN_FAN_SHARE = 0.6;
    private static final double BACKFLOW = 0.28;
    private static final double LOWEST_FLOW = 0.06;

    private final Shape shape;
    private final double[] tolerance;
    private final double[] speed;
    private final boolean[] failed;

    Cooling(Shape shape, long seed) {
        this.shape = shape;
        this.speed = new double[shape.fans()];
        this.failed = new boolean[shape.fans()];
        this.tolerance = new double[shape.fans()];
        for (int fan = 0; fan < shape.fans(); fan++) {
            tolerance[fan] = Mix.between(0.97, 1, seed, 100 + fan);
        }
        spinUp();
    }

    void setFailed(int fan, boolean failed) {
        this.failed[fan] = failed;
    }

    /** Fans turn before anything gets warm. */
    void spinUp() {
        Arrays.fill(speed, STARTING_SPEED);
    }

    void step(boolean powered, double hottestCpu, double inlet) {
        double duty = powered ? duty(hottestCpu, inlet) : 0;
        for (int fan = 0; fan < speed.length; fan++) {
            double target = failed[fan] ? 0 : duty * tolerance[fan];
            speed[fan] = Lag.towards(speed[fan], target, FAN_LAG_SECONDS);
        }
    }

    private double duty(double hottestCpu, double inlet) {
        double wanted =
                LOWEST_DUTY
                        + 0.08
                        + DUTY_PER_KELVIN * Math.max(0, hottestCpu - CPU_TARGET_CEL)
                        + DUTY_PER_INLET_KELVIN * Math.max(0, inlet - 24);
        return Math.clamp(wanted, anyFailed() ? DUTY_WITH_FAILED_FAN : LOWEST_DUTY, 1);
    }

    boolean anyFailed() {
        for (boolean one : failed) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    double rpm(int fan) {
        double rpm = speed[fan] * shape.fanMaxRpm();
        return rpm < 200 ? 0 : rpm;
    }

    /** The whole flow of air, 0 to 1. */
    double flow() {
        double sum = 0;
        for (double one : speed) {
            sum += one;
        }
        return Math.max(LOWEST_FLOW, sum / speed.length);
    }

    /** The flow through the heat sink of one processor, about 0 to 1. */
    double flowAtCpu(int cpu) {
        int own = shape.fanOfCpu(cpu);
        double others = (flow() * speed.length - speed[own]) / (speed.length - 1);
        double back = failed[own] ? BACKFLOW : 0;
        double flow = OWN_FAN_SHARE * speed[own] + (1 - OWN_FAN_SHARE) * others - back;
        return Math.max(LOWEST_FLOW, flow);
    }

    /** Electric power of all fans: the cube of their speed. */
    double watts() {
        double sum = 0;
        for (double one : speed) {
            sum += one * one * one;
        }
        return 14 * sum;
    }
}
