package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.storage.GetSelEntry;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.command.storage.ReserveSel;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** One BMC's log, a record at a time. Remembers how that BMC wants to be asked. */
final class SelSource {
    static final int FIRST = 0x0000;
    static final int LAST = 0xFFFF;

    private static final int WHOLE = 0xFF;
    private static final int MAX_LOST_RESERVATIONS = 5;

    private final IpmiClient client;
    private int reservation;
    private int count = WHOLE;

    SelSource(IpmiClient client) {
        this.client = client;
    }

    /**
     * A record as it was found.
     *
     * @param askedId the id that finds it again
     * @param next the id of its successor, FFFFh behind the last
     * @param bytes its 16 bytes, filled up with FFh where the BMC gave less
     * @param given what the BMC gave, at most 16 bytes
     */
    record Found(int askedId, int next, Bytes bytes, Bytes given) {
        int id() {
            return bytes.u8(0) | bytes.u8(1) << 8;
        }

        /** Whether it is flash that has been erased and not been written. */
        boolean blank() {
            for (int i = 2; i < SelRecord.LENGTH; i++) {
                if (bytes.u8(i) != 0xFF) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What the log says of itself; all zeros where the BMC cannot tell. */
    GetSelInfo.Response info() throws IpmiException, InterruptedException {
        try {
            return client.send(new GetSelInfo());
        } catch (Refused refused) {
            if (refused.completionCode() == CompletionCode.NODE_BUSY) {
                throw refused;
            }
            // Unknown to the BMC, or not for this user: the records may still be.
            return new GetSelInfo.Response(0, 0, 0, 0, 0, false);
        }
    }

    /** Takes a reservation and uses it for what is read from now on. */
    int reserve() throws IpmiException, InterruptedException {
        reservation = client.send(new ReserveSel()).reservation();
        return reservation;
    }

    /** The reservation that holds as far as is known, 0 before the first. */
    int reservation() {
        return reservation;
    }

    /** The record that {@code id} finds; null where there is none. */
    @Nullable Found get(int id) throws IpmiException, InterruptedException {
        for (int lost = 0; ; ) {
            try {
                return found(id, client.send(new GetSelEntry(reservation, id, 0, count)));
            } catch (Refused refused) {
                int code = refused.completionCode();
                if (code == CompletionCode.NOT_PRESENT) {
                    return null;
                }
                if (code == CompletionCode.RESERVATION_LOST && lost++ < MAX_LOST_RESERVATIONS) {
                    // Whole records need no reservation by the standard; some BMCs want one.
                    reserve();
                } else if (tooMuch(code) && count == WHOLE) {
                    count = SelRecord.LENGTH;
                } else {
                    throw refused;
                }
            }
        }
    }

    private static boolean tooMuch(int code) {
        return switch (code) {
            case CompletionCode.CANNOT_RETURN_LENGTH,
                    CompletionCode.LENGTH_LIMIT_EXCEEDED,
                    CompletionCode.REQUEST_LENGTH_INVALID,
                    CompletionCode.PARAMETER_OUT_OF_RANGE,
                    CompletionCode.UNSPECIFIED ->
                    true;
            default -> false;
        };
    }

    private static @Nullable Found found(int id, GetSelEntry.Response answer) {
        byte[] data = answer.data().toArray();
        if (data.length == 0) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(data, SelRecord.LENGTH);
        if (data.length < SelRecord.LENGTH) {
            Arrays.fill(bytes, data.length, SelRecord.LENGTH, (byte) 0xFF);
        }
        Bytes given = Bytes.of(data, 0, Math.min(data.length, SelRecord.LENGTH));
        int own = (bytes[0] & 0xFF) | (bytes[1] & 0xFF) << 8;
        return new Found(id == FIRST ? own : id, answer.nextRecordId(), Bytes.of(bytes), given);
    }
}
