package dev.sideband.ipmi.sel;

/** Something that reading a log brought: a record, or news about the log itself. */
public sealed interface SelItem {
    /** The log's life that it belongs to. */
    long epoch();

    /**
     * A record that was not there before.
     *
     * @param epoch with the record's id and bytes it identifies the record
     */
    record Entry(long epoch, SelRecord record) implements SelItem {}

    /** News about the log, in its place among the records. */
    record Notice(long epoch, News news, String text) implements SelItem {}

    /** What can happen to a log. */
    enum News {
        /** It was cleared; {@code epoch} is the new one. */
        CLEARED,
        /** Records were lost at the BMC before they could be read. */
        GAP,
        /** Record ids began again from their start; {@code epoch} is the new one. */
        WRAPPED,
        /** The BMC's clock was set or jumped; {@code epoch} is the new one. */
        CLOCK_CHANGED,
        /** There is little room left; said once until there is more again. */
        NEARLY_FULL
    }
}
