package dev.sideband.localkafka;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Apicurio Registry as a child process on the loopback address. It keeps schemas and their ids in
 * its directory over restarts, and ends with this JVM, however that ends.
 */
public final class LocalRegistry implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(90);
    private static final Duration ASK_EVERY = Duration.ofMillis(50);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Duration CACHE_WITHIN = Duration.ofMinutes(5);

    private final DataDirectory directory;
    private final Process process;
    private final Path log;
    private final String url;
    private final Duration stopWithin;

    private LocalRegistry(
            DataDirectory directory, Process process, Path log, int port, Duration stopWithin) {
        this.directory = directory;
        this.process = process;
        this.log = log;
        this.url = "http://%s:%d/apis/ccompat/v7".formatted(Ports.LOOPBACK, port);
        this.stopWithin = stopWithin;
    }

    /**
     * Where the registry is, keeps its data and listens.
     *
     * @param program the folder with the registry itself, which holds {@code sideband-registry.jar}
     * @param dataDir its directory, created where missing; also holds its log, {@code registry.log}
     * @param port the port to listen on at 127.0.0.1, or 0 for a free one
     * @param javaHome the JDK to run it with
     */
    public record Options(Path program, Path dataDir, int port, Path javaHome) {
        /** With the JDK that this process runs with. */
        public Options(Path program, Path dataDir, int port) {
            this(program, dataDir, port, Path.of(System.getProperty("java.home")));
        }
    }

    /**
     * Starts the registry and returns once it answers.
     *
     * @throws LocalStartException when the program is missing, the port taken, the directory in
     *     use, or the registry fails
     */
    public static LocalRegistry start(Options options) {
        return start(options, RegistryCommand.of(options, port(options)), STOP_WITHIN);
    }

    /**
     * Like {@link #start}, but when it is closed its process leaves a cache beside the program,
     * with which later starts take half the time. That takes a while.
     */
    static LocalRegistry startWritingCache(Options options) {
        RegistryCommand command = RegistryCommand.of(options, port(options)).writingCache();
        return start(options, command, CACHE_WITHIN);
    }

    private static int port(Options options) {
        return Ports.choose(options.port(), "schema registry");
    }

    private static LocalRegistry start(
            Options options, RegistryCommand command, Duration stopWithin) {
        DataDirectory directory = DataDirectory.lock(options.dataDir());
        LocalRegistry registry;
        try {
            Path log = directory.resolve("registry.log");
            registry =
                    new LocalRegistry(
                            directory,
                            command.start(directory.resolve(""), log),
                            log,
                            command.port(),
                            stopWithin);
        } catch (IOException e) {
            directory.close();
            throw new LocalStartException(
                    "the local schema registry did not start: %s".formatted(e.getMessage()), e);
        }
        try {
            registry.awaitReady();
            return registry;
        } catch (LocalStartException e) {
            registry.close();
            throw e;
        }
    }

    /** The base URL for clients that speak Confluent's protocol. */
    public String url() {
        return url;
    }

    /** Stops the registry; its data stays. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(stopWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            directory.close();
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            while (!answers(http)) {
                if (System.nanoTime() > deadline) {
                    throw new LocalStartException(
                            "the local schema registry does not answer after %d s; its log is %s"
                                    .formatted(START_WITHIN.toSeconds(), log));
                }
                if (process.waitFor(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new LocalStartException(
                            "the local schema registry ended with code %d; its log is %s and ends: %s"
                                    .formatted(process.exitValue(), log, lastLine()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStartException("interrupted while the schema registry started", e);
        }
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/subjects"))
                        .timeout(ANSWER_WITHIN)
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String lastLine() {
        try {
            return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .reduce("", (_, last) -> last)
                    .strip();
        } catch (IOException e) {
            return "(unreadable)";
        }
    }
}
