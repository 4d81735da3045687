package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.command.app.ActivateSession;
import dev.sideband.ipmi.command.app.GetSessionChallenge;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.session.HandshakeStatus;

/** What a managed system's "no" means, and what an operator can do about it. */
record Refusals(BmcAddress address, String username, LoginRecipe recipe) {
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

    /** RAKP 2 was right, so the password is: a refusal of RAKP 3 is odd. */
    NotAuthenticated rakp4(int status) {
        return status == HandshakeStatus.INVALID_CHECK_VALUE
                ? badPassword("the BMC knows it, but refuses our proof with status 0Fh")
                : any(status);
    }

    /** Get Session Challenge of IPMI 1.5. */
    NotAuthenticated challenge(int completionCode) {
        return switch (completionCode) {
            case GetSessionChallenge.INVALID_USER_NAME, GetSessionChallenge.NULL_USER_NOT_ENABLED ->
                    because(
                            Reason.BAD_USER,
                            "user '%s' is unknown (completion code %02Xh): check the name, and that it may use IPMI over LAN"
                                    .formatted(username, completionCode));
            default -> refused("Get Session Challenge", completionCode);
        };
    }

    /** Activate Session of IPMI 1.5. */
    NotAuthenticated activation(int completionCode) {
        return switch (completionCode) {
            case ActivateSession.NO_SLOT,
                    ActivateSession.NO_SLOT_FOR_USER,
                    ActivateSession.NO_SLOT_FOR_LEVEL ->
                    because(
                            Reason.SESSIONS_FULL,
                            "no session is free (completion code %02Xh): close other IPMI sessions, or wait a minute until forgotten ones run out"
                                    .formatted(completionCode));
            // Some say "invalid data" of a level (Inventec 5441).
            case ActivateSession.LEVEL_TOO_HIGH, CompletionCode.INVALID_DATA ->
                    privilege("completion code %02Xh".formatted(completionCode));
            default -> refused("Activate Session", completionCode);
        };
    }

    private NotAuthenticated refused(String command, int completionCode) {
        return because(
                Reason.REFUSED,
                "%s refused with %02Xh: %s"
                        .formatted(command, completionCode, CompletionCode.text(completionCode)));
    }

    /** 0 is the id of packets outside of sessions (IPMI 2.0 §13.6); seen of Tyan. */
    NotAuthenticated sessionIdZero() {
        return because(
                Reason.REFUSED,
                "the BMC gives the session the id 0, under which it hears no command: reset the"
                        + " BMC, or update its firmware");
    }

    NotAuthenticated missingBmcKey() {
        return because(
                Reason.BAD_BMC_KEY,
                "the session keys differ (the BMC's RAKP 4 value does not fit): the BMC has a key"
                        + " of its own (K_G); configure it");
    }

    NotAuthenticated wrongBmcKey() {
        return because(
                Reason.BAD_BMC_KEY,
                "the BMC has another key K_G than the configured one (its RAKP 4 value does not"
                        + " fit): check the key");
    }

    NotAuthenticated needlessBmcKey() {
        return because(
                Reason.BAD_BMC_KEY,
                "a key K_G is configured, but the BMC has none of its own (its RAKP 4 value fits"
                        + " the password): set the key there, or configure none");
    }

    NotAuthenticated privilege(String evidence) {
        return because(
                Reason.PRIVILEGE,
                "user '%s' may not have level %s (%s): raise the user's limit on the LAN channel,"
                                .formatted(username, recipe.level(), evidence)
                        + " or ask for a lower level");
    }

    private NotAuthenticated cipher(int status) {
        return because(
                Reason.NO_CIPHER,
                "%s is refused (%s): enable it on the BMC, or allow another one"
                        .formatted(recipe.way(), HandshakeStatus.text(status)));
    }

    private NotAuthenticated because(Reason reason, String text) {
        return new NotAuthenticated(reason, address + ": " + text);
    }
}
