package dev.sideband.ipmi;

import dev.sideband.ipmi.message.CompletionCode;

/**
 * Why a BMC did not do what it was asked. The subtype is the reason; the message is for an
 * operator.
 */
public abstract sealed class IpmiException extends Exception {
    private static final long serialVersionUID = 1L;

    private IpmiException(String message) {
        super(message);
    }

    /** Without a stack trace, for what some sensors of a machine do in every sweep. */
    private IpmiException() {
        super(null, null, false, false);
    }

    /** Nothing came back in time, however often we asked. */
    public static final class NoAnswer extends IpmiException {
        private static final long serialVersionUID = 1L;

        public NoAnswer(String message) {
            super(message);
        }
    }

    /** The BMC's port does not exist or its network cannot be reached: an ICMP error came back. */
    public static final class Unreachable extends IpmiException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message) {
            super(message);
        }
    }

    /** The BMC answered a command with a completion code other than 00h (IPMI 2.0 §5.2). */
    public static final class Refused extends IpmiException {
        private static final long serialVersionUID = 1L;

        private final String command;
        private final int completionCode;

        public Refused(String command, int completionCode) {
            super();
            this.command = command;
            this.completionCode = completionCode;
        }

        @Override
        public String getMessage() {
            return "%s refused with %02Xh: %s"
                    .formatted(command, completionCode, CompletionCode.text(completionCode));
        }

        /**
         * The completion code, 01h to FFh; {@link CompletionCode} has names for the general ones.
         */
        public int completionCode() {
            return completionCode;
        }
    }

    /** No session came to be: login, cipher suite, privilege or session table. */
    public static final class NotAuthenticated extends IpmiException {
        private static final long serialVersionUID = 1L;

        private final Reason reason;

        public NotAuthenticated(Reason reason, String message) {
            super(message);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }

        /** What stood in the way of a session. */
        public enum Reason {
            BAD_USER,
            BAD_PASSWORD,
            /** The password is right, but not the BMC's own key K_G, or it has one and we none. */
            BAD_BMC_KEY,
            NO_CIPHER,
            PRIVILEGE,
            SESSIONS_FULL,
            REFUSED
        }
    }

    /** The BMC sent an answer that cannot be read. */
    public static final class Malformed extends IpmiException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message) {
            super(message);
        }
    }
}
