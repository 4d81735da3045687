package dev.sideband.simulator.model;

/** First-order lag over one step of one second, exact for any time constant. */
final class Lag {
    private Lag() {}

    static double towards(double present, double target, double seconds) {
        return target + (present - target) * Math.exp(-1 / seconds);
    }
}
