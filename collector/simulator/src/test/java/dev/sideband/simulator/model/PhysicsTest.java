package dev.sideband.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.InletRise;
import dev.sideband.simulator.fault.Fault.LoadSurge;
import dev.sideband.simulator.fault.Fault.MachineFault;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.LongStream;

/** A machine behaves as machines do: energy is kept, heat follows power, fans follow heat. */
class PhysicsTest {
    private static final Shape SHAPE = new Shape(6, 4, 8, 185, 17_850);
    private static final int CPU1_FAN = SHAPE.fanOfCpu(0);

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void suppliesDrawMoreThanTheBoardGets(long seed) {
        Physics machine = settled(seed);

        double efficiency = machine.dcWatts() / machine.totalInputWatts();

        assertThat(efficiency).isBetween(0.85, 0.95);
        assertThat(machine.inputWatts(0)).isCloseTo(machine.inputWatts(1), within(0.01));
        assertThat(machine.cpuWatts(0) + machine.cpuWatts(1)).isLessThan(machine.dcWatts());
        assertThat(machine.inputAmperes(0) * machine.inputVolts(0))
                .isCloseTo(machine.inputWatts(0), within(0.01));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void airLeavesAsMuchWarmerAsThePowerMakesIt(long seed) {
        Physics machine = settled(seed, new LoadSurge(0.8));
        double flow = 0;
        for (int fan = 0; fan < SHAPE.fans(); fan++) {
            flow += machine.fanRpm(fan) / SHAPE.fanMaxRpm() / SHAPE.fans();
        }

        // 0.075 cubic metres a second at full speed, 1206 joules per cubic metre and kelvin.
        double carried = (machine.exhaust() - machine.inlet()) * 0.075 * flow * 1206;

        assertThat(carried).isCloseTo(machine.dcWatts(), within(0.05 * machine.dcWatts()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void loadMakesPowerAndHeatAndWind(long seed) {
        Physics busy = settled(seed, new LoadSurge(1));
        Physics usual = settled(seed);

        assertThat(busy.totalInputWatts()).isGreaterThan(usual.totalInputWatts());
        assertThat(busy.cpuTemp(0)).isGreaterThan(usual.cpuTemp(0));
        assertThat(busy.fanRpm(0)).isGreaterThan(usual.fanRpm(0));
        assertThat(busy.railVolts(12)).isLessThan(usual.railVolts(12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFailedFanHeatsTheProcessorBehindItAndSpeedsUpTheOthers(long seed) {
        Physics machine = settled(seed, new LoadSurge(0.9));
        double before = machine.cpuTemp(0);
        double rpmBefore = machine.fanRpm(0);

        machine.set(new FanFailure(CPU1_FAN), true);
        pass(machine, 400, 600);

        assertThat(machine.fanRpm(CPU1_FAN)).isZero();
        assertThat(machine.fanRpm(0)).isGreaterThan(rpmBefore * 1.2);
        assertThat(machine.cpuTemp(0)).isGreaterThan(before + 12);
        assertThat(machine.cpuTemp(0)).isGreaterThan(85);
        assertThat(machine.fansRedundant()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplacedFanCoolsItDown(long seed) {
        Physics machine = settled(seed, new LoadSurge(0.9));
        double before = machine.cpuTemp(0);
        machine.set(new FanFailure(CPU1_FAN), true);
        pass(machine, 400, 600);

        machine.set(new FanFailure(CPU1_FAN), false);
        pass(machine, 600, 1000);

        assertThat(machine.cpuTemp(0)).isCloseTo(before, within(2.0));
        assertThat(machine.fansRedundant()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneSupplyCarriesAllWhenTheOtherLosesItsInput(long seed) {
        Physics machine = settled(seed);
        double total = machine.totalInputWatts();

        machine.set(new PsuInputLoss(0), true);
        pass(machine, 400, 410);

        assertThat(machine.inputWatts(0)).isZero();
        assertThat(machine.inputVolts(0)).isZero();
        assertThat(machine.inputWatts(1)).isCloseTo(total, within(0.15 * total));
        assertThat(machine.supplyRedundant()).isFalse();
        assertThat(machine.powered()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutAnyInputEverythingStops(long seed) {
        Physics machine = settled(seed);

        machine.set(new PsuInputLoss(0), true);
        machine.set(new PsuInputLoss(1), true);
        pass(machine, 400, 1500);

        assertThat(machine.powered()).isFalse();
        assertThat(machine.totalInputWatts()).isZero();
        assertThat(machine.fanRpm(0)).isZero();
        assertThat(machine.railVolts(12)).isZero();
        assertThat(machine.cpuTemp(0)).isLessThan(machine.inlet() + 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void warmAirWarmsEverything(long seed) {
        Physics machine = settled(seed);
        double inlet = machine.inlet();
        double pch = machine.pch();

        machine.set(new InletRise(15), true);
        pass(machine, 400, 1000);

        assertThat(machine.inlet()).isCloseTo(inlet + 15, within(1.0));
        assertThat(machine.pch()).isGreaterThan(pch + 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takingAwayAFaultThatIsNotThereChangesNothing(long seed) {
        Physics machine = settled(seed);

        machine.set(new ChassisOpen(), false);
        machine.set(new FanFailure(0), false);

        assertThat(machine.chassisOpen()).isFalse();
        assertThat(machine.fansRedundant()).isTrue();
    }

    private static Physics settled(long seed, MachineFault... faults) {
        var machine = new Physics(SHAPE, seed);
        for (MachineFault fault : faults) {
            machine.set(fault, true);
        }
        pass(machine, 0, 400);
        return machine;
    }

    private static void pass(Physics machine, int from, int to) {
        for (int second = from; second < to; second++) {
            machine.step(second);
        }
    }
}
