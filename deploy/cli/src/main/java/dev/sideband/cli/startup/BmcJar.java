package dev.sideband.cli.startup;

import java.io.File;
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
 * A jar that holds nothing but the names of others: a class that is nowhere, such as picocli's
 * optional ones, is looked for in each jar of a class path, so that of {@code sideband bmc} is
 * short.
 */
enum BmcJar {
    /** What each of its commands takes; the broker, the streams and Netty are nowhere here. */
    USUAL("bmc"),
    /** What {@code --targets}, {@code --debug} and Redfish take besides. */
    MORE("bmc-more");

    private final String name;

    BmcJar(String name) {
        this.name = name;
    }

    /** What the names of the jars begin with. */
    private List<String> parts() {
        return switch (this) {
            case USUAL ->
                    List.of(
                            "sideband-cli-",
                            "sideband-demo-",
                            "sideband-ipmi-",
                            "sideband-redfish-",
                            "sideband-runtime-",
                            "jackson-core-",
                            "picocli-",
                            "slf4j-api-");
            case MORE ->
                    List.of(
                            "sideband-collector-",
                            "sideband-schemas-",
                            "avro-",
                            "jackson-annotations-",
                            "jackson-databind-",
                            "jackson-dataformat-yaml-",
                            "jul-to-slf4j-",
                            "logback-",
                            "slf4j-jdk-platform-logging-",
                            "snakeyaml-");
        };
    }

    private Path in(Path home) {
        return home.resolve(name + ".jar");
    }

    /** What the JVM that has this class path starts faster with. */
    Path cache(Path home) {
        return home.resolve(name + ".aot");
    }

    /** The class path that a command has that takes this. */
    String classPath(Path home) {
        return switch (this) {
            case USUAL -> in(home).toString();
            case MORE -> USUAL.in(home) + File.pathSeparator + in(home);
        };
    }

    /** Writes it into {@code home}, whose folder {@code lib} holds the others. */
    void write(Path home) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, names(home));
        new JarOutputStream(Files.newOutputStream(in(home)), manifest).close();
    }

    private String names(Path home) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> parts().stream().anyMatch(jar::startsWith))
                    .sorted()
                    .map(jar -> "lib/" + jar)
                    .collect(Collectors.joining(" "));
        }
    }
}
