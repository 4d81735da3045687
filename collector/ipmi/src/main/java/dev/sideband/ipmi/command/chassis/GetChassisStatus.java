package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Get Chassis Status (IPMI 2.0 §28.2): is the server on, and does its chassis complain. */
public record GetChassisStatus() implements IpmiCommand<GetChassisStatus.Response> {
    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x01;
    }

    @Override
    public void writeTo(WireWriter out) {}

    @Override
    public Response readResponse(WireReader in) {
        return new Response(
                in.u8("current power state"),
                in.u8("last power event"),
                in.u8("misc state"),
                in.hasMore()
                        ? Optional.of(new FrontPanel(in.u8("front panel")))
                        : Optional.empty());
    }

    /** Body after the completion code, bytes as they came; few BMCs tell of the front panel. */
    public record Response(
            int powerState, int lastPowerEvent, int miscState, Optional<FrontPanel> frontPanel) {
        public boolean powerOn() {
            return (powerState & 0x01) != 0;
        }

        public boolean powerOverload() {
            return (powerState & 0x02) != 0;
        }

        /** Whether a panel is open or missing, so that the power is kept off. */
        public boolean powerInterlock() {
            return (powerState & 0x04) != 0;
        }

        public boolean powerFault() {
            return (powerState & 0x08) != 0;
        }

        /** Whether the controller could not bring the power into the state that was asked for. */
        public boolean powerControlFault() {
            return (powerState & 0x10) != 0;
        }

        /** What the chassis does when mains power comes back. */
        public PowerRestorePolicy powerRestorePolicy() {
            return PowerRestorePolicy.of(powerState >> 5 & 0x03);
        }

        /** Why the power last changed; empty where the BMC doesn't know. */
        public Set<PowerEvent> lastPowerEvents() {
            var events = EnumSet.noneOf(PowerEvent.class);
            for (PowerEvent event : PowerEvent.values()) {
                if ((lastPowerEvent & event.mask) != 0) {
                    events.add(event);
                }
            }
            return Collections.unmodifiableSet(events);
        }

        public boolean intrusion() {
            return (miscState & 0x01) != 0;
        }

        /** Whether the buttons for power and reset are locked. */
        public boolean frontPanelLockout() {
            return (miscState & 0x02) != 0;
        }

        public boolean driveFault() {
            return (miscState & 0x04) != 0;
        }

        public boolean coolingFault() {
            return (miscState & 0x08) != 0;
        }

        /** Whether the identify light is lit. */
        public IdentifyState identifyState() {
            return (miscState & 0x40) == 0
                    ? IdentifyState.UNKNOWN
                    : switch (miscState >> 4 & 0x03) {
                        case 0 -> IdentifyState.OFF;
                        case 1 -> IdentifyState.TEMPORARY;
                        case 2 -> IdentifyState.INDEFINITE;
                        default -> IdentifyState.UNKNOWN;
                    };
        }
    }

    /** What last changed the power. */
    public enum PowerEvent {
        AC_FAILED(0x01),
        OVERLOAD(0x02),
        INTERLOCK(0x04),
        FAULT(0x08),
        /** On, as a Chassis Control command asked for it. */
        COMMAND(0x10);

        private final int mask;

        PowerEvent(int mask) {
            this.mask = mask;
        }
    }

    /** The identify light. */
    public enum IdentifyState {
        OFF,
        /** On for the time of a Chassis Identify command. */
        TEMPORARY,
        /** On until it is switched off. */
        INDEFINITE,
        UNKNOWN
    }

    /** Which buttons at the front work; the low four bits of {@code flags} disable one each. */
    public record FrontPanel(int flags) {
        public boolean powerOffDisabled() {
            return (flags & 0x01) != 0;
        }

        public boolean resetDisabled() {
            return (flags & 0x02) != 0;
        }

        public boolean diagnosticInterruptDisabled() {
            return (flags & 0x04) != 0;
        }

        public boolean standbyDisabled() {
            return (flags & 0x08) != 0;
        }
    }
}
