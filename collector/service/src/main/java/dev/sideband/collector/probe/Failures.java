package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.IpmiException.Unreachable;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.message.CompletionCode;

/** What IPMI's failures are called on the {@code status} topic. */
final class Failures {
    private Failures() {}

    static ProbeException from(BmcAddress address, IpmiException failure) {
        String message =
                failure instanceof Refused
                        ? address + ": " + failure.getMessage()
                        : String.valueOf(failure.getMessage());
        return new ProbeException(reason(failure), message, failure);
    }

    static FailureReason reason(IpmiException failure) {
        return switch (failure) {
            case NoAnswer _ -> FailureReason.TIMEOUT;
            case Unreachable _ -> FailureReason.NO_ROUTE;
            case Refused refused ->
                    refused.completionCode() == CompletionCode.INSUFFICIENT_PRIVILEGE
                            ? FailureReason.PRIVILEGE
                            : FailureReason.REFUSED;
            case Malformed _ -> FailureReason.MALFORMED;
            case NotAuthenticated login ->
                    switch (login.reason()) {
                        case BAD_USER -> FailureReason.BAD_USER;
                        case BAD_PASSWORD, BAD_BMC_KEY -> FailureReason.BAD_PASSWORD;
                        case NO_CIPHER -> FailureReason.NO_CIPHER;
                        case PRIVILEGE -> FailureReason.PRIVILEGE;
                        case SESSIONS_FULL -> FailureReason.SESSIONS_FULL;
                        case REFUSED -> FailureReason.REFUSED;
                    };
        };
    }
}
