package dev.sideband.localkafka;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A Kafka broker and its KRaft controller inside this JVM, on the loopback address, with the data
 * kept in a directory over restarts.
 *
 * <p>Every feature is at the broker's newest production level, so that the new consumer group
 * protocol and transactions of version 2 work. Topics must be created before use.
 */
public final class LocalKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalKafka.class);
    private static final String LOG_DIRECTORY = "log";

    private final DataDirectory directory;
    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private LocalKafka(DataDirectory directory, KafkaRaftServer server, int port) {
        this.directory = directory;
        this.server = server;
        this.port = port;
    }

    /**
     * Where the broker keeps its data and where it listens.
     *
     * @param dataDir its directory, created where missing; one that an earlier run has used is
     *     taken up again with all that is in it
     * @param port the port to listen on at 127.0.0.1, or 0 for a free one
     * @param host what clients are told to connect to: an address or name by which they reach
     *     127.0.0.1, if by a detour
     */
    public record Options(Path dataDir, int port, String host) {
        /** Clients connect to 127.0.0.1. */
        public Options(Path dataDir, int port) {
            this(dataDir, port, Ports.LOOPBACK);
        }
    }

    /**
     * Starts the broker and returns once it serves.
     *
     * @throws LocalStartException when the port is taken, the directory in use or the broker fails
     */
    public static LocalKafka start(Options options) {
        int port = Ports.choose(options.port(), "Kafka broker");
        DataDirectory directory = DataDirectory.lock(options.dataDir());
        try {
            LocalKafkaConfig config =
                    new LocalKafkaConfig(
                            directory.resolve(LOG_DIRECTORY),
                            options.host(),
                            port,
                            Ports.choose(0, "Kafka controller"));
            Properties properties = config.properties();
            formatOnce(config);
            return new LocalKafka(directory, startServer(properties), port);
        } catch (LocalStartException e) {
            directory.close();
            throw e;
        } catch (Exception e) {
            directory.close();
            throw new LocalStartException(
                    "the local Kafka broker in %s did not start: %s".formatted(directory, e), e);
        }
    }

    /** What clients connect to: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** Stops the broker; its data stays. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            directory.close();
        }
    }

    private static void formatOnce(LocalKafkaConfig config) throws Exception {
        if (Files.exists(config.logDirectory().resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(config.logDirectory());
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(LocalKafkaConfig.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(LocalKafkaConfig.CONTROLLER)
                .setMetadataLogDirectory(config.logDirectory().toString())
                .addDirectory(config.logDirectory().toString())
                .run();
    }

    private static KafkaRaftServer startServer(Properties properties) {
        keepTheJvm();
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** A broker that meets a fatal fault ends its JVM without a word; this JVM is not its own. */
    private static void keepTheJvm() {
        Exit.Procedure report =
                (status, message) ->
                        LOG.atError()
                                .addKeyValue("status", status)
                                .addKeyValue("reason", message)
                                .log("the local Kafka broker has failed");
        Exit.setExitProcedure(report);
        Exit.setHaltProcedure(report);
    }
}
