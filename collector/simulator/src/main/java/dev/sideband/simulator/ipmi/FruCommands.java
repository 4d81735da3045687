package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Server;

/** FRU inventory devices (IPMI 2.0 §34). */
final class FruCommands {
    private static final int GET_FRU_INVENTORY_AREA_INFO = 0x10;
    private static final int READ_FRU_DATA = 0x11;

    private static final int BY_BYTES = 0x00;
    private static final int READ_LIMIT = 64;

    private final Server server;
    private final Identity identity;

    FruCommands(Server server, Identity identity) {
        this.server = server;
        this.identity = identity;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        switch (request.command()) {
            case GET_FRU_INVENTORY_AREA_INFO ->
                    out.u16(image(request.data()).length()).u8(BY_BYTES);
            case READ_FRU_DATA -> read(request.data(), out);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void read(WireReader in, WireWriter out) {
        Bytes image = image(in);
        int offset = in.u16("offset");
        int wanted = in.u8("count");
        if (offset >= image.length()) {
            throw new Refusal(CompletionCode.PARAMETER_OUT_OF_RANGE);
        }
        if (wanted > READ_LIMIT) {
            throw new Refusal(CompletionCode.CANNOT_RETURN_LENGTH);
        }
        int length = Math.min(wanted, image.length() - offset);
        out.u8(length).bytes(image.toArray(), offset, length);
    }

    private Bytes image(WireReader in) {
        return FruInventory.of(identity, in.u8("FRU device id"), server::serialNumber)
                .orElseThrow(() -> new Refusal(CompletionCode.NOT_PRESENT));
    }
}
