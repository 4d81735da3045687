package dev.sideband.cli.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A jar that holds nothing but the names of those that {@code sideband bmc} takes: a class that is
 * nowhere, such as picocli's optional ones, is looked for in each jar of a class path.
 */
final class BmcJar {
    /** What their names begin with. The broker, the streams and Netty are not among them. */
    private static final List<String> PARTS =
            List.of(
                    "sideband-cli-",
                    "sideband-collector-",
                    "sideband-demo-",
                    "sideband-ipmi-",
                    "sideband-runtime-",
                    "sideband-schemas-",
                    "avro-",
                    "jackson-annotations-",
                    "jackson-core-",
                    "jackson-databind-",
                    "jackson-dataformat-yaml-",
                    "jul-to-slf4j-",
                    "logback-",
                    "picocli-",
                    "slf4j-api-",
                    "slf4j-jdk-platform-logging-",
                    "snakeyaml-");

    private BmcJar() {}

    /** Writes it; {@code lib} is the folder beside it that holds the others. */
    static void write(Path jar, Path lib) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, classPath(lib));
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String classPath(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> PARTS.stream().anyMatch(name::startsWith))
                    .sorted()
                    .map(name -> lib.getFileName() + "/" + name)
                    .collect(Collectors.joining(" "));
        }
    }
}
