package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.PayloadChannel;
import dev.sideband.ipmi.command.app.ActivatePayload;
import dev.sideband.ipmi.command.app.ActivatePayload.SerialAlerts;
import dev.sideband.ipmi.command.app.DeactivatePayload;
import dev.sideband.ipmi.command.app.GetPayloadInstanceInfo;
import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.sol.SolException.Reason;

import java.time.Duration;

/** Has the console of a BMC activated for this session (IPMI 2.0 §24.1). */
final class SolActivation {
    /** For lost answers, and for a console that takes a moment to end. */
    private static final int TRIES = 6;

    private static final Duration TAKEOVER_PAUSE = Duration.ofMillis(200);

    private final IpmiSession session;
    private final PayloadChannel channel;
    private final SolOptions options;

    SolActivation(IpmiSession session, PayloadChannel channel, SolOptions options) {
        this.session = session;
        this.channel = channel;
        this.options = options;
    }

    ActivatePayload.Response run() throws IpmiException, SolException, InterruptedException {
        Algorithms algorithms =
                session.cipherSuite()
                        .map(CipherSuite::algorithms)
                        .orElseThrow(() ->
                                new SolException(
                                        Reason.UNSUPPORTED,
                                        session.address()
                                                + ": IPMI 1.5 has no console: log in by IPMI"
                                                + " 2.0"));
        var command =
                new ActivatePayload(
                        PayloadType.SERIAL_OVER_LAN,
                        options.instance(),
                        algorithms.confidentiality() != 0,
                        algorithms.integrity() != 0,
                        false,
                        SerialAlerts.DEFERRED);
        var response = activate(command);
        requireSessionsPort(response.port());
        return response;
    }

    private ActivatePayload.Response activate(ActivatePayload command)
            throws IpmiException, SolException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return session.send(command);
            } catch (IpmiException.NoAnswer e) {
                if (attempt == TRIES) {
                    throw e;
                }
            } catch (IpmiException.Refused e) {
                boolean taken = e.completionCode() == ActivatePayload.ALREADY_ACTIVE;
                if (!taken || attempt == TRIES || !(options.takeover() || isOurs())) {
                    throw refusal(e);
                }
                endTheOther(attempt);
            }
        }
    }

    /** An activation whose answer was lost is refused when it is sent again: it was carried out. */
    private boolean isOurs() throws IpmiException, InterruptedException {
        try {
            return session.send(
                                    new GetPayloadInstanceInfo(
                                            PayloadType.SERIAL_OVER_LAN, options.instance()))
                            .bmcSessionId()
                    == channel.bmcSessionId();
        } catch (IpmiException.Refused | IpmiException.Malformed e) {
            return false;
        }
    }

    private void endTheOther(int attempt) throws IpmiException, InterruptedException {
        try {
            session.send(new DeactivatePayload(PayloadType.SERIAL_OVER_LAN, options.instance()));
        } catch (IpmiException.Refused e) {
            if (e.completionCode() != DeactivatePayload.ALREADY_INACTIVE) {
                throw e;
            }
        }
        if (attempt > 1) {
            pause();
        }
    }

    private void pause() throws IpmiException, InterruptedException {
        long end = channel.nanoTime() + TAKEOVER_PAUSE.toNanos();
        for (long left = end - channel.nanoTime(); left > 0; left = end - channel.nanoTime()) {
            channel.receive(left);
        }
    }

    /**
     * A BMC may speak the payload on another port, which takes a session there. Many name 623
     * wherever they are reached, one byte order or the other, or no port at all.
     */
    private void requireSessionsPort(int port) throws SolException {
        int turned = Integer.reverseBytes(port) >>> 16;
        int ours = session.address().port();
        if (port != 0
                && port != ours
                && port != RmcpHeader.PORT
                && turned != ours
                && turned != RmcpHeader.PORT) {
            throw new SolException(
                    Reason.OTHER_PORT,
                    "%s: the BMC has its console on UDP port %d: log in there"
                            .formatted(session.address(), port));
        }
    }

    private SolException refusal(IpmiException.Refused refused) {
        int code = refused.completionCode();
        Reason reason = reason(code);
        String text =
                switch (reason) {
                    case ALREADY_ACTIVE -> "somebody else has the console: a takeover ends theirs";
                    case DISABLED ->
                            "serial over LAN is switched off for this BMC or user: enable it in"
                                    + " the BMC's settings";
                    case LIMIT_REACHED -> "no more consoles can be open: close another";
                    case ENCRYPTION_REFUSED ->
                            "the BMC gives no encrypted console: use a cipher suite without"
                                    + " encryption, such as 2 or 16";
                    case ENCRYPTION_NEEDED ->
                            "the BMC wants the console encrypted: use a cipher suite with"
                                    + " encryption, such as 17 or 3";
                    case PRIVILEGE ->
                            "the console needs a higher privilege level: log in as administrator";
                    case UNSUPPORTED -> "the BMC does not know serial over LAN";
                    case OTHER_PORT, REFUSED -> String.valueOf(refused.getMessage());
                };
        return new SolException(reason, "%s: %s (%02Xh)".formatted(session.address(), text, code));
    }

    private static Reason reason(int code) {
        return switch (code) {
            case ActivatePayload.ALREADY_ACTIVE -> Reason.ALREADY_ACTIVE;
            case ActivatePayload.DISABLED, CompletionCode.SUBFUNCTION_DISABLED -> Reason.DISABLED;
            case ActivatePayload.LIMIT_REACHED -> Reason.LIMIT_REACHED;
            case ActivatePayload.NOT_ENCRYPTED -> Reason.ENCRYPTION_REFUSED;
            case ActivatePayload.ONLY_ENCRYPTED -> Reason.ENCRYPTION_NEEDED;
            case CompletionCode.INSUFFICIENT_PRIVILEGE -> Reason.PRIVILEGE;
            case CompletionCode.INVALID_COMMAND -> Reason.UNSUPPORTED;
            default -> Reason.REFUSED;
        };
    }
}
