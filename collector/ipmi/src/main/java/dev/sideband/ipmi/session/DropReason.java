package dev.sideband.ipmi.session;

/** Why a datagram was dropped; none of these is an error of the session. */
public enum DropReason {
    /** Not RMCP+, cut off, or lengths that contradict each other. */
    MALFORMED,
    /** Of a session that is not this one. */
    OTHER_SESSION,
    /** Not encrypted or not signed where the session is, or the other way about. */
    UNPROTECTED,
    /** The code at its end does not fit: damaged or forged. */
    BAD_CODE,
    /** Its sequence number was seen before or lies outside of the window. */
    REPLAYED,
    /** Genuine, but what it decrypts to is no message. */
    BAD_PADDING,
    /** Serial over LAN or an OEM's payload. */
    OTHER_PAYLOAD,
    /** An IPMI message with a wrong checksum. */
    BAD_CHECKSUM,
    /** The answer to another request, late or repeated. */
    UNEXPECTED,
    /** The session's inbox was full. */
    INBOX_FULL
}
