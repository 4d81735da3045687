package dev.sideband.ipmi.dcmi;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/** A command of the group DCh, whose byte stands before the data both ways (DCMI 1.5 §6.1). */
sealed interface DcmiCommand<R> extends IpmiCommand<R>
        permits GetDcmiCapabilities, GetPowerReading, GetTemperatureReadings {
    int GROUP = 0xDC;

    @Override
    default int netFn() {
        return NetFn.GROUP_EXTENSION;
    }

    @Override
    default void writeTo(WireWriter out) {
        writeBody(out.u8(GROUP));
    }

    @Override
    default R readResponse(WireReader in) {
        int group = in.u8("group");
        if (group != GROUP) {
            throw in.malformed("group", "is %02Xh, should be DCh".formatted(group));
        }
        return readBody(in);
    }

    /** Writes what stands behind the group's byte. */
    void writeBody(WireWriter out);

    /** Reads what stands behind the group's byte. */
    R readBody(WireReader in);
}
