package dev.sideband.ipmi.session;

/** Status codes of Open Session and RAKP answers (IPMI 2.0 table 13-15). */
public final class HandshakeStatus {
    public static final int OK = 0x00;
    public static final int NO_FREE_SESSION = 0x01;
    public static final int INVALID_SESSION_ID = 0x02;
    public static final int INVALID_PAYLOAD_TYPE = 0x03;
    public static final int INVALID_AUTHENTICATION = 0x04;
    public static final int INVALID_INTEGRITY = 0x05;
    public static final int NO_MATCHING_AUTHENTICATION = 0x06;
    public static final int NO_MATCHING_INTEGRITY = 0x07;
    public static final int INACTIVE_SESSION_ID = 0x08;
    public static final int INVALID_ROLE = 0x09;
    public static final int UNAUTHORIZED_ROLE = 0x0A;
    public static final int NO_RESOURCES_FOR_ROLE = 0x0B;
    public static final int INVALID_NAME_LENGTH = 0x0C;
    public static final int UNAUTHORIZED_NAME = 0x0D;
    public static final int UNAUTHORIZED_GUID = 0x0E;
    public static final int INVALID_CHECK_VALUE = 0x0F;
    public static final int INVALID_CONFIDENTIALITY = 0x10;
    public static final int NO_MATCHING_SUITE = 0x11;
    public static final int ILLEGAL_PARAMETER = 0x12;

    private HandshakeStatus() {}

    /** A status code in words. */
    public static String text(int status) {
        return switch (status) {
            case OK -> "no errors";
            case NO_FREE_SESSION -> "no free session";
            case INVALID_SESSION_ID -> "invalid session id";
            case INVALID_PAYLOAD_TYPE -> "invalid payload type";
            case INVALID_AUTHENTICATION -> "invalid authentication algorithm";
            case INVALID_INTEGRITY -> "invalid integrity algorithm";
            case NO_MATCHING_AUTHENTICATION -> "no matching authentication payload";
            case NO_MATCHING_INTEGRITY -> "no matching integrity payload";
            case INACTIVE_SESSION_ID -> "inactive session id";
            case INVALID_ROLE -> "invalid role";
            case UNAUTHORIZED_ROLE -> "privilege level not allowed";
            case NO_RESOURCES_FOR_ROLE -> "no session left for this privilege level";
            case INVALID_NAME_LENGTH -> "invalid user name length";
            case UNAUTHORIZED_NAME -> "unknown user name";
            case UNAUTHORIZED_GUID -> "unknown GUID";
            case INVALID_CHECK_VALUE -> "invalid integrity check value";
            case INVALID_CONFIDENTIALITY -> "invalid confidentiality algorithm";
            case NO_MATCHING_SUITE -> "no cipher suite matches";
            case ILLEGAL_PARAMETER -> "illegal parameter";
            default -> "reserved status %02Xh".formatted(status);
        };
    }
}
