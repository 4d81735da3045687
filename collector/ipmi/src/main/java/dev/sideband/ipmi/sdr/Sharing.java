package dev.sideband.ipmi.sdr;

/**
 * How one record stands for a row of sensors with numbers that count up (IPMI 2.0 table 43-2, bytes
 * 24 and 25).
 *
 * @param count of sensors, at least 1
 * @param alphabetic names end in A to Z, AA and so on instead of a number
 * @param offset of the first name's ending
 * @param instances entity instances count up too
 */
public record Sharing(int count, boolean alphabetic, int offset, boolean instances) {
    /** Just one sensor. */
    public static final Sharing NONE = new Sharing(1, false, 0, false);

    private static final int LETTERS = 26;

    static Sharing of(int first, int second) {
        int count = first & 0xF;
        boolean alphabetic = (first >> 4 & 3) == 1;
        return count <= 1
                ? NONE
                : new Sharing(count, alphabetic, second & 0x7F, (second & 0x80) != 0);
    }

    /**
     * The name of the sensor at {@code index}: what all begin with, and its own ending where there
     * is more than one.
     */
    public String name(String beginning, int index) {
        if (count == 1) {
            return beginning.strip();
        }
        boolean word =
                !beginning.isEmpty()
                        && Character.isLetterOrDigit(beginning.charAt(beginning.length() - 1));
        // Without the blank a Dell R640 would have drives 00 to 011 at its backplane 0.
        return (beginning + (word ? " " : "") + ending(index)).strip();
    }

    private String ending(int index) {
        int place = offset + index;
        if (!alphabetic) {
            return Integer.toString(place);
        }
        String last = String.valueOf((char) ('A' + place % LETTERS));
        return place < LETTERS ? last : (char) ('A' + place / LETTERS - 1) + last;
    }
}
