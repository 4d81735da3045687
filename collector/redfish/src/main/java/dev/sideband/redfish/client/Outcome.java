package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** How one request ended. */
sealed interface Outcome {
    /** The BMC answered, whatever it said. */
    final class Reply implements Outcome {
        private final int status;
        private final HttpHeaders headers;
        private final byte[] body;

        Reply(int status, HttpHeaders headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** A header by its name in letters of either case. */
        Optional<String> header(String name) {
            return headers.firstValue(name).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Not to be changed. */
        byte[] body() {
            return body;
        }
    }

    /**
     * There was no answer, or no whole one.
     *
     * @param mayPass whether another attempt could fare better
     */
    record Failure(RedfishException why, boolean mayPass) implements Outcome {}
}
