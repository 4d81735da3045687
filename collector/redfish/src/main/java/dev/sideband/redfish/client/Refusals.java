package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.RedfishException.Busy;
import dev.sideband.redfish.RedfishException.Denied;
import dev.sideband.redfish.RedfishException.Malformed;
import dev.sideband.redfish.RedfishException.NotAuthenticated;
import dev.sideband.redfish.RedfishException.NotFound;
import dev.sideband.redfish.RedfishException.Refused;
import dev.sideband.redfish.RedfishException.SessionsFull;

import java.util.Set;
import java.util.regex.Pattern;

/** Says of an answer that is no success what it means for an operator. */
final class Refusals {
    /** Larger ones are no refusals. */
    private static final int MAX_BODY = 1 << 20;

    /** What services call it; the first is the standard's, RAC0218 and RAC0221 are iDRAC's. */
    private static final Set<String> NO_SESSION_LEFT =
            Set.of(
                    "SessionLimitExceeded",
                    "CreateLimitReachedForResource",
                    "NoAvailableSessions",
                    "RAC0218",
                    "RAC0221");

    private static final Pattern NO_SESSION_LEFT_TEXT =
            Pattern.compile(
                    "(?i)(maximum|limit|too"
                            + " many|exceed)[^.]*sessions?|sessions?[^.]*(maximum|limit|too"
                            + " many|exceed)");

    /** A wrong password is no 401 everywhere: iLO 4 and 5 have 400 for it. */
    private static final Pattern NOT_AUTHENTICATED =
            Pattern.compile(
                    "(?i).*(Unauthorized|LoginFail|InvalidCredential|AuthenticationFail|UserLocked|AccountLocked).*");

    private final RedfishAddress address;
    private final Credentials credentials;

    Refusals(RedfishAddress address, Credentials credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    /** What the answer to a request means, after a login that went well. */
    RedfishException of(Wire.Request request, Outcome.Reply reply) {
        int status = reply.status();
        String text = text(request, reply);
        return switch (status) {
            case 401 -> new NotAuthenticated(text);
            case 403 -> new Denied(text);
            case 404, 410 -> new NotFound(text);
            case 429, 503 -> new Busy(text);
            default -> new Refused(status, text);
        };
    }

    /** What the answer to a login means. */
    RedfishException ofLogin(Wire.Request request, Outcome.Reply reply) {
        ServiceMessage message = message(reply);
        if (reply.status() == 507
                || message.ids().stream().anyMatch(NO_SESSION_LEFT::contains)
                || NO_SESSION_LEFT_TEXT.matcher(message.text()).find()) {
            return new SessionsFull(
                    "%s: no session is left at the BMC: close others, or wait until they time out%s"
                            .formatted(address, said(message)));
        }
        if (reply.status() == 401
                || reply.status() == 403
                || message.ids().stream().anyMatch(NOT_AUTHENTICATED.asMatchPredicate())) {
            return new NotAuthenticated(
                    "%s: user '%s' or the password is refused%s"
                            .formatted(address, credentials.username(), said(message)));
        }
        return of(request, reply);
    }

    /** A 401 for one resource, while the session is a good one. */
    Denied denied(Wire.Request request) {
        return new Denied(
                "%s: %s: refused with 401 though the session is good: the account may not, or a licence is missing"
                        .formatted(address, request));
    }

    /** A 401 to who has no session, or one that is new. */
    NotAuthenticated notAuthenticated(Wire.Request request) {
        return new NotAuthenticated(
                "%s: %s: user '%s' or the password is refused"
                        .formatted(address, request, credentials.username()));
    }

    /** An answer that cannot be used. */
    Malformed malformed(Wire.Request request, String why) {
        return new Malformed("%s: %s: %s".formatted(address, request, credentials.masked(why)));
    }

    private String text(Wire.Request request, Outcome.Reply reply) {
        return "%s: %s: refused with %d%s"
                .formatted(address, request, reply.status(), said(message(reply)));
    }

    private static ServiceMessage message(Outcome.Reply reply) {
        return ServiceMessage.of(JsonBody.objectOrNothing(reply, MAX_BODY));
    }

    /** What the service itself says, which may repeat what it was told. */
    private String said(ServiceMessage message) {
        return message.text().isEmpty() ? "" : ": " + credentials.masked(message.text());
    }
}
