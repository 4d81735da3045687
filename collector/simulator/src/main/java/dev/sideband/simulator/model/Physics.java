package dev.sideband.simulator.model;

import dev.sideband.simulator.fault.Fault;
import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.DriveFailure;
import dev.sideband.simulator.fault.Fault.EccBurst;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.InletRise;
import dev.sideband.simulator.fault.Fault.LoadSurge;
import dev.sideband.simulator.fault.Fault.MachineFault;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The state of one server's hardware and how a second changes it.
 *
 * <p>Temperatures in degrees Celsius, power in watts. Heat sinks and air follow their equilibrium
 * with first-order lags; the equilibrium follows from power and air flow.
 */
public final class Physics {
    private static final double THROTTLE_CEL = 96;
    private static final double THROTTLE_SHARE_PER_KELVIN = 0.05;
    private static final double THROTTLED_CEL = 100;
    private static final double BOARD_WATTS = 55;
    private static final double DRIVE_WATTS = 6;
    private static final double CPU_IDLE_WATTS = 32;
    private static final int LOGGED_CORRECTED_ERRORS = 10;

    /** The BMC, its network port and the supplies themselves. */
    private static final double STANDBY_WATTS = 14;

    /** Kelvin of the air stream times its flow, per watt: 0.075 m³/s at full speed. */
    private static final double AIR_KELVIN_PER_WATT = 1 / (1.2 * 1005 * 0.075);

    private final Shape shape;
    private final long seed;
    private final LoadCurve load;
    private final double roomInlet;
    private final Cooling cooling;
    private final Set<MachineFault> faults = new LinkedHashSet<>();
    private boolean hostOn = true;
    private int shutdownSeconds;

    private int correctedErrors;
    private OptionalInt correctedErrorDimm = OptionalInt.empty();
    private double utilization;
    private double dcWatts = 250;
    private double inlet;
    private double exhaust = 35;
    private double pch = 45;
    private final boolean[] throttled = new boolean[Shape.CPUS];
    private final double[] cpuWatts = {60, 60};
    private final double[] cpuTemp = {48, 48};
    private final double[] vrmTemp = {45, 45};
    private final double[] dimmTemp;
    private final double[] psuTemp = {35, 35};

    public Physics(Shape shape, long seed) {
        this.shape = shape;
        this.seed = seed;
        this.load = new LoadCurve(seed);
        this.roomInlet = Mix.between(20.5, 24, seed, 10);
        this.inlet = roomInlet;
        this.cooling = new Cooling(shape, seed);
        this.dimmTemp = new double[shape.dimmGroups()];
        Arrays.fill(dimmTemp, 38);
    }

    public Shape shape() {
        return shape;
    }

    /** Lays a fault into the machine, or takes it away. */
    public void set(MachineFault fault, boolean present) {
        if (present ? !faults.add(fault) : !faults.remove(fault)) {
            return;
        }
        switch (fault) {
            case FanFailure(int fan) -> cooling.setFailed(fan, present);
            case EccBurst _ -> correctedErrors = 0;
            case ChassisOpen _, DriveFailure _, InletRise _, LoadSurge _, PsuInputLoss _ -> {}
        }
    }

    public boolean has(MachineFault fault) {
        return faults.contains(fault);
    }

    /** Switches the host on, or off at once; the BMC lives on. */
    void setHost(boolean on) {
        if (on && !hostOn) {
            cooling.spinUp();
        }
        hostOn = on;
        shutdownSeconds = 0;
    }

    /** Asks the host's operating system to end within {@code seconds}. */
    void shutDownIn(int seconds) {
        shutdownSeconds = seconds;
    }

    /** Whether the host runs: it is switched on and has power. */
    public boolean running() {
        return hostOn && powered();
    }

    /** Lets the second {@code second} of simulated time pass. */
    public void step(long second) {
        if (shutdownSeconds > 0 && --shutdownSeconds == 0) {
            hostOn = false;
        }
        utilization = Lag.towards(utilization, running() ? wantedLoad(second) : 0, 2);
        inlet = Lag.towards(inlet, wantedInlet(second), 45);
        draw();
        heat();
        correctMemory(second);
        cooling.step(running(), Math.max(cpuTemp[0], cpuTemp[1]), inlet);
    }

    private double wantedLoad(long second) {
        double wanted = load.at(second);
        for (Fault fault : faults) {
            if (fault instanceof LoadSurge(double surge)) {
                wanted = Math.max(wanted, surge);
            }
        }
        return wanted;
    }

    private double wantedInlet(long second) {
        double wanted = roomInlet - 0.8 * Math.cos(2 * Math.PI * second / 86_400);
        for (Fault fault : faults) {
            if (fault instanceof InletRise(double kelvin)) {
                wanted += kelvin;
            }
        }
        return wanted;
    }

