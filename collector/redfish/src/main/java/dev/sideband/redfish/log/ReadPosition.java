package dev.sideband.redfish.log;

import java.util.List;

/**
 * How far a log has been read. The caller keeps it with the events that it passed on, in one
 * transaction, and gives it to the next {@link LogReader#read}.
 *
 * @param epoch the log's present life; +1 at each clear, and where the BMC numbers its entries anew
 * @param revisions how many changed entries have been passed on in all
 * @param known the entries that were passed on, oldest first: those that are gone from the log and
 *     may come back, then those that are in it
 * @param present how many of {@code known}, at the end, were in the log
 * @param lastId the Id of the newest entry; empty where there is none
 * @param renumbers whether it was announced that the full log numbers its entries anew
 * @param nearlyFull whether it was announced that there is little room left
 */
public record ReadPosition(
        long epoch,
        long revisions,
        List<Fingerprint> known,
        int present,
        String lastId,
        boolean renumbers,
        boolean nearlyFull) {
    /** Nothing has been read yet. */
    public static final ReadPosition START = new ReadPosition(0, 0, List.of(), 0, "", false, false);

    public ReadPosition {
        known = List.copyOf(known);
        if (present < 0 || present > known.size()) {
            throw new IllegalArgumentException(
                    "present must be 0 to %d, not %d".formatted(known.size(), present));
        }
    }

    /** The known entries that were in the log, oldest first. */
    List<Fingerprint> inLog() {
        return known.subList(known.size() - present, known.size());
    }

    /** The known entries that had gone from it. */
    List<Fingerprint> gone() {
        return known.subList(0, known.size() - present);
    }

    /** Whether nothing has been read yet. */
    boolean isStart() {
        return known.isEmpty() && epoch == 0;
    }
}
