package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.sel.SelSource.Found;

import java.util.List;

/** Whether a log was cleared while a batch was read from it. */
final class SelTear {
    private SelTear() {}

    /**
     * How many of {@code found}, from the first one on, are sure to come from one life of the log:
     * all of them, unless it was erased meanwhile and what the batch began with is gone.
     */
    static int wholePart(
            SelSource source, SelResume.Start start, List<Found> found, GetSelInfo.Response now)
            throws IpmiException, InterruptedException {
        GetSelInfo.Response then = start.info();
        boolean erased = now.lastErased() != then.lastErased() || now.entries() < then.entries();
        Found anchor = start.anchor();
        if (!erased || present(source, anchor == null ? found.getFirst() : anchor)) {
            return found.size();
        }
        for (int i = found.size(); i > 0; i--) {
            if (!present(source, found.get(i - 1))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean present(SelSource source, Found record)
            throws IpmiException, InterruptedException {
        if (record.askedId() == SelSource.FIRST) {
            return false;
        }
        Found now = source.get(record.askedId());
        return now != null && now.bytes().equals(record.bytes());
    }
}
