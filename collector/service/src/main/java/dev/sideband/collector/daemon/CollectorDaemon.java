package dev.sideband.collector.daemon;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.CollectorService;
import dev.sideband.collector.config.CollectorFile;
import dev.sideband.collector.daemon.Surroundings.AwayException;
import dev.sideband.collector.inventory.ConfigWatcher;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.metrics.AdminServer;
import dev.sideband.collector.metrics.Meters;
import dev.sideband.collector.metrics.Readiness;
import dev.sideband.runtime.ConfigException;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs a collector from its configuration file until it is told to stop. Brokers or a registry that
 * are away at the start are waited for; a configuration that they refuse is not.
 */
public final class CollectorDaemon {
    private static final Duration LOOK_FOR_CHANGES_EVERY = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration SAY_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(CollectorDaemon.class);

    private final Path file;
    private final CollectorFile present;
    private volatile String starting = "starting";
    private volatile Optional<Running> running = Optional.empty();
    private String said = "";
    private long saidNanos;

    /** Waits, or is told to stop. */
    @FunctionalInterface
    public interface Stop {
        /** Waits for {@code limit} or until the stop is asked for; true where it was. */
        boolean await(Duration limit) throws InterruptedException;
    }

    private record Running(CollectorService collector, BrokerWatch brokers) {}

    private CollectorDaemon(Path file, CollectorFile present) {
        this.file = file;
        this.present = present;
    }

    /**
     * Returns when the stop was asked for and all has ended in order.
     *
     * @param file where {@code present} was read from
     * @throws ConfigException where brokers or registry refuse this collector
     * @throws IllegalStateException where topics are missing or are not as they have to be
     * @throws IOException where a port or a socket cannot be had
     */
    public static void run(Path file, CollectorFile present, Stop stop)
            throws ConfigException, IOException, InterruptedException {
        new CollectorDaemon(file, present).run(stop);
    }

    private void run(Stop stop) throws ConfigException, IOException, InterruptedException {
        LOG.atInfo()
                .addKeyValue("collector", config().collectorId())
                .addKeyValue("brokers", config().bootstrapServers())
                .addKeyValue("registry", config().registryUrl())
                .addKeyValue("topics", config().topics().prefix() + "*")
                .log("collector starts");
        try (Meters meters = Meters.ofThisProcess()) {
            Optional<AdminServer> http =
                    present.http().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    AdminServer.start(
                                            present.http().get(), meters, this::readiness));
            try {
                Optional<CollectorService> started = start(stop);
                if (started.isPresent()) {
                    started.get().addTo(meters);
                    runUntil(stop, started.get());
                }
            } finally {
                http.ifPresent(AdminServer::close);
            }
        }
    }

    private CollectorConfig config() {
        return present.collector();
    }

    /** Empty where the stop was asked for meanwhile. */
    private Optional<CollectorService> start(Stop stop)
            throws ConfigException, IOException, InterruptedException {
        Surroundings surroundings = new Surroundings(config(), present.createTopics());
        while (true) {
            try {
                return Optional.of(startNow(surroundings));
            } catch (AwayException away) {
                sayThatItWaits(String.valueOf(away.getMessage()));
            }
            if (stop.await(TRY_AGAIN_AFTER)) {
                return Optional.empty();
            }
        }
    }

    private CollectorService startNow(Surroundings surroundings)
            throws AwayException, ConfigException, IOException, InterruptedException {
        surroundings.require();
        try {
            if (present.targets().isPresent()) {
                publish(present.targets().get());
            }
            return CollectorService.start(config());
        } catch (KafkaException failure) {
            throw surroundings.told(failure);
        }
    }

    private void sayThatItWaits(String why) {
        starting = why;
        long now = System.nanoTime();
        if (!why.equals(said) || now - saidNanos > SAY_AGAIN_AFTER.toNanos()) {
            said = why;
            saidNanos = now;
            LOG.atWarn().log("{}; waiting", why);
        }
    }

    private void runUntil(Stop stop, CollectorService collector) throws InterruptedException {
        try (collector;
                BrokerWatch brokers =
                        BrokerWatch.start(
                                config().clients("watch").admin(), config().bootstrapServers());
                ConfigWatcher<CollectorFile> _ =
                        ConfigWatcher.start(
                                () -> CollectorFile.read(file),
                                present,
                                LOOK_FOR_CHANGES_EVERY,
                                new OnChange(collector))) {
            running = Optional.of(new Running(collector, brokers));
            while (!stop.await(STEP)) {
                LOG.debug("running");
            }
            LOG.info("collector stops: sessions are closed, and what is on its way is written");
            running = Optional.empty();
            starting = "stopping";
        }
    }

    private void publish(TargetsFile targets) throws InterruptedException {
        var changes =
                new TargetsPublisher(
                                config().clients("targets"),
                                config().topics(),
                                config().connectRegistry())
                        .publish(targets.targets());
        LOG.atInfo()
                .addKeyValue("written", changes.written())
                .addKeyValue("removed", changes.removed())
                .addKeyValue("unchanged", changes.unchanged())
                .log("targets file published");
    }

    private Readiness readiness() {
        Optional<Running> now = running;
        if (now.isEmpty()) {
            return new Readiness(List.of(new Readiness.Check("started", false, starting)));
        }
        boolean away = now.get().brokers().isAway();
        return new Readiness(
                List.of(
                        new Readiness.Check("started", true, "since the brokers answered"),
                        new Readiness.Check(
                                "brokers",
                                !away,
                                config().bootstrapServers()
                                        + (away ? " do not answer" : " answer")),
                        check(now.get().collector().share())));
    }

    /** Polling all that it was given, or standing by where others have everything. */
    private static Readiness.Check check(CollectorService.Share share) {
        if (!share.member()) {
            return new Readiness.Check(
                    "group", false, "the brokers do not say that it is in the group of collectors");
        }
        if (share.partitions() == 0) {
            return new Readiness.Check("group", true, "stands by: others have all partitions");
        }
        return new Readiness.Check(
                "group",
                share.polled() == share.partitions(),
                "polls %d of its %d partitions".formatted(share.polled(), share.partitions()));
    }

    /** Secrets and targets are taken over at once; for all else there is one line of advice. */
    private final class OnChange implements ConfigWatcher.Listener<CollectorFile> {
        private final CollectorService collector;

        OnChange(CollectorService collector) {
            this.collector = collector;
        }

        @Override
        public void changed(CollectorFile now) throws InterruptedException {
            collector.useCredentials(now.collector().credentials());
            if (now.targets().isPresent()) {
                publish(now.targets().get());
            }
            if (!now.isSameButForSecretsAndTargets(present)) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .log(
                                "credentials and targets are in use as they are now; what else"
                                        + " changed needs a restart");
            } else {
                LOG.atInfo()
                        .addKeyValue("file", file)
                        .log("changed credentials and targets are in use");
            }
        }

        @Override
        public void refused(String problem) {
            // The watcher has logged it.
        }
    }
}
