package dev.sideband.ipmi.fru;

/**
 * Something about a FRU that is not as it should be.
 *
 * @param text such as {@code the checksum is wrong}
 */
public record FruProblem(Part part, String text) {
    /** Where it is. */
    public enum Part {
        /** The memory itself: what reading it ended with. */
        DEVICE("device"),
        HEADER("header"),
        INTERNAL_USE("internal use area"),
        CHASSIS("chassis area"),
        BOARD("board area"),
        PRODUCT("product area"),
        MULTIRECORD("multirecord area");

        private final String text;

        Part(String text) {
            this.text = text;
        }
    }

    @Override
    public String toString() {
        return part.text + ": " + text;
    }
}
