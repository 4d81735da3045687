package dev.sideband.ipmi.wire;

/** Bytes that do not have the format they should have. */
public final class WireFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final int offset;

    /**
     * @param field what was being read
     * @param offset where, in bytes from the start of the reader's data
     * @param problem what is wrong with it
     */
    public WireFormatException(String field, int offset, String problem) {
        super("%s at offset %d: %s".formatted(field, offset, problem));
        this.field = field;
        this.offset = offset;
    }

    public String field() {
        return field;
    }

    public int offset() {
        return offset;
    }
}
