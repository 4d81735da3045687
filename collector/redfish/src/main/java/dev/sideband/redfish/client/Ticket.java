package dev.sideband.redfish.client;

import java.util.Map;

/**
 * What shows a BMC who asks; prints without what is secret. Two of them are never the same.
 *
 * <p>{@link #session} is the path of the session, or empty where it has none that is known.
 */
final class Ticket {
    /** Nobody: for the service root, which is open to all (DSP0266 §13.3.1). */
    static final Ticket NONE = new Ticket(Map.of(), false, "");

    private final Map<String, String> headers;
    private final boolean basic;
    private final String session;

    private Ticket(Map<String, String> headers, boolean basic, String session) {
        this.headers = headers;
        this.basic = basic;
        this.session = session;
    }

    static Ticket session(String token, String path) {
        return new Ticket(Map.of("X-Auth-Token", token), false, path);
    }

    static Ticket basic(Credentials credentials) {
        return basic(credentials, "");
    }

    /** For the session at {@code path}, whose token is not known. */
    static Ticket basic(Credentials credentials, String path) {
        return new Ticket(Map.of("Authorization", credentials.basic()), true, path);
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean isBasic() {
        return basic;
    }

    String session() {
        return session;
    }

    @Override
    public String toString() {
        return basic ? "basic authentication" : "session " + session;
    }
}
