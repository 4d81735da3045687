package dev.sideband.redfish.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sideband.redfish.RedfishException.Unreachable;
import dev.sideband.redfish.RedfishException.Untrusted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

class TrustIT {
    private static final String ROOT = "/redfish/v1/";
    private static final String RIGHT = "ip:127.0.0.1";
    private static final String WRONG = "dns:other.example";

    private final Sessions sessions = new Sessions();
    @TempDir private Path folder;

    @AfterEach
    void end() {
        sessions.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesACertificateOfItsAuthorityAndName(String protocol) throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start(RIGHT, protocol)) {
            read(bmc, authority(RIGHT));
            assertThat(bmc.lines()).containsExactly("GET " + ROOT);
        }
    }

    @Test
    void refusesAnotherNameWhereAnAuthorityIsTrusted() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start(WRONG, "TLSv1.3")) {
            assertThatThrownBy(() -> read(bmc, authority(WRONG)))
                    .isInstanceOf(Untrusted.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(bmc.lines()).isEmpty();
        }
    }

    @Test
    void refusesWhatNoAuthoritySignedAndNamesTheFingerprintToPin() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start()) {
            String fingerprint = Trust.fingerprint(TestCertificate.of(RIGHT).certificate());
            assertThatThrownBy(() -> read(bmc, new Trust.SystemAuthorities()))
                    .isInstanceOf(Untrusted.class)
                    .hasMessageContaining(bmc.address().toString())
                    .hasMessageContaining("no known authority")
                    .hasMessageContaining(fingerprint);
            assertThatThrownBy(() -> read(bmc, authority(WRONG))).isInstanceOf(Untrusted.class);
            assertThat(bmc.lines()).isEmpty();
        }
    }

    @Test
    void takesThePinnedCertificateWhateverNameItHas() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start(WRONG, "TLSv1.3")) {
            read(bmc, Trust.pinned(Trust.fingerprint(TestCertificate.of(WRONG).certificate())));
            assertThat(bmc.lines()).hasSize(1);
        }
    }

    @Test
    void refusesAnotherThanThePinnedOne() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start()) {
            assertThatThrownBy(() ->
                            read(
                                    bmc,
                                    Trust.pinned(
                                            Trust.fingerprint(
                                                    TestCertificate.of(WRONG).certificate()))))
                    .isInstanceOf(Untrusted.class)
                    .hasMessageContaining("another than the pinned one");
        }
    }

    @Test
    void takesAnythingWhereItIsToldTo() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start(WRONG, "TLSv1.3")) {
            read(bmc, new Trust.Insecure());
            assertThat(bmc.lines()).hasSize(1);
        }
    }

    @Test
    void judgesEachBmcByItself() throws Exception {
        try (ScriptedBmc one = ScriptedBmc.start();
                ScriptedBmc other = ScriptedBmc.start(WRONG, "TLSv1.3")) {
            read(one, authority(RIGHT));
            read(other, new Trust.Insecure());
            assertThatThrownBy(() -> read(other, authority(WRONG))).isInstanceOf(Untrusted.class);
            read(one, authority(RIGHT));
        }
    }

    @Test
    void judgesABmcAnewWhereItIsToldOtherwise() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start()) {
            read(bmc, new Trust.Insecure());
            // Neither the kept connection nor the kept TLS session may answer for it.
            assertThatThrownBy(() -> read(bmc, new Trust.SystemAuthorities()))
                    .isInstanceOf(Untrusted.class);
            read(bmc, authority(RIGHT));
        }
    }

    @Test
    void keepsOneConnectionForManyRequests() throws Exception {
        try (ScriptedBmc bmc = ScriptedBmc.start()) {
            for (int i = 0; i < 10; i++) {
                read(bmc, authority(RIGHT));
            }
            assertThat(bmc.lines()).hasSize(10);
            assertThat(bmc.connections()).isOne();
        }
    }

    @Test
    void saysThatAPortSpeaksNoTls() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> answerPlainly(server));
            var address = new RedfishAddress(true, "127.0.0.1", server.getLocalPort());
            assertThatThrownBy(() -> read(address, new Trust.Insecure()))
                    .isInstanceOf(Untrusted.class)
                    .hasMessageContaining("no TLS");
        }
    }

    /** Reads all that comes: closing with something unread would cut off the answer. */
    private static void answerPlainly(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream()
                            .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    client.shutdownOutput();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException over) {
            // The test is over.
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() ->
                        read(new RedfishAddress(true, "127.0.0.1", port), new Trust.Insecure()))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("nothing listens");
    }

    @Test
    void saysThatANameIsUnknown() {
        assertThatThrownBy(() ->
                        read(new RedfishAddress(true, "bmc.invalid", 443), new Trust.Insecure()))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("cannot be resolved");
    }

    private Trust authority(String name) throws IOException {
        return Trust.authorities(TestCertificate.of(name).writeTo(folder));
    }

    private void read(ScriptedBmc bmc, Trust trust) throws Exception {
        try (RedfishSession session = sessions.at(bmc, trust, Sessions.OPTIONS)) {
            session.get(ROOT);
        }
    }

    private static void read(RedfishAddress address, Trust trust) throws Exception {
        try (HttpPort port = HttpPort.open();
                var session =
                        new RedfishSession(
                                port,
                                address,
                                Sessions.credentials("x"),
                                trust,
                                Sessions.OPTIONS)) {
            session.get(ROOT);
        }
    }
}
