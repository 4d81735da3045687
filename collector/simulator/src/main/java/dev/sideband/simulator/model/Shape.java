package dev.sideband.simulator.model;

/**
 * What is built into a model of server.
 *
 * @param fans in a row behind the drives; the processors stand behind the second and the last but
 *     one
 * @param dimmGroups groups of memory modules with a temperature each
 * @param driveSlots in front
 * @param cpuWatts of one processor at full load
 * @param fanMaxRpm at full duty
 */
public record Shape(int fans, int dimmGroups, int driveSlots, double cpuWatts, int fanMaxRpm) {
    /** All models here have two of each. */
    public static final int CPUS = 2;

    public static final int PSUS = 2;

    public Shape {
        if (fans < 4 || fans > 12) {
            throw new IllegalArgumentException("fans must be 4 to 12, is " + fans);
        }
        if (dimmGroups < 2 || dimmGroups > 48 || dimmGroups % CPUS != 0) {
            throw new IllegalArgumentException("dimm-groups must be even, 2 to 48");
        }
        if (driveSlots < 1 || driveSlots > 15) {
            throw new IllegalArgumentException("drive-slots must be 1 to 15");
        }
    }

    /** The fan in front of a processor. */
    public int fanOfCpu(int cpu) {
        return cpu == 0 ? 1 : fans - 2;
    }
}
