package dev.sideband.cli.startup;

import dev.sideband.cli.Main;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes what {@code sideband bmc} starts faster with, from the folder of all jars: one cache for a
 * BMC by its address, and one for a target by its id, which takes more classes.
 */
final class StartupCache {
    private static final int DEADLINE_SECONDS = 180;

    private final Path home;
    private final Path scratch;

    private StartupCache(Path home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    /**
     * Makes the caches; where this machine does not let it, says so and leaves them out.
     *
     * @param arguments the folder that holds {@code lib}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Main.prepare("bmc");
        Path scratch = Files.createTempDirectory("sideband-startup");
        try {
            new StartupCache(Path.of(arguments[0]).toAbsolutePath(), scratch).make();
        } finally {
            delete(scratch);
        }
    }

    private void make() throws IOException, InterruptedException {
        modernise();
        for (BmcJar jar : BmcJar.values()) {
            jar.write(home);
            Files.deleteIfExists(jar.cache(home));
        }
        try (SimulatedFleet fleet = SimulatedFleet.start(options())) {
            SimulatedBmc bmc = fleet.bmcs().getFirst();
            Path password =
                    Files.writeString(scratch.resolve("password"), fleet.options().password());
            Path targets = scratch.resolve("targets.yaml");
            fleet.writeTargets(targets);
            train(
                    BmcJar.USUAL,
                    "ipmi://%s:%d".formatted(bmc.host(), bmc.port()),
                    "--user",
                    fleet.options().username(),
                    "--password-file",
                    password.toString());
            String service = fleet.bmcs().getLast().id();
            train(BmcJar.MORE, bmc.id() + "," + service, "--targets", targets.toString());
        } catch (IOException e) {
            leaveOut(e.toString());
        }
    }

    /** One BMC for each protocol. */
    private static FleetOptions options() {
        return FleetOptions.of(2, 1).withProtocols(Protocols.IPMI, Protocols.REDFISH);
    }

    private void modernise() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            for (Path jar :
                    jars.filter(it -> it.getFileName().toString().startsWith("picocli-"))
                            .toList()) {
                ModernClassFiles.write(jar);
            }
        }
    }

    private void train(BmcJar jar, String... login) throws IOException, InterruptedException {
        Path log = home.resolve(jar.cache(home).getFileName() + ".log");
        Process training =
                new ProcessBuilder(command(jar, login))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!training.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            training.destroyForcibly();
            leaveOut("it took longer than " + DEADLINE_SECONDS + " s");
        } else if (training.exitValue() != 0) {
            leaveOut("exit code %d, see %s".formatted(training.exitValue(), log));
        }
    }

    /** The launcher has to say the same of modules and collector, or the cache is not used. */
    private List<String> command(BmcJar jar, String... login) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:AOTCacheOutput=" + jar.cache(home),
                                // Profiles help a server; loading them delays a command.
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:-AOTRecordTraining",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                jar.classPath(home),
                                Training.class.getName()),
                        Stream.of(login))
                .toList();
    }

    private static void leaveOut(String why) {
        System.err.println("sideband bmc will start more slowly, as a cache was not made: " + why);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
