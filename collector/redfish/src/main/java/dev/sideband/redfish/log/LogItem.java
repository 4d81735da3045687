package dev.sideband.redfish.log;

/** Something that reading a log brought: an entry, or news of the log itself. */
public sealed interface LogItem {
    /** The log's life that it belongs to. */
    long epoch();

    /**
     * An entry that was not there before, or that changed.
     *
     * @param revision 0 for a new entry; for a changed one counts the log's changes, from 1
     */
    record Entry(long epoch, RedfishEvent event, long revision) implements LogItem {}

    /**
     * News of the log, in its place among the entries.
     *
     * @param place the Id of the entry that it stands at, to tell it from other news
     */
    record Notice(long epoch, News news, String place, String text) implements LogItem {}

    /** What can happen to a log. */
    enum News {
        /** It was cleared; {@code epoch} is the new one. */
        CLEARED,
        /** Entries were lost at the BMC before they could be read. */
        GAP,
        /** It is full, and the BMC numbers what is in it anew with each new entry. */
        WRAPPED,
        /**
         * There is little room left, and what comes then is lost; said once until there is more.
         */
        NEARLY_FULL
    }
}
