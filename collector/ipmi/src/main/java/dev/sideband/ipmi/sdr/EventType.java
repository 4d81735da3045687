package dev.sideband.ipmi.sdr;

/** Event/reading type codes (IPMI 2.0 table 42-1): which table names the states of a sensor. */
public final class EventType {
    public static final int THRESHOLD = 0x01;
    public static final int SENSOR_SPECIFIC = 0x6F;

    private static final int LAST_GENERIC = 0x0C;
    private static final int FIRST_OEM = 0x70;
    private static final int LAST_OEM = 0x7F;

    private EventType() {}

    /** States are thresholds of a number. */
    public static boolean threshold(int code) {
        return code == THRESHOLD;
    }

    /** States come from a table that all sensor types share. */
    public static boolean generic(int code) {
        return code > THRESHOLD && code <= LAST_GENERIC;
    }

    /** States are a vendor's own. */
    public static boolean oem(int code) {
        return code >= FIRST_OEM && code <= LAST_OEM;
    }
}
