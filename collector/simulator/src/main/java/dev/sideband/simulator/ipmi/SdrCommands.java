package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.Server;

/** The SDR repository (IPMI 2.0 §33), which never changes. */
final class SdrCommands {
    private static final int GET_SDR_REPOSITORY_INFO = 0x20;
    private static final int GET_SDR_REPOSITORY_ALLOCATION_INFO = 0x21;
    private static final int RESERVE_SDR_REPOSITORY = 0x22;
    private static final int GET_SDR = 0x23;
    private static final int GET_SDR_REPOSITORY_TIME = 0x28;

    /** Non-modal updates, reservation and allocation info are supported. */
    private static final int OPERATIONS = 0x23;

    private static final int WRITTEN_AT = 1_672_531_200;
    private static final int WHOLE_RECORD = 0xFF;
    private static final int UNIT = 16;
    private static final int FREE_UNITS = 256;

    private final Server server;
    private final SdrRepository repository;
    private final int readLimit;
    private final boolean reserves;
    private int reservation;

    SdrCommands(Server server, Quirks quirks) {
        this.server = server;
        this.repository = SdrRepository.of(server.blueprint(), quirks);
        this.readLimit = server.blueprint().profile().sdrReadLimit();
        this.reserves =
                !quirks.has(SdrQuirk.NO_INFO_NO_RESERVATION)
                        && !quirks.has(SdrQuirk.INFO_IS_PRIVILEGED);
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        switch (request.command()) {
            case GET_SDR_REPOSITORY_INFO ->
                    out.u8(SdrRecords.VERSION)
                            .u16(repository.size())
                            .u16(UNIT * FREE_UNITS)
                            .u32(WRITTEN_AT)
                            .u32(0)
                            .u8(OPERATIONS);
            case GET_SDR_REPOSITORY_ALLOCATION_INFO ->
                    out.u16(2 * FREE_UNITS).u16(UNIT).u16(FREE_UNITS).u16(FREE_UNITS).u8(4);
            case RESERVE_SDR_REPOSITORY -> {
                reservation = Reservations.next(reservation);
                out.u16(reservation);
            }
            case GET_SDR -> getSdr(request.data(), out);
            case GET_SDR_REPOSITORY_TIME -> out.u32(server.clock(request.now()));
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void getSdr(WireReader in, WireWriter out) {
        int held = in.u16("reservation id");
        int id = in.u16("record id");
        int offset = in.u8("offset");
        int wanted = in.u8("bytes to read");
        if (reserves && (offset != 0 || held != 0)) {
            Reservations.check(held, reservation);
        }
        Bytes record =
                repository.find(id).orElseThrow(() -> new Refusal(CompletionCode.NOT_PRESENT));
        if (offset >= record.length()) {
            throw new Refusal(CompletionCode.PARAMETER_OUT_OF_RANGE);
        }
        int left = record.length() - offset;
        int length = wanted == WHOLE_RECORD ? left : Math.min(wanted, left);
        if (length > readLimit) {
            throw new Refusal(CompletionCode.CANNOT_RETURN_LENGTH);
        }
        out.u16(repository.idAfter(record)).bytes(record.toArray(), offset, length);
    }
}
