package dev.sideband.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.collector.Await;
import dev.sideband.redfish.push.EventReceiver.Mailbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What BMCs and others post. */
@Timeout(60)
class WebhookReceiverIT {
    private static final String EVENT = "{\"Events\":[{\"MessageId\":\"x\"}]}";

    @TempDir Path dir;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> came = new CopyOnWriteArrayList<>();
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver =
                WebhookReceiver.start(
                        new WebhookOptions("127.0.0.1", 0, Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void stop() {
        receiver.close();
        client.close();
    }

    private int post(String url, String body) throws Exception {
        return send("POST", url, body);
    }

    private int send(String method, String url, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void handsEachEventToWhoseAddressItIs() throws Exception {
        Mailbox first = receiver.open(text -> came.add("first " + text));
        Mailbox second = receiver.open(text -> came.add("second " + text));
        assertThat(first.url()).startsWith("http://127.0.0.1:%d/".formatted(receiver.port()));
        assertThat(post(second.url(), EVENT)).isEqualTo(204);
        assertThat(post(first.url(), EVENT)).isEqualTo(204);
        assertThat(post(first.url(), "")).as("nothing in it").isEqualTo(204);
        assertThat(came).containsExactly("second " + EVENT, "first " + EVENT, "first ");
        assertThat(receiver.counts().received()).isEqualTo(3);
    }

    @Test
    void hasNothingForWhoDoesNotKnowTheSecret() throws Exception {
        Mailbox mailbox = receiver.open(came::add);
        String url = mailbox.url();
        String other = receiver.open(_ -> {}).url();
        String secretOfOther = other.substring(other.lastIndexOf('/'));
        List<String> wrong =
                List.of(
                        receiver.base(),
                        receiver.base() + "x/y",
                        url.substring(0, url.lastIndexOf('/')),
                        url.substring(0, url.lastIndexOf('/') + 1),
                        url.substring(0, url.length() - 1),
                        url + "0",
                        url + "/",
                        url.substring(0, url.lastIndexOf('/')) + secretOfOther);
        for (String guess : wrong) {
            assertThat(post(guess, EVENT)).as(guess).isEqualTo(404);
        }
        assertThat(send("GET", url, "")).isEqualTo(404);
        assertThat(send("PUT", url, EVENT)).isEqualTo(404);
        assertThat(came).isEmpty();
        assertThat(receiver.counts().strangers()).isEqualTo(wrong.size() + 2);
    }

    @Test
    void hasNothingAtAnAddressThatWasGivenBack() throws Exception {
        Mailbox mailbox = receiver.open(came::add);
        mailbox.close();
        assertThat(post(mailbox.url(), EVENT)).isEqualTo(404);
        assertThat(receiver.mailboxes()).isZero();
    }

    @Test
    void findsTheAddressBehindWhatAProxyPutsBeforeIt() throws Exception {
        Mailbox mailbox = receiver.open(came::add);
        String url = mailbox.url().replace(receiver.base(), receiver.base() + "events/r1/");
        assertThat(post(url, EVENT)).isEqualTo(204);
        assertThat(came).hasSize(1);
    }

    @Test
    void takesTheFrontOfWhatIsTooLargeAndGoesOn() throws Exception {
        Mailbox mailbox = receiver.open(came::add);
        String large = "x".repeat(WebhookReceiver.MAX_BODY_BYTES * 8);
        try {
            post(mailbox.url(), large);
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotNull();
        }
        Await.until("the front", () -> came.size() == 1);
        assertThat(came.getFirst()).hasSize(WebhookReceiver.MAX_BODY_BYTES);
        assertThat(post(mailbox.url(), EVENT)).isEqualTo(204);
        assertThat(came).hasSize(2);
    }

    @Test
    void slowsAStormDown() throws Exception {
        Mailbox mailbox = receiver.open(came::add);
        int sent = SourceLimit.BURST * 4;
        int refused = 0;
        for (int i = 0; i < sent; i++) {
            int status = post(mailbox.url(), EVENT);
            assertThat(status).isIn(204, 429);
            refused += status == 429 ? 1 : 0;
        }
        System.out.printf("%d sent, %d taken, %d refused%n", sent, came.size(), refused);
        assertThat(came.size() + refused).isEqualTo(sent);
        assertThat(came).hasSizeGreaterThanOrEqualTo(SourceLimit.BURST);
        assertThat(receiver.counts().refused()).isEqualTo(refused);
    }

    @Test
    void survivesWhatIsNoHttp() throws Exception {
        Mailbox mailbox = receiver.open(came::add);
        for (String text : List.of("\0\1\2\r\n\r\n", "POST\r\n\r\n", "POST / HTTP/9\r\n\r\n")) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(post(mailbox.url(), EVENT)).isEqualTo(204);
    }

    @Test
    void saysWhoHasThePort() {
        assertThatThrownBy(() ->
                        WebhookReceiver.start(
                                new WebhookOptions(
                                        "127.0.0.1",
                                        receiver.port(),
                                        Optional.empty(),
                                        Optional.empty())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("webhook-port " + receiver.port());
    }

    @Test
    void saysWhatIsWrongWithTheCertificate() throws Exception {
        Path file = Files.writeString(dir.resolve("cert.pem"), "no certificate");
        assertThatThrownBy(() -> WebhookReceiver.start(withTls(file, dir.resolve("key.pem"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("webhook-key: ");
        assertThatThrownBy(() -> WebhookReceiver.start(withTls(file, file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate with its key in PEM");
    }

    private static WebhookOptions withTls(Path certificate, Path key) {
        return new WebhookOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.of(new WebhookOptions.TlsFiles(certificate, key)));
    }
}
