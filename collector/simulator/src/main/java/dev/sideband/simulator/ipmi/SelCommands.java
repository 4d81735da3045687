package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.SystemEventLog;

import java.util.function.Consumer;

/** The system event log (IPMI 2.0 §31). */
final class SelCommands {
    private static final int GET_SEL_INFO = 0x40;
    private static final int GET_SEL_ALLOCATION_INFO = 0x41;
    private static final int RESERVE_SEL = 0x42;
    private static final int GET_SEL_ENTRY = 0x43;
    private static final int CLEAR_SEL = 0x47;
    private static final int GET_SEL_TIME = 0x48;
    private static final int SET_SEL_TIME = 0x49;
    private static final int GET_SEL_TIME_UTC_OFFSET = 0x5C;

    private static final int VERSION = 0x51;

    /** Reservation and allocation info are supported. */
    private static final int OPERATIONS = 0x03;

    private static final int OVERFLOW = 0x80;
    private static final int WHOLE_RECORD = 0xFF;
    private static final int CLR = 'C' | ('L' << 8) | ('R' << 16);
    private static final int START_ERASE = 0xAA;
    private static final int GET_ERASE_STATUS = 0x00;
    private static final int ERASED = 0x01;

    private final Server server;
    private int reservation;
    private long additionsWhenReserved;

    SelCommands(Server server) {
        this.server = server;
    }

    void answer(Request request, WireWriter out) {
        request.require(PrivilegeLevel.USER);
        switch (request.command()) {
            case GET_SEL_INFO -> onLog(request, log -> info(log, out));
            case GET_SEL_ALLOCATION_INFO -> onLog(request, log -> allocation(log, out));
            case RESERVE_SEL -> onLog(request, log -> reserve(log, out));
            case GET_SEL_ENTRY -> onLog(request, log -> entry(log, request.data(), out));
            case CLEAR_SEL -> clear(request, out);
            case GET_SEL_TIME -> out.u32(server.clock(request.now()));
            case SET_SEL_TIME -> setTime(request);
            case GET_SEL_TIME_UTC_OFFSET -> out.u16(0);
            default -> throw new Refusal(CompletionCode.INVALID_COMMAND);
        }
    }

    private void onLog(Request request, Consumer<SystemEventLog> action) {
        server.log(
                request.now(),
                log -> {
                    action.accept(log);
                    return log;
                });
    }

    private static void info(SystemEventLog log, WireWriter out) {
        int free = (log.capacity() - log.size()) * SelRecord.LENGTH;
        out.u8(VERSION).u16(log.size()).u16(Math.min(free, 0xFFFE));
        out.u32(log.lastAddition()).u32(log.lastErase());
        out.u8(OPERATIONS | (log.overflow() ? OVERFLOW : 0));
    }

    private static void allocation(SystemEventLog log, WireWriter out) {
        int free = log.capacity() - log.size();
        out.u16(log.capacity()).u16(SelRecord.LENGTH).u16(free).u16(free).u8(1);
    }

    private void reserve(SystemEventLog log, WireWriter out) {
        reservation = Reservations.next(reservation);
        additionsWhenReserved = log.additions();
        out.u16(reservation);
    }

    private void entry(SystemEventLog log, WireReader in, WireWriter out) {
        int held = in.u16("reservation id");
        int id = in.u16("record id");
        int offset = in.u8("offset");
        int wanted = in.u8("bytes to read");
        if (offset != 0 || held != 0) {
            Reservations.check(held, reservation);
        }
        SelRecord record = log.find(id).orElseThrow(() -> new Refusal(CompletionCode.NOT_PRESENT));
        if (offset >= SelRecord.LENGTH) {
            throw new Refusal(CompletionCode.PARAMETER_OUT_OF_RANGE);
        }
        int left = SelRecord.LENGTH - offset;
        int length = wanted == WHOLE_RECORD ? left : Math.min(wanted, left);
        out.u16(log.idAfter(record)).bytes(record.bytes().toArray(), offset, length);
    }

    /** A record that came after the reservation saves the log: its owner has not seen it. */
    private void clear(Request request, WireWriter out) {
        request.require(PrivilegeLevel.ADMINISTRATOR);
        WireReader in = request.data();
        Reservations.check(in.u16("reservation id"), reservation);
        if (in.u24("CLR") != CLR) {
            throw new Refusal(CompletionCode.INVALID_DATA);
        }
        switch (in.u8("operation")) {
            case START_ERASE -> {
                if (server.log(request.now(), SystemEventLog::additions) != additionsWhenReserved) {
                    throw new Refusal(CompletionCode.RESERVATION_LOST);
                }
                server.clearLog(request.now());
                onLog(request, log -> additionsWhenReserved = log.additions());
            }
            case GET_ERASE_STATUS -> {}
            default -> throw new Refusal(CompletionCode.INVALID_DATA);
        }
        out.u8(ERASED);
    }

    private void setTime(Request request) {
        request.require(PrivilegeLevel.ADMINISTRATOR);
        server.setClock(request.now(), request.data().u32("time"));
    }
}
