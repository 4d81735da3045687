package dev.sideband.collector.probe;

/** Why a BMC can't be observed: the closed set of words on the {@code status} topic. */
public enum FailureReason {
    NO_ROUTE("no-route"),
    REFUSED("refused"),
    NO_CIPHER("no-cipher"),
    BAD_USER("bad-user"),
    BAD_PASSWORD("bad-password"),
    PRIVILEGE("privilege"),
    SESSIONS_FULL("sessions-full"),
    TIMEOUT("timeout"),
    MALFORMED("malformed"),
    TLS("tls");

    private final String word;

    FailureReason(String word) {
        this.word = word;
    }

    /** The word on the topic. */
    public String word() {
        return word;
    }

    /**
     * Whether only a change of the configuration cures it. Such a BMC is left alone for long:
     * repeated logins with a wrong password lock accounts.
     */
    public boolean needsOperator() {
        return switch (this) {
            case BAD_USER, BAD_PASSWORD, PRIVILEGE, NO_CIPHER, TLS -> true;
            case NO_ROUTE, REFUSED, SESSIONS_FULL, TIMEOUT, MALFORMED -> false;
        };
    }
}
