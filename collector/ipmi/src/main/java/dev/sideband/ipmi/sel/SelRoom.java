package dev.sideband.ipmi.sel;

import dev.sideband.ipmi.command.storage.GetSelInfo;

/** How much room a log has left, as far as Get SEL Info tells (IPMI 2.0 §31.2). */
final class SelRoom {
    private static final int WARN_PERCENT = 90;

    /** Below, the warning may be given again. */
    private static final int CALM_PERCENT = 80;

    /** OpenBMC always says so, others where they have more than that. */
    private static final int NOT_TOLD = 0xFFFF;

    private SelRoom() {}

    /**
     * Whether there is little room.
     *
     * @param before whether there was
     */
    static boolean nearlyFull(GetSelInfo.Response info, boolean before) {
        return info.freeBytes() != NOT_TOLD
                && usedPercent(info) >= (before ? CALM_PERCENT : WARN_PERCENT);
    }

    /** Whether records would fit in without one being dropped; false where that is not told. */
    static boolean hasRoom(GetSelInfo.Response info) {
        return info.freeBytes() != NOT_TOLD
                && info.freeBytes() >= SelRecord.LENGTH
                && !info.overflow();
    }

    static String text(GetSelInfo.Response info) {
        return "the log is %d %% full: room for %d more records"
                .formatted(usedPercent(info), info.freeBytes() / SelRecord.LENGTH);
    }

    private static int usedPercent(GetSelInfo.Response info) {
        int used = info.entries() * SelRecord.LENGTH;
        int all = used + info.freeBytes();
        return all == 0 ? 0 : used * 100 / all;
    }
}