    private void draw() {
        if (!running()) {
            dcWatts = powered() ? STANDBY_WATTS : 0;
            cpuWatts[0] = 0;
            cpuWatts[1] = 0;
            return;
        }
        double sum = BOARD_WATTS + DRIVE_WATTS * shape.driveSlots() + cooling.watts();
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            double balance = Mix.between(0.93, 1, seed, 20 + cpu);
            double dynamic = (shape.cpuWatts() - CPU_IDLE_WATTS) * Math.pow(utilization, 0.9);
            double leakage = 1 + 0.002 * (cpuTemp[cpu] - 60);
            double excess = Math.max(0, cpuTemp[cpu] - THROTTLE_CEL);
            double throttle = Math.max(0.4, 1 - THROTTLE_SHARE_PER_KELVIN * excess);
            cpuWatts[cpu] = (CPU_IDLE_WATTS + dynamic * balance * throttle) * leakage;
            sum += cpuWatts[cpu];
        }
        dcWatts = sum + 4.0 * shape.dimmGroups() * (1 + 2 * utilization);
    }

    private void heat() {
        double flow = cooling.flow();
        for (int cpu = 0; cpu < Shape.CPUS; cpu++) {
            double local = cooling.flowAtCpu(cpu);
            double resistance = 0.10 + 0.075 / Math.pow(local, 0.7);
            double air = inlet + 4;
            cpuTemp[cpu] = Lag.towards(cpuTemp[cpu], air + resistance * cpuWatts[cpu], 25);
            throttled[cpu] = cpuTemp[cpu] > (throttled[cpu] ? THROTTLE_CEL : THROTTLED_CEL);
            double vrm = air + 6 + 0.12 * cpuWatts[cpu] / Math.sqrt(local);
            vrmTemp[cpu] = Lag.towards(vrmTemp[cpu], vrm, 40);
        }
        for (int group = 0; group < dimmTemp.length; group++) {
            double local = cooling.flowAtCpu(group * Shape.CPUS / dimmTemp.length);
            double watts = 4 + 8 * utilization + group * 0.3;
            double target = inlet + 5 + watts / Math.pow(local, 0.6);
            dimmTemp[group] = Lag.towards(dimmTemp[group], target, 60);
        }
        pch = Lag.towards(pch, inlet + 14 + 0.012 * dcWatts / flow, 90);
        exhaust = Lag.towards(exhaust, inlet + dcWatts * AIR_KELVIN_PER_WATT / flow, 20);
        for (int psu = 0; psu < Shape.PSUS; psu++) {
            double target = inlet + 6 + 0.35 * (inputWatts(psu) - dcShare(psu));
            psuTemp[psu] = Lag.towards(psuTemp[psu], target, 120);
        }
    }

    private void correctMemory(long second) {
        correctedErrorDimm = OptionalInt.empty();
        for (Fault fault : faults) {
            if (fault instanceof EccBurst(int dimm)
                    && hostOn
                    && correctedErrors < LOGGED_CORRECTED_ERRORS
                    && Mix.below(16, seed, second) == 0) {
                correctedErrors++;
                correctedErrorDimm = OptionalInt.of(dimm);
            }
        }
    }

    /** Whether any power supply has input; without, the BMC is as dead as the rest. */
    public boolean powered() {
        return hasInput(0) || hasInput(1);
    }

    public boolean hasInput(int psu) {
        return !faults.contains(new PsuInputLoss(psu));
    }

    /** Whether a processor holds itself back until it is cool enough. */
    public boolean throttled(int cpu) {
        return throttled[cpu];
    }

    public boolean fansRedundant() {
        return !cooling.anyFailed();
    }

    public boolean supplyRedundant() {
        return hasInput(0) && hasInput(1);
    }

    public boolean chassisOpen() {
        return faults.contains(new ChassisOpen());
    }

    public boolean driveFailed(int slot) {
        return faults.contains(new DriveFailure(slot));
    }

    /** The module whose error was corrected in the last step, where one was. */
    public OptionalInt correctedErrorDimm() {
        return correctedErrorDimm;
    }

    /** Whether errors are being corrected, but so many that none is reported any more. */
    public boolean memoryLogLimitReached() {
        return correctedErrors >= LOGGED_CORRECTED_ERRORS;
    }

    public Set<MachineFault> faults() {
        return Set.copyOf(faults);
    }

    public double utilizationPercent() {
        return 100 * utilization;
    }

    public double inlet() {
        return inlet;
    }

    public double exhaust() {
        return exhaust;
    }

    public double pch() {
        return pch;
    }

    public double cpuTemp(int cpu) {
        return cpuTemp[cpu];
    }

    public double vrmTemp(int cpu) {
        return vrmTemp[cpu];
    }

    public double dimmTemp(int group) {
        return dimmTemp[group];
    }

    public double psuTemp(int psu) {
        return psuTemp[psu];
    }

    public double fanRpm(int fan) {
        return cooling.rpm(fan);
    }

    public double cpuWatts(int cpu) {
        return cpuWatts[cpu];
    }

    /** What the board and all on it take from the supplies. */
    public double dcWatts() {
        return dcWatts;
    }

    /** What one supply takes from its feed: its share and its loss. */
    public double inputWatts(int psu) {
        return hasInput(psu) ? dcShare(psu) / 0.925 + 6 : 0;
    }

    public double totalInputWatts() {
        return inputWatts(0) + inputWatts(1);
    }

    /** What a feed has to give: about 230 V, 0 where its cable is out. */
    public double inputVolts(int psu) {
        return hasInput(psu) ? Mix.between(227, 232, seed, 30 + psu) : 0;
    }

    public double inputAmperes(int psu) {
        return hasInput(psu) ? inputWatts(psu) / inputVolts(psu) : 0;
    }

    /** A rail of nominal voltage, a little lower the more is drawn from it. */
    public double railVolts(double nominal) {
        return running() ? nominal * (1.006 - 0.00003 * dcWatts) : 0;
    }

    public double coreVolts() {
        return running() ? 1.81 - 0.0005 * utilizationPercent() : 0;
    }

    public double memoryVolts() {
        return running() ? 1.215 - 0.00012 * utilizationPercent() : 0;
    }

    private double dcShare(int psu) {
        return hasInput(psu) ? dcWatts / (supplyRedundant() ? 2 : 1) : 0;
    }
}
