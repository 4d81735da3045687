package dev.sideband.cli.startup;

import dev.sideband.cli.Main;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes what {@code sideband bmc} starts faster with, from the folder of all jars. */
final class StartupCache {
    private static final int DEADLINE_SECONDS = 180;

    private final Path home;

    private StartupCache(Path home) {
        this.home = home;
    }

    /**
     * Makes the cache; where this machine does not let it, says so and leaves it out.
     *
     * @param arguments the folder that holds {@code lib}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Main.prepare("bmc");
        var cache = new StartupCache(Path.of(arguments[0]).toAbsolutePath());
        cache.modernise();
        BmcJar.write(cache.home.resolve("bmc.jar"), cache.home.resolve("lib"));
        Files.deleteIfExists(cache.file());
        try (SimulatedFleet fleet = SimulatedFleet.start(FleetOptions.of(1, 1))) {
            cache.train(fleet);
        } catch (IOException e) {
            cache.leaveOut(e.toString());
        }
    }

    private Path file() {
        return home.resolve("bmc.aot");
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

    private void train(SimulatedFleet fleet) throws IOException, InterruptedException {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        Path password = Files.createTempFile("sideband-startup", "");
        try {
            Files.writeString(password, fleet.options().password());
            Process training =
                    new ProcessBuilder(
                                    command(
                                            "ipmi://%s:%d".formatted(bmc.host(), bmc.port()),
                                            "--user",
                                            fleet.options().username(),
                                            "--password-file",
                                            password.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile())
                            .start();
            if (!training.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                training.destroyForcibly();
                leaveOut("it took longer than " + DEADLINE_SECONDS + " s");
            } else if (training.exitValue() != 0) {
                leaveOut("exit code %d, see %s".formatted(training.exitValue(), log()));
            }
        } finally {
            Files.delete(password);
        }
    }

    /**
     * Whatever else is said here must be said by the launcher as well, or the cache is not used.
     */
    private List<String> command(String... login) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:AOTCacheOutput=" + file(),
                                // Profiles help a server; loading them delays a command.
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:-AOTRecordTraining",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                home.resolve("bmc.jar").toString(),
                                Training.class.getName()),
                        Stream.of(login))
                .toList();
    }

    private Path log() {
        return home.resolve("bmc-aot.log");
    }

    private void leaveOut(String why) {
        System.err.println("sideband bmc will start more slowly, its cache was not made: " + why);
    }
}
