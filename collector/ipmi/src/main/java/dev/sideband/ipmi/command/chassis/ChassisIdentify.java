package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.Done;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.time.Duration;

/**
 * Chassis Identify (IPMI 2.0 §28.5): lights the lamp by which a server is found in its rack.
 *
 * @param seconds 0 to 255; 0 switches the light off
 * @param indefinitely on until it is switched off, which not every BMC can
 */
public record ChassisIdentify(int seconds, boolean indefinitely) implements IpmiCommand<Done> {
    public static final Duration LONGEST = Duration.ofSeconds(255);

    public ChassisIdentify {
        if (seconds < 0 || seconds > LONGEST.toSeconds()) {
            throw new IllegalArgumentException(
                    "seconds must be 0 to %d, not %d".formatted(LONGEST.toSeconds(), seconds));
        }
    }

    public static ChassisIdentify off() {
        return new ChassisIdentify(0, false);
    }

    /** On for {@code time}, whole seconds up to {@link #LONGEST}. */
    public static ChassisIdentify during(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the identify light can be on for up to %d s, not %d s"
                            .formatted(LONGEST.toSeconds(), time.toSeconds()));
        }
        return new ChassisIdentify((int) time.toSeconds(), false);
    }

    /** On until {@link #off}. */
    public static ChassisIdentify on() {
        return new ChassisIdentify(0, true);
    }

    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x04;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(seconds);
        // Only where needed: IPMI 1.5 has no second byte.
        if (indefinitely) {
            out.u8(1);
        }
    }

    @Override
    public Done readResponse(WireReader in) {
        return Done.DONE;
    }
}
