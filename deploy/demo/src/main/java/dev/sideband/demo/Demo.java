package dev.sideband.demo;

import dev.sideband.runtime.ConfigException;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.LoggedRecord;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.fault.Scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link Standalone} for a simulated fleet in which things go wrong; nothing of it is kept. */
public final class Demo implements AutoCloseable {
    private static final Duration POLL_EVERY = Duration.ofSeconds(2);
    private static final double TIME_SCALE = 10;
    private static final int CYCLES = 1_000;
    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Dealt out to the fleet in turn. */
    private static final Protocols[] PROTOCOLS = Protocols.values();

    private final Closer parts = new Closer();
    private final Duration cycle;
    private final SimulatedFleet fleet;
    private final Standalone standalone;

    private Demo(Options options, Consumer<String> progress)
            throws ConfigException, IOException, InterruptedException {
        this.cycle = options.cycle();
        boolean started = false;
        try {
            Path data = Files.createTempDirectory("sideband-demo-");
            parts.add(() -> delete(data));
            fleet =
                    parts.add(
                            SimulatedFleet.start(
                                    FleetOptions.of(options.bmcs(), options.seed())
                                            .withTimeScale(TIME_SCALE)
                                            .withProtocols(PROTOCOLS)));
            Path targets = data.resolve("targets.yaml");
            fleet.writeTargets(targets, POLL_EVERY);
            standalone =
                    parts.add(
                            Standalone.start(
                                    new Standalone.Options(
                                            targets,
                                            data,
                                            0,
                                            0,
                                            options.pagePort(),
                                            options.registryFolder()),
                                    progress));
            started = true;
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    /**
     * What to show.
     *
     * @param bmcs how many to simulate
     * @param seed of all that happens in the fleet
     * @param cycle in which the usual accidents happen once, and are over
     * @param pagePort the page's port, 0 for a free one
     * @param registryFolder where the registry is installed
     */
    public record Options(int bmcs, long seed, Duration cycle, int pagePort, Path registryFolder) {}

    /** Starts everything; {@code progress} is told what is being waited for. */
    public static Demo start(Options options, Consumer<String> progress)
            throws ConfigException, IOException, InterruptedException {
        return new Demo(options, progress);
    }

    /** Shows what happens until the stop is asked for or the time is over, and sums up. */
    public Summary run(LiveView view, Optional<Duration> limit, Standalone.Stop stop)
            throws InterruptedException {
        fleet.play(Scenario.of(fleet.options().seed(), fleet.shapes(), cycle, CYCLES));
        standalone.run(view, limit, stop);
        fleet.bmcs().forEach(bmc -> bmc.setHang(false));
        Map<String, List<LoggedRecord>> logged = logged();
        awaitRecords(logged);
        standalone.stopPolling();
        return new Summary(
                fleet.bmcs().size(),
                standalone.feed().readings(),
                standalone.feed().events(),
                standalone.feed().fired(),
                standalone.feed().resolved(),
                Proof.of(standalone.bootstrapServers(), standalone.registry(), logged, logged()));
    }

    /** The broker, {@code host:port}. */
    public String bootstrapServers() {
        return standalone.bootstrapServers();
    }

    public String registryUrl() {
        return standalone.registryUrl();
    }

    /** The page's URL. */
    public String page() {
        return standalone.page();
    }

    @Override
    public void close() {
        parts.close();
    }

    /** What each BMC has logged until now, oldest first. */
    private Map<String, List<LoggedRecord>> logged() {
        return fleet.bmcs().stream()
                .collect(Collectors.toMap(SimulatedBmc::id, SimulatedBmc::logged));
    }

    /**
     * Records that a BMC has, but which were not polled yet, are not lost: gives the polls their
     * time.
     */
    private void awaitRecords(Map<String, List<LoggedRecord>> logged) throws InterruptedException {
        long end = System.nanoTime() + CATCH_UP_LIMIT.toNanos();
        while (Proof.missing(standalone.bootstrapServers(), standalone.registry(), logged) > 0
                && System.nanoTime() < end) {
            standalone.feed().awaitMore(LOOK_EVERY);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not deleted: " + folder, e);
        }
    }
}
