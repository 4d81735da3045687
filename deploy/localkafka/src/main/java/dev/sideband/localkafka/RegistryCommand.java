package dev.sideband.localkafka;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How the registry's process is started.
 *
 * @param jar what is run
 * @param java with what it is run
 * @param port where it listens
 * @param cache the JVM options that concern its cache of loaded classes
 */
record RegistryCommand(Path jar, Path java, int port, List<String> cache) {
    static final String JAR = "sideband-registry.jar";
    static final String CACHE = "sideband-registry.aot";

    /** All that the child sees of our environment, which may hold secrets and JVM options. */
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot");

    static RegistryCommand of(LocalRegistry.Options options, int port) {
        Path jar = options.program().resolve(JAR).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new LocalStartException(
                    "the schema registry is not in %s (no %s there): build it with mvn -pl deploy/localkafka package"
                            .formatted(options.program().toAbsolutePath(), JAR));
        }
        Path cache = jar.resolveSibling(CACHE);
        return new RegistryCommand(
                jar,
                options.javaHome().resolve("bin").resolve("java").toAbsolutePath(),
                port,
                Files.isRegularFile(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
    }

    /** The same, but at its end the process writes what later ones start faster with. */
    RegistryCommand writingCache() {
        return new RegistryCommand(
                jar,
                java,
                port,
                List.of(
                        "-XX:AOTCacheOutput=" + jar.resolveSibling(CACHE),
                        "-Dsideband.stop-seconds=300"));
    }

    /** Starts the process in {@code directory}; what it prints goes to {@code log}. */
    Process start(Path directory, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(commandLine())
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(log.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        return builder.start();
    }

    private List<String> commandLine() {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(jvm());
        line.addAll(cache);
        settings().forEach(setting -> line.add("-D" + setting));
        line.add("-jar");
        line.add(jar.toString());
        return line;
    }

    /** For a quick start and a small footprint: it will only ever answer a few requests. */
    private static List<String> jvm() {
        return List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    }

    private List<String> settings() {
        return List.of(
                "quarkus.http.host=" + Ports.LOOPBACK,
                "quarkus.http.port=" + port,
                "quarkus.management.host=" + Ports.LOOPBACK,
                "quarkus.management.port=0",
                "quarkus.http.access-log.enabled=false",
                "quarkus.banner.enabled=false",
                // Ids that are in records must not be lost, so each commit goes to the disk at
                // once.
                "apicurio.datasource.url=jdbc:h2:file:./registry;WRITE_DELAY=0",
                "apicurio.datasource.jdbc.initial-size=1",
                "apicurio.datasource.jdbc.min-size=1",
                "apicurio.datasource.jdbc.max-size=8",
                "apicurio.storage.snapshot.location=.",
                "apicurio.import.work-dir=.");
    }
}
