package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.command.Done;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Set System Boot Options (IPMI 2.0 §28.12). Refused with 80h where the BMC does not have the
 * parameter, 81h where another console holds the lock, 82h where it can't be written.
 *
 * @param locked marks the parameter invalid, so that firmware does not act on it
 */
public record SetSystemBootOptions(BootParameter parameter, boolean locked, Bytes data)
        implements IpmiCommand<Done> {
    public static final int PARAMETER_UNSUPPORTED = 0x80;
    public static final int SET_IN_PROGRESS_HELD = 0x81;
    public static final int PARAMETER_READ_ONLY = 0x82;

    public SetSystemBootOptions(BootParameter parameter, Bytes data) {
        this(parameter, false, data);
    }

    /** Takes the lock that keeps other consoles from writing meanwhile. */
    public static SetSystemBootOptions begin() {
        return new SetSystemBootOptions(BootParameter.SET_IN_PROGRESS, Bytes.of((byte) 1));
    }

    /** Gives the lock back. */
    public static SetSystemBootOptions complete() {
        return new SetSystemBootOptions(BootParameter.SET_IN_PROGRESS, Bytes.of((byte) 0));
    }

    /** Marks the options as not yet seen by any program (the low five bits, each with its mask). */
    public static SetSystemBootOptions unacknowledged() {
        return new SetSystemBootOptions(
                BootParameter.INFO_ACKNOWLEDGE, Bytes.of((byte) 0x1F, (byte) 0x1F));
    }

    public static SetSystemBootOptions flags(BootFlags flags) {
        return new SetSystemBootOptions(BootParameter.BOOT_FLAGS, flags.toBytes());
    }

    @Override
    public int netFn() {
        return NetFn.CHASSIS;
    }

    @Override
    public int code() {
        return 0x08;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u8(parameter.selector() | (locked ? 0x80 : 0)).bytes(data.toArray());
    }

    @Override
    public Done readResponse(WireReader in) {
        return Done.DONE;
    }
}
