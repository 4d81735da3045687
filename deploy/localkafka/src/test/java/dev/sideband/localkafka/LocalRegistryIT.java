package dev.sideband.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

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
