package dev.sideband.ipmi.sdr;

/**
 * One offset of a table of states: what it is called and how bad it is.
 *
 * @param known it stands in the tables; otherwise the text is its number
 */
public record EventState(String text, Severity asserted, Severity deasserted, boolean known) {
    /** How bad an event about the state is. */
    public Severity severity(boolean assertion) {
        return assertion ? asserted : deasserted;
    }

    static EventState unknown(int offset, boolean oem) {
        String text = (oem ? "OEM offset %02Xh" : "Offset %02Xh").formatted(offset);
        return new EventState(text, Severity.INFO, Severity.INFO, false);
    }
}
