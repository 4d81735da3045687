package dev.sideband.collector.probe;

import dev.sideband.redfish.RedfishException;

/** What Redfish's failures are called on the {@code status} topic. */
final class RedfishFailures {
    private RedfishFailures() {}

    static ProbeException from(RedfishException failure) {
        return new ProbeException(reason(failure), String.valueOf(failure.getMessage()), failure);
    }

    static FailureReason reason(RedfishException failure) {
        return switch (failure) {
            case RedfishException.NoAnswer _ -> FailureReason.TIMEOUT;
            case RedfishException.Unreachable _ -> FailureReason.NO_ROUTE;
            case RedfishException.Untrusted _ -> FailureReason.TLS;
            case RedfishException.NotAuthenticated _ -> FailureReason.BAD_PASSWORD;
            case RedfishException.SessionsFull _ -> FailureReason.SESSIONS_FULL;
            case RedfishException.Denied _ -> FailureReason.PRIVILEGE;
            case RedfishException.Malformed _ -> FailureReason.MALFORMED;
            case RedfishException.NotFound _, RedfishException.Busy _, RedfishException.Refused _ ->
                    FailureReason.REFUSED;
        };
    }
}
