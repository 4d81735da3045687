package dev.sideband.ipmi.sdr;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import java.util.List;

/** A controller without a repository: the same device SDRs at each of its LUNs. */
record DeviceSdrs(List<String> records, int luns) {
    ScriptedBmc bmc() {
        return on(new ScriptedBmc());
    }

    ScriptedBmc on(ScriptedBmc bmc) {
        return bmc.on(0x04, 0x20, "0c" + "%02x".formatted(luns))
                .on(0x04, 0x22, "0100")
                .on(0x04, 0x21, this::get);
    }

    private byte[] get(WireReader in) {
        in.skip("reservation", 2);
        int index = in.u16("record id");
        int offset = in.u8("offset");
        Bytes record = Bytes.fromHex(records.get(index));
        int next = index + 1 < records.size() ? index + 1 : 0xFFFF;
        int length = Math.min(in.u8("count"), record.length() - offset);
        return new WireWriter().u16(next).bytes(record.toArray(), offset, length).toByteArray();
    }
}
