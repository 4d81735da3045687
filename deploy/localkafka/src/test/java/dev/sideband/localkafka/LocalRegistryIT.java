package dev.sideband.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

class LocalRegistryIT {
    private static final Path PROGRAM = Path.of("target", "registry");

    @TempDir private Path directory;

    @Test
    void keepsSchemasAndIdsOverARestart() throws Exception {
        String first;
        try (LocalRegistry registry = start(0)) {
            register(registry, "a-value", "\\\"int\\\"");
            first = register(registry, "b-value", "\\\"long\\\"");
        }
        try (LocalRegistry registry = start(0)) {
            assertThat(register(registry, "b-value", "\\\"long\\\"")).isEqualTo(first);
            assertThat(register(registry, "c-value", "\\\"string\\\"")).isNotEqualTo(first);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> start(port))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageStartingWith(
                            "port %d is taken, the local schema registry needs it:", port);
        }
    }

    @Test
    void saysWhereTheProgramIsMissing() {
        assertThatThrownBy(() ->
                        LocalRegistry.start(new LocalRegistry.Options(directory, directory, 0)))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("build it with mvn -pl deploy/localkafka package");
    }

    @Test
    void refusesADirectoryInUse() {
        try (LocalRegistry _ = start(0)) {
            assertThatThrownBy(() -> start(0))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining(directory + " is in use already");
        }
    }

    @Test
    void endsWithItsParentEvenWhenThatIsKilled() throws Exception {
        Process parent = Children.start(RegistryMain.class, PROGRAM, directory);
        try (BufferedReader output = parent.inputReader()) {
            ProcessHandle registry =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(registry.isAlive()).isTrue();

            parent.destroyForcibly();

            assertThat(registry.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }
        try (LocalRegistry again = start(0)) {
            assertThat(register(again, "a-value", "\\\"int\\\"")).contains("id");
        }
    }

    @Test
    void saysWhyItEnded() {
        Path noJava = directory.resolve("no-jdk");
        assertThatThrownBy(() ->
                        LocalRegistry.start(
                                new LocalRegistry.Options(PROGRAM, directory, 0, noJava)))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining(noJava.toString());
    }

    private LocalRegistry start(int port) {
        return LocalRegistry.start(new LocalRegistry.Options(PROGRAM, directory, port));
    }

    private static String register(LocalRegistry registry, String subject, String schema)
            throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "%s/subjects/%s/versions"
                                                    .formatted(registry.url(), subject)))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .POST(BodyPublishers.ofString("{\"schema\": \"%s\"}".formatted(schema)))
                            .build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            assertThat(answer).contains("\"id\":");
            return answer;
        }
    }
}
