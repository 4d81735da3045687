package dev.sideband.demo;

import dev.sideband.avro.Reachability;
import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.CollectorService;
import dev.sideband.collector.CollectorSnapshot;
import dev.sideband.collector.command.CommandOptions;
import dev.sideband.collector.inventory.ConfigWatcher;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.metrics.AdminServer;
import dev.sideband.collector.metrics.HttpOptions;
import dev.sideband.collector.metrics.Meters;
import dev.sideband.collector.metrics.Readiness;
import dev.sideband.collector.pet.PetOptions;
import dev.sideband.collector.pet.PetReceiver;
import dev.sideband.collector.poll.TargetState;
import dev.sideband.collector.publish.KafkaClients;
import dev.sideband.collector.push.PushOptions;
import dev.sideband.collector.push.WebhookReceiver;
import dev.sideband.processor.PortTakenException;
import dev.sideband.processor.ProcessorConfig;
import dev.sideband.processor.ProcessorService;
import dev.sideband.runtime.ConfigException;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Everything that it takes to watch the BMCs of one targets file, in this JVM and the registry's
 * process.
 *
 * <p>Data stay in one folder, so that a later start goes on where this one ended.
 */
public final class Standalone implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Standalone.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String COLLECTOR_ID = "standalone";
    private static final Topics TOPICS = new Topics();
    private static final Duration LOOK_AT_TARGETS_EVERY = Duration.ofSeconds(1);
    private static final Duration RUNNING_LIMIT = Duration.ofSeconds(60);
    private static final Duration FIRST_READING_LIMIT = Duration.ofSeconds(30);
    private static final Duration SHOW_EVERY = Duration.ofMillis(500);
    private static final int MAX_NAMED = 3;

    private final Closer parts = new Closer();
    private final Consumer<String> progress;
    private final LocalStack stack;
    private final SchemaRegistryClient registry;
    private final TopicFeed feed;
    private final ProcessorService processor;
    private final CollectorService collector;
    private final Optional<AdminServer> metrics;

    private Standalone(Options options, TargetsFile targets, Consumer<String> progress)
            throws IOException, InterruptedException {
        this.progress = progress;
        boolean started = false;
        try {
            progress.accept("starting broker and registry");
            stack = parts.add(LocalStack.start(options.stack()));
            registry = Registries.connect(stack.registryUrl());
            progress.accept("starting collector and processor");
            feed = parts.add(TopicFeed.start(stack.bootstrapServers(), registry));
            processor = parts.add(ProcessorService.start(processorConfig(options)));
            var clients = new KafkaClients(stack.bootstrapServers(), "sideband-targets", Map.of());
            publish(clients, targets);
            collector = parts.add(CollectorService.start(collectorConfig(options, targets)));
            parts.add(
                    ConfigWatcher.start(
                            () -> TargetsFile.read(options.targets()),
                            targets,
                            LOOK_AT_TARGETS_EVERY,
                            new OnChange(clients)));
            metrics =
                    options.metricsPort().isEmpty()
                            ? Optional.empty()
                            : Optional.of(serveMetrics(options.metricsPort().get()));
            processor.awaitRunning(RUNNING_LIMIT);
            started = true;
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    /**
     * What to start and where.
     *
     * @param targets the targets file
     * @param data the folder for all data, made where it is missing
     * @param kafkaPort the broker's port, 0 for a free one
     * @param registryPort the registry's port, 0 for a free one
     * @param pagePort the page's port, 0 for a free one
     * @param registryFolder where the registry is installed
     * @param petTraps where platform event traps are received; nothing: nowhere
     * @param push how BMCs may tell of news over Redfish
     * @param commands what the topic of commands may ask for
     * @param metricsPort the port for the collector's metrics, 0 for a free one; nothing: none
     */
    public record Options(
            Path targets,
            Path data,
            int kafkaPort,
            int registryPort,
            int pagePort,
            Path registryFolder,
            Optional<PetOptions> petTraps,
            PushOptions push,
            CommandOptions commands,
            Optional<Integer> metricsPort) {

        /** Without platform event traps, a webhook, commands and metrics. */
        public Options(
                Path targets,
                Path data,
                int kafkaPort,
                int registryPort,
                int pagePort,
                Path registryFolder) {
            this(
                    targets,
                    data,
                    kafkaPort,
                    registryPort,
                    pagePort,
                    registryFolder,
                    Optional.empty(),
                    PushOptions.DEFAULT,
                    CommandOptions.OFF,
                    Optional.empty());
        }

        LocalStack.Options stack() {
            return new LocalStack.Options(data, kafkaPort, registryPort, registryFolder);
        }
    }

    /** Waits, or is told to stop. */
    @FunctionalInterface
    public interface Stop {
        /** Waits for {@code limit} or until the stop is asked for; true where it was. */
        boolean await(Duration limit) throws InterruptedException;
    }

    /**
     * Starts everything; {@code progress} is told what is being waited for.
     *
     * @throws ConfigException where the targets file is wrong
     * @throws dev.sideband.localkafka.LocalStartException where a port is taken or a part does not
     *     start
     */
    public static Standalone start(Options options, Consumer<String> progress)
            throws ConfigException, IOException, InterruptedException {
        TargetsFile targets = TargetsFile.read(options.targets());
        requireFree(options.pagePort());
        return new Standalone(options, targets, progress);
    }

    /** Shows what happens until the stop is asked for or the time is over. */
    public void run(LiveView view, Optional<Duration> limit, Stop stop)
            throws InterruptedException {
        feed.awaitFirstReading(FIRST_READING_LIMIT);
        long start = System.nanoTime();
        Duration elapsed = Duration.ZERO;
        while (limit.isEmpty() || elapsed.compareTo(limit.get()) < 0) {
            if (stop.await(SHOW_EVERY)) {
                break;
            }
            elapsed = Duration.ofNanos(System.nanoTime() - start);
            view.show(feed.changes(), state(elapsed));
        }
    }

    /** The broker, {@code host:port}. */
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    public String registryUrl() {
        return stack.registryUrl();
    }

    /** The page's URL. */
    public String page() {
        return "http://%s:%d/".formatted(LOOPBACK, processor.port());
    }

    /** The receiver of platform event traps, where there is one. */
    public Optional<PetReceiver> petReceiver() {
        return collector.petReceiver();
    }

    /** The receiver of events that BMCs post, where there is one. */
    public Optional<WebhookReceiver> webhookReceiver() {
        return collector.webhookReceiver();
    }

    /** The server of the collector's metrics, where there is one. */
    public Optional<AdminServer> metrics() {
        return metrics;
    }

    private AdminServer serveMetrics(int port) throws IOException {
        Meters meters = parts.add(Meters.ofThisProcess());
        collector.addTo(meters);
        return parts.add(
                AdminServer.start(
                        new HttpOptions(LOOPBACK, port),
                        meters,
                        () ->
                                new Readiness(
                                        List.of(new Readiness.Check("started", true, "polling")))));
    }

    SchemaRegistryClient registry() {
        return registry;
    }

    TopicFeed feed() {
        return feed;
    }

    /** Ends the polling in order; what it published stays to be read. */
    void stopPolling() throws InterruptedException {
        collector.close();
    }

    @Override
    public void close() {
        parts.close();
    }

    private LiveView.State state(Duration elapsed) {
        CollectorSnapshot now = collector.snapshot();
        return new LiveView.State(
                elapsed,
                now.targets(),
                now.reachable(),
                trouble(now),
                feed.readings(),
                feed.events(),
                feed.fired(),
                feed.resolved(),
                page());
    }

    /** The page comes up last, but whoever has its port should be known at once. */
    private static void requireFree(int port) throws IOException {
        try (var page = new ServerSocket()) {
            page.setReuseAddress(true);
            page.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException taken) {
            throw new PortTakenException(port, taken);
        }
    }

    private static String trouble(CollectorSnapshot now) {
        String slow = now.slow() == 0 ? "" : ", %d slow".formatted(now.slow());
        if (now.quarantined() == 0) {
            return slow;
        }
        String which =
                now.states().entrySet().stream()
                        .filter(one -> one.getValue().state() == Reachability.QUARANTINED)
                        .sorted(Map.Entry.comparingByKey())
                        .limit(MAX_NAMED)
                        .map(one -> one.getKey() + reason(one.getValue()))
                        .collect(Collectors.joining(", "));
        return "%s, %d quarantined (%s)".formatted(slow, now.quarantined(), which);
    }

    private static String reason(TargetState state) {
        return state.reason() == null ? "" : " " + state.reason().word();
    }

    private void publish(KafkaClients clients, TargetsFile targets) throws InterruptedException {
        new TargetsPublisher(clients, TOPICS, registry).publish(targets.targets());
    }

    private CollectorConfig collectorConfig(Options options, TargetsFile targets) {
        return new CollectorConfig(
                        stack.bootstrapServers(),
                        stack.registryUrl(),
                        TOPICS,
                        COLLECTOR_ID,
                        targets.credentials(),
                        Map.of(),
                        options.petTraps(),
                        options.push())
                .withCommands(options.commands());
    }

    private ProcessorConfig processorConfig(Options options) {
        return ProcessorConfig.of(
                        stack.bootstrapServers(),
                        stack.registryUrl(),
                        options.data().resolve("processor"))
                .servedAt(LOOPBACK, options.pagePort());
    }

    /** A changed targets file goes to the topic, its secrets to the collector. */
    private final class OnChange implements ConfigWatcher.Listener<TargetsFile> {
        private final KafkaClients clients;

        OnChange(KafkaClients clients) {
            this.clients = clients;
        }

        @Override
        public void changed(TargetsFile file) throws InterruptedException {
            collector.useCredentials(file.credentials());
            publish(clients, file);
            LOGGER.atInfo()
                    .addKeyValue("targets", file.targets().size())
                    .log("targets file read again");
        }

        @Override
        public void refused(String problem) {
            progress.accept(problem + "; the last good targets stay in use");
        }
    }
}
