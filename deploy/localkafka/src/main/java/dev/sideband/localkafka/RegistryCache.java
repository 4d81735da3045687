package dev.sideband.localkafka;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the cache that the registry starts faster with; part of the build. A JDK of another build
 * than the one that made it does not use it, and the registry then starts as without.
 */
final class RegistryCache {
    private RegistryCache() {}

    /**
     * Makes the cache where there is none that is newer than the program.
     *
     * @param arguments the folder that holds the registry
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path program = Path.of(arguments[0]);
        if (isMade(program)) {
            return;
        }
        Path data = Files.createTempDirectory("sideband-registry");
        try (LocalRegistry registry =
                LocalRegistry.startWritingCache(new LocalRegistry.Options(program, data, 0))) {
            use(registry.url());
        }
        delete(data);
    }

    private static boolean isMade(Path program) throws IOException {
        Path cache = program.resolve(RegistryCommand.CACHE);
        return Files.exists(cache)
                && Files.getLastModifiedTime(cache)
                                .compareTo(
                                        Files.getLastModifiedTime(
                                                program.resolve(RegistryCommand.JAR)))
                        > 0;
    }

    /** Has it load what it needs in use. */
    private static void use(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest register =
                    HttpRequest.newBuilder(URI.create(url + "/subjects/a-value/versions"))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(BodyPublishers.ofString("{\"schema\": \"\\\"int\\\"\"}"))
                            .build();
            for (HttpRequest request :
                    List.of(
                            register,
                            HttpRequest.newBuilder(URI.create(url + "/schemas/ids/1")).build())) {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    throw new IOException("%s: status %d".formatted(request.uri(), status));
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
