package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.HandshakeStatus;

/** What a managed system's "no" means, and what an operator can do about it. */
record Refusals(BmcAddress address, String username, CipherSuite suite, PrivilegeLevel level) {
    NotAuthenticated openSession(int status) {
        return switch (status) {
            // Some firmware calls a suite it does not have an illegal parameter.
            case HandshakeStatus.ILLEGAL_PARAMETER -> cipher(status);
            default -> any(status);
        };
    }

    NotAuthenticated any(int status) {
        return switch (status) {
            case HandshakeStatus.NO_FREE_SESSION, HandshakeStatus.NO_RESOURCES_FOR_ROLE ->
                    because(
                            Reason.SESSIONS_FULL,
                            "no session is free (status %02Xh): close other IPMI sessions, or wait"
                                            .formatted(status)
                                    + " a minute until forgotten ones run out");
            case HandshakeStatus.INVALID_AUTHENTICATION,
                    HandshakeStatus.INVALID_INTEGRITY,
                    HandshakeStatus.NO_MATCHING_AUTHENTICATION,
                    HandshakeStatus.NO_MATCHING_INTEGRITY,
                    HandshakeStatus.INVALID_CONFIDENTIALITY,
                    HandshakeStatus.NO_MATCHING_SUITE ->
                    cipher(status);
            case HandshakeStatus.INVALID_ROLE, HandshakeStatus.UNAUTHORIZED_ROLE ->
                    privilege("status %02Xh".formatted(status));
            case HandshakeStatus.INVALID_NAME_LENGTH, HandshakeStatus.UNAUTHORIZED_NAME ->
                    because(
                            Reason.BAD_USER,
                            "user '%s' is unknown (status %02Xh): check the name, and that it may"
                                            .formatted(username, status)
                                    + " use IPMI over LAN");
            case HandshakeStatus.INVALID_CHECK_VALUE -> badPassword("status 0Fh");
            default ->
                    because(
                            Reason.REFUSED,
                            "the session is refused: %s (status %02Xh)"
                                    .formatted(HandshakeStatus.text(status), status));
        };
    }

    NotAuthenticated badPassword(String evidence) {
        return because(
                Reason.BAD_PASSWORD,
                "the password of user '%s' is wrong (%s): check the credentials"
                        .formatted(username, evidence));
    }

    /** RAKP 2 was right, so the password is; the keys differ all the same. */
    NotAuthenticated badBmcKey(String evidence) {
        return because(
                Reason.BAD_PASSWORD,
                "the session keys differ (%s): the BMC has a key of its own (K_G); configure it"
                        .formatted(evidence));
    }

    NotAuthenticated privilege(String evidence) {
        return because(
                Reason.PRIVILEGE,
                "user '%s' may not have level %s (%s): raise the user's limit on the LAN channel,"
                                .formatted(username, level, evidence)
                        + " or ask for a lower level");
    }

    private NotAuthenticated cipher(int status) {
        return because(
                Reason.NO_CIPHER,
                "cipher suite %d is refused (%s): enable it on the BMC, or allow another one"
                        .formatted(suite.id(), HandshakeStatus.text(status)));
    }

    private NotAuthenticated because(Reason reason, String text) {
        return new NotAuthenticated(reason, address + ": " + text);
    }
}
