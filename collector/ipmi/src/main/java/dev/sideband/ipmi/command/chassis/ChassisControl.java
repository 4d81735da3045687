package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.Done;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Chassis Control (IPMI 2.0 §28.3): power and reset. It is sent once: the server may have obeyed
 * though no answer came, and a second reset is one too many. {@link GetChassisStatus} tells what
 * became of it.
 */
public record ChassisControl(Action action) implements IpmiCommand<Done> {
    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x02;
    }

    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(action.code);
    }

    @Override
    public Done readResponse(WireReader in) {
        return Done.DONE;
    }

    /** What to do. */
    public enum Action {
        /** Off at once, without the operating system's knowledge. */
        POWER_DOWN(0x0),
        POWER_UP(0x1),
        /** Off for at least a second, then on; BMCs may refuse it while the power is off. */
        POWER_CYCLE(0x2),
        HARD_RESET(0x3),
        /** A non-maskable interrupt, for a dump of a server that hangs. */
        DIAGNOSTIC_INTERRUPT(0x4),
        /** Asks the operating system to shut down, by ACPI. */
        SOFT_SHUTDOWN(0x5);

        private final int code;

        Action(int code) {
            this.code = code;
        }
    }
}
