package dev.sideband.redfish;

/**
 * Why a Redfish service did not do what it was asked. The subtype is the reason; the message is for
 * an operator and names the BMC and the resource.
 */
public abstract sealed class RedfishException extends Exception {
    private static final long serialVersionUID = 1L;

    private RedfishException(String message) {
        super(message);
    }

    /** Whether the service itself is out of reach, so that no other request would fare better. */
    public final boolean isOfTheService() {
        return switch (this) {
            case Unreachable _, Untrusted _, NotAuthenticated _, SessionsFull _ -> true;
            case NoAnswer _, Busy _, Denied _, NotFound _, Refused _, Malformed _ -> false;
        };
    }

    /** Nothing, or not all of an answer, came back in time. */
    public static final class NoAnswer extends RedfishException {
        private static final long serialVersionUID = 1L;

        public NoAnswer(String message) {
            super(message);
        }
    }

    /** The host or its port cannot be reached, or it hung up. */
    public static final class Unreachable extends RedfishException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message) {
            super(message);
        }
    }

    /** TLS: the certificate is not one to be trusted, or there is no common version or suite. */
    public static final class Untrusted extends RedfishException {
        private static final long serialVersionUID = 1L;

        public Untrusted(String message) {
            super(message);
        }
    }

    /** User or password are wrong, or the account is locked: 401, also after a new login. */
    public static final class NotAuthenticated extends RedfishException {
        private static final long serialVersionUID = 1L;

        public NotAuthenticated(String message) {
            super(message);
        }
    }

    /** The BMC has no session left to give. */
    public static final class SessionsFull extends RedfishException {
        private static final long serialVersionUID = 1L;

        public SessionsFull(String message) {
            super(message);
        }
    }

    /** The account may not, or a licence is missing: 403. */
    public static final class Denied extends RedfishException {
        private static final long serialVersionUID = 1L;

        public Denied(String message) {
            super(message);
        }
    }

    /** There is no such resource: 404 or 410. */
    public static final class NotFound extends RedfishException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message);
        }
    }

    /** The BMC is too busy for now, also after it was given the time that it asked for: 503. */
    public static final class Busy extends RedfishException {
        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super(message);
        }
    }

    /** Any other refusal. */
    public static final class Refused extends RedfishException {
        private static final long serialVersionUID = 1L;

        private final int status;

        public Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The HTTP status, such as 400. */
        public int status() {
            return status;
        }
    }

    /** What came is no JSON object, is cut off, or is larger than anybody needs. */
    public static final class Malformed extends RedfishException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message) {
            super(message);
        }
    }
}
