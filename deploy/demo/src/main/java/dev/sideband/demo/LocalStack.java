package dev.sideband.demo;

import dev.sideband.localkafka.LocalKafka;
import dev.sideband.localkafka.LocalRegistry;
import dev.sideband.schemas.TopicAdmin;
import dev.sideband.schemas.TopicSettings;
import dev.sideband.schemas.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A broker with every topic, and a registry beside it, on this machine alone.
 *
 * @param kafka the broker in this JVM
 * @param registry the registry's process
 */
record LocalStack(LocalKafka kafka, LocalRegistry registry) implements AutoCloseable {
    /**
     * What to start.
     *
     * @param data where broker and registry keep their data
     * @param kafkaPort the broker's port, 0 for a free one
     * @param registryPort the registry's port, 0 for a free one
     * @param registryFolder where the registry is installed
     */
    record Options(Path data, int kafkaPort, int registryPort, Path registryFolder) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(LocalStack.class);

    /** Starts both at once, since the registry alone takes most of the time. */
    static LocalStack start(Options options) throws IOException {
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = CompletableFuture.supplyAsync(() -> startKafka(options), starters);
            var registry = CompletableFuture.supplyAsync(() -> startRegistry(options), starters);
            try {
                return new LocalStack(kafka.join(), registry.join());
            } catch (CompletionException e) {
                closeStarted(kafka);
                closeStarted(registry);
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    /** Closes a part that came up while the other one failed. */
    private static void closeStarted(CompletableFuture<? extends AutoCloseable> part) {
        try (AutoCloseable started = part.join()) {
            LOGGER.atDebug().addKeyValue("part", started).log("closed, as the other did not start");
        } catch (CompletionException _) {
            // It is the one that failed.
        } catch (Exception e) {
            LOGGER.atWarn().setCause(e).log("not closed in order");
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }

    private static LocalKafka startKafka(Options options) {
        LocalKafka kafka =
                LocalKafka.start(
                        new LocalKafka.Options(
                                options.data().resolve("kafka"), options.kafkaPort()));
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            TopicAdmin.createMissing(admin, new Topics(), TopicSettings.LOCAL);
        }
        return kafka;
    }

    private static LocalRegistry startRegistry(Options options) {
        return LocalRegistry.start(
                new LocalRegistry.Options(
                        options.registryFolder(),
                        options.data().resolve("registry"),
                        options.registryPort()));
    }
}
