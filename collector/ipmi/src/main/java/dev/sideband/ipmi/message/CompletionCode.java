package dev.sideband.ipmi.message;

/** Completion codes: the first byte of every answer (IPMI 2.0 §5.2). */
public final class CompletionCode {
    public static final int OK = 0x00;
    public static final int NODE_BUSY = 0xC0;
    public static final int INVALID_COMMAND = 0xC1;
    public static final int INVALID_FOR_LUN = 0xC2;
    public static final int TIMEOUT = 0xC3;
    public static final int OUT_OF_SPACE = 0xC4;
    public static final int RESERVATION_LOST = 0xC5;
    public static final int REQUEST_TRUNCATED = 0xC6;
    public static final int REQUEST_LENGTH_INVALID = 0xC7;
    public static final int LENGTH_LIMIT_EXCEEDED = 0xC8;
    public static final int PARAMETER_OUT_OF_RANGE = 0xC9;
    public static final int CANNOT_RETURN_LENGTH = 0xCA;
    public static final int NOT_PRESENT = 0xCB;
    public static final int INVALID_DATA = 0xCC;
    public static final int ILLEGAL_FOR_SENSOR = 0xCD;
    public static final int NO_RESPONSE = 0xCE;
    public static final int DESTINATION_UNAVAILABLE = 0xD3;
    public static final int INSUFFICIENT_PRIVILEGE = 0xD4;
    public static final int NOT_IN_PRESENT_STATE = 0xD5;
    public static final int SUBFUNCTION_DISABLED = 0xD6;
    public static final int UNSPECIFIED = 0xFF;

    private CompletionCode() {}

    /** A general completion code in words; command-specific and OEM codes are named as such. */
    public static String text(int code) {
        return switch (code) {
            case OK -> "done";
            case NODE_BUSY -> "node busy";
            case INVALID_COMMAND -> "invalid command";
            case INVALID_FOR_LUN -> "invalid command for this LUN";
            case TIMEOUT -> "timeout while processing";
            case OUT_OF_SPACE -> "out of space";
            case RESERVATION_LOST -> "reservation cancelled";
            case REQUEST_TRUNCATED -> "request data truncated";
            case REQUEST_LENGTH_INVALID -> "request data length invalid";
            case LENGTH_LIMIT_EXCEEDED -> "request data length limit exceeded";
            case PARAMETER_OUT_OF_RANGE -> "parameter out of range";
            case CANNOT_RETURN_LENGTH -> "cannot return the requested number of bytes";
            case NOT_PRESENT -> "sensor, data or record not present";
            case INVALID_DATA -> "invalid data field in request";
            case ILLEGAL_FOR_SENSOR -> "command illegal for this sensor or record type";
            case NO_RESPONSE -> "response could not be provided";
            case 0xCF -> "cannot execute duplicated request";
            case 0xD0 -> "SDR repository in update mode";
            case 0xD1 -> "device in firmware update mode";
            case 0xD2 -> "BMC initialization in progress";
            case DESTINATION_UNAVAILABLE -> "destination unavailable";
            case INSUFFICIENT_PRIVILEGE -> "insufficient privilege";
            case NOT_IN_PRESENT_STATE -> "not supported in present state";
            case SUBFUNCTION_DISABLED -> "sub-function disabled or unavailable";
            case UNSPECIFIED -> "unspecified error";
            default -> code >= 0x80 && code <= 0xBE ? "command-specific" : "OEM or reserved";
        };
    }
}
