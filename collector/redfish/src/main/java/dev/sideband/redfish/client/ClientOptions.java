package dev.sideband.redfish.client;

import java.time.Duration;

/**
 * How patient a session is with its BMC.
 *
 * @param reading what one resource may take in all, retries included; the login apart
 * @param log the same for logs, which take 18 to 20 s on some BMCs, and for actions
 * @param login what opening a session may take
 * @param closing what deleting it may take
 * @param attempts how often a GET is sent at most
 * @param inFlight requests under way at once; BMCs serve one to four
 * @param maxBodyBytes the largest answer that is taken
 */
public record ClientOptions(
        Duration reading,
        Duration log,
        Duration login,
        Duration closing,
        int attempts,
        int inFlight,
        int maxBodyBytes) {
    public static final ClientOptions DEFAULT =
            new ClientOptions(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    8,
                    2,
                    16 << 20);

    public ClientOptions {
        requirePositive(reading, "reading");
        requirePositive(log, "log");
        requirePositive(login, "login");
        requirePositive(closing, "closing");
        if (attempts < 1 || inFlight < 1 || maxBodyBytes < 1) {
            throw new IllegalArgumentException(
                    "attempts, inFlight and maxBodyBytes are at least 1");
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " is to be more than nothing");
        }
    }

    public ClientOptions withReading(Duration longest) {
        return new ClientOptions(longest, log, login, closing, attempts, inFlight, maxBodyBytes);
    }

    public ClientOptions withLog(Duration longest) {
        return new ClientOptions(
                reading, longest, login, closing, attempts, inFlight, maxBodyBytes);
    }

    public ClientOptions withLogin(Duration longest) {
        return new ClientOptions(reading, log, longest, closing, attempts, inFlight, maxBodyBytes);
    }

    public ClientOptions withClosing(Duration longest) {
        return new ClientOptions(reading, log, login, longest, attempts, inFlight, maxBodyBytes);
    }

    public ClientOptions withAttempts(int most) {
        return new ClientOptions(reading, log, login, closing, most, inFlight, maxBodyBytes);
    }

    public ClientOptions withInFlight(int most) {
        return new ClientOptions(reading, log, login, closing, attempts, most, maxBodyBytes);
    }

    public ClientOptions withMaxBodyBytes(int most) {
        return new ClientOptions(reading, log, login, closing, attempts, inFlight, most);
    }

    Duration of(RedfishClient.Patience patience) {
        return switch (patience) {
            case READING -> reading;
            case LOG -> log;
        };
    }
}
