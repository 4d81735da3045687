package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.sel.SelSource.Found;

import java.util.List;
import java.util.OptionalInt;

/** Whether a log was cleared while a batch was read from it. */
final class SelTear {
    private SelTear() {}

    /**
     * Where the batch is torn: how many of {@code found}, from the first one on, are sure to come
     * from the log's old life. Empty where the log was not cleared: what the batch began with is
     * still there.
     */
    static OptionalInt find(
            SelSource source, SelResume.Start start, List<Found> found, GetSelInfo.Response now)
            throws IpmiException, InterruptedException {
        GetSelInfo.Response then = start.info();
        boolean erased =
                now.lastErased() != then.lastErased()
                        || now.entries() < then.entries()
                        || !SelResume.stamped(now.lastErased());
        Found anchor = start.anchor();
        if (!erased || present(source, anchor == null ? found.getFirst() : anchor)) {
            return OptionalInt.empty();
        }
        for (int i = found.size(); i > 0; i--) {
            if (!present(source, found.get(i - 1))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.of(0);
    }

    private static boolean present(SelSource source, Found record)
            throws IpmiException, InterruptedException {
        Found now = source.get(record.askedId());
        return now != null && now.bytes().equals(record.bytes());
    }
}
