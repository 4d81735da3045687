package dev.sideband.simulator.fault;

import java.time.Duration;

/** Something wrong that begins and may end. */
public sealed interface Fault {

    /** Wrong with the machine: its sensors and its log show it. */
    sealed interface MachineFault extends Fault {}

    /** Wrong with the BMC or the way to it: nobody can ask what the sensors show. */
    sealed interface LinkFault extends Fault {}

    /** The rotor of fan {@code fan}, counted from 0, stands still. */
    record FanFailure(int fan) implements MachineFault {}

    /** Power supply {@code psu}, counted from 0, has no input. */
    record PsuInputLoss(int psu) implements MachineFault {}

    /** The lid is off. */
    record ChassisOpen() implements MachineFault {}

    /** The module at {@code dimm}, counted from 0, has an error corrected every few seconds. */
    record EccBurst(int dimm) implements MachineFault {}

    /** The drive in {@code slot}, counted from 0, has failed. */
    record DriveFailure(int slot) implements MachineFault {}

    /** The air that comes in is {@code kelvin} warmer than the room's cooling would have it. */
    record InletRise(double kelvin) implements MachineFault {
        public InletRise {
            if (!(kelvin > 0 && kelvin <= 40)) {
                throw new IllegalArgumentException("kelvin must be 0 to 40, is " + kelvin);
            }
        }
    }

    /** A job takes the processors up to {@code utilization}, 0 to 1; no defect, but it heats. */
    record LoadSurge(double utilization) implements MachineFault {
        public LoadSurge {
            if (!(utilization >= 0 && utilization <= 1)) {
                throw new IllegalArgumentException("utilization must be 0 to 1, is " + utilization);
            }
        }
    }

    /** The BMC swallows every datagram and keeps its sessions. */
    record Hang() implements LinkFault {}

    /** Each datagram, in either direction, is lost with this probability. */
    record Loss(double rate) implements LinkFault {
        public Loss {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate must be 0 to 1, is " + rate);
            }
        }
    }

    /** Each answer leaves this much later. */
    record Delay(Duration delay) implements LinkFault {
        /** Longer than any client waits. */
        public static final Duration LONGEST = Duration.ofMinutes(1);

        public Delay {
            if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("delay must be 0 to 1 min, is " + delay);
            }
        }
    }
}
