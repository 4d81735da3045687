package dev.sideband.processor;

import static java.util.Objects.requireNonNullElse;

import dev.sideband.detection.DetectionSettings;
import dev.sideband.schemas.Topics;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a processor has to be told. From a file, what is missing takes its default.
 *
 * @param bootstrapServers where Kafka is
 * @param registryUrl where the schema registry is
 * @param topicPrefix what the names of the topics begin with; default {@code sideband.}
 * @param stateDir a directory of its own for what it remembers; can be lost, it is on topics too
 * @param threads stream threads; default 1
 * @param host the address at which the API and the page are served; default 127.0.0.1, which only
 *     this machine can reach
 * @param port their port; default 8080, 0 for any that is free, -1 for no API and no page
 * @param history how long readings are kept in memory for the API; default 15 min
 * @param alerts when alerts are raised and resolved
 */
public record ProcessorConfig(
        String bootstrapServers,
        String registryUrl,
        String topicPrefix,
        Path stateDir,
        Integer threads,
        String host,
        Integer port,
        Duration history,
        Alerts alerts) {
    public static final int DEFAULT_PORT = 8080;
    public static final int NO_PORT = -1;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration DEFAULT_HISTORY = Duration.ofMinutes(15);
    private static final Duration MAX_HISTORY = Duration.ofHours(1);

    public ProcessorConfig {
        required("bootstrap-servers", bootstrapServers);
        required("registry-url", registryUrl);
        required("state-dir", stateDir);
        topicPrefix = requireNonNullElse(topicPrefix, Topics.DEFAULT_PREFIX);
        threads = requireNonNullElse(threads, 1);
        host = requireNonNullElse(host, LOOPBACK);
        port = requireNonNullElse(port, DEFAULT_PORT);
        history = requireNonNullElse(history, DEFAULT_HISTORY);
        alerts = requireNonNullElse(alerts, Alerts.DEFAULT);
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("threads: %d is not 1 to 64".formatted(threads));
        }
        if (port < NO_PORT || port > 65_535) {
            throw new IllegalArgumentException("port: %d is not -1 to 65535".formatted(port));
        }
        if (history.isNegative() || history.compareTo(MAX_HISTORY) > 0) {
            throw new IllegalArgumentException("history: " + history + " is not 0 to 1 h");
        }
    }

    /** With every default. */
    public static ProcessorConfig of(String bootstrapServers, String registryUrl, Path stateDir) {
        return new ProcessorConfig(
                bootstrapServers,
                registryUrl,
                Topics.DEFAULT_PREFIX,
                stateDir,
                1,
                LOOPBACK,
                DEFAULT_PORT,
                DEFAULT_HISTORY,
                Alerts.DEFAULT);
    }

    /** The same, served at another address. */
    public ProcessorConfig servedAt(String otherHost, int otherPort) {
        return new ProcessorConfig(
                bootstrapServers,
                registryUrl,
                topicPrefix,
                stateDir,
                threads,
                otherHost,
                otherPort,
                history,
                alerts);
    }

    private static void required(String key, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
    }

    /**
     * When alerts are raised and resolved; what is null takes its default.
     *
     * @param raiseAfter see {@link DetectionSettings}, as all of them
     */
    public record Alerts(
            @Nullable Duration raiseAfter,
            @Nullable Duration clearAfter,
            @Nullable Integer staleAfterPolls,
            @Nullable Integer silentAfterIntervals,
            @Nullable Duration silentAfterAtLeast,
            @Nullable Duration quietAfter,
            @Nullable Duration criticalStays,
            @Nullable Duration freshFor) {
        static final Alerts DEFAULT = new Alerts(null, null, null, null, null, null, null, null);

        DetectionSettings settings() {
            DetectionSettings defaults = DetectionSettings.defaults();
            return new DetectionSettings(
                    or(raiseAfter, defaults.raiseAfter()),
                    or(clearAfter, defaults.clearAfter()),
                    or(staleAfterPolls, defaults.staleAfterPolls()),
                    or(silentAfterIntervals, defaults.silentAfterIntervals()),
                    or(silentAfterAtLeast, defaults.silentAfterAtLeast()),
                    or(quietAfter, defaults.quietAfter()),
                    or(criticalStays, defaults.criticalStays()),
                    or(freshFor, defaults.freshFor()));
        }

        private static <T> T or(@Nullable T given, T otherwise) {
            return given == null ? otherwise : given;
        }
    }
}
