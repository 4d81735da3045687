package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.simulator.SimulatedFleet;

import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The HTTP client of the JDK, which takes a fleet's certificate and no other. */
final class PinnedClient {
    private PinnedClient() {}

    static HttpClient of(SimulatedFleet fleet) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {new Pinned(fleet.redfishFingerprint().orElseThrow())},
                new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    /** Trusts the one certificate, whatever name is in it. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final String fingerprint;

        Pinned(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        private void check(X509Certificate[] chain) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                assertThat("sha256:" + HexFormat.of().formatHex(digest)).isEqualTo(fingerprint);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new AssertionError("no client is trusted here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
