package dev.sideband.redfish.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges each BMC's certificate by what was said of its host and port.
 *
 * <p>The JDK asks an extended trust manager for everything, the host's name included, and checks
 * nothing itself: PKIX's own manager, to which authorities are left, compares the name since
 * HttpClient asks its engine for it; a pinned certificate needs no name.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    /** Why a certificate was not taken; the text is for the operator. */
    static final class PeerRefused extends CertificateException {
        private static final long serialVersionUID = 1L;

        private PeerRefused(String message) {
            super(message);
        }
    }

    private interface Check {
        void accept(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException;
    }

    /** What is known of one BMC. */
    private record Peer(Trust trust, Check check) {}

    private final Map<String, Peer> peers = new ConcurrentHashMap<>();

    /**
     * Takes note of how a BMC is known.
     *
     * @return whether it is so now; not where it was known by something else before
     */
    boolean add(RedfishAddress address, Trust trust) {
        return peers.computeIfAbsent(
                        key(address.host(), address.port()), _ -> new Peer(trust, check(trust)))
                .trust()
                .equals(trust);
    }

    private static Check check(Trust trust) {
        return switch (trust) {
            case Trust.SystemAuthorities _ -> byAuthorities(null);
            case Trust.Authorities authorities -> byAuthorities(authorities.certificates());
            case Trust.Pinned pinned -> (chain, _, _) -> requirePinned(pinned, chain[0]);
            case Trust.Insecure _ -> (_, _, _) -> {};
        };
    }

    private static Check byAuthorities(@Nullable List<X509Certificate> certificates) {
        X509ExtendedTrustManager pkix = pkix(certificates);
        return (chain, authType, engine) -> {
            try {
                pkix.checkServerTrusted(chain, authType, engine);
            } catch (CertificateException e) {
                throw new PeerRefused(
                        "its certificate is not to be trusted: %s; if it is the right one, pin its fingerprint %s"
                                .formatted(reason(e), Trust.fingerprint(chain[0])));
            }
        };
    }

    private static String reason(CertificateException problem) {
        String text = String.valueOf(problem.getMessage());
        return text.contains("unable to find valid certification path")
                ? "no known authority has signed it"
                : text.substring(
                        text.lastIndexOf("Exception: ") < 0
                                ? 0
                                : text.lastIndexOf("Exception: ") + 11);
    }

    private static X509ExtendedTrustManager pkix(@Nullable List<X509Certificate> certificates) {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(certificates == null ? null : store(certificates));
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot verify certificates", e);
        }
    }

    private static KeyStore store(List<X509Certificate> certificates)
            throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return store;
    }

    private static void requirePinned(Trust.Pinned pinned, X509Certificate leaf)
            throws PeerRefused {
        String found = Trust.fingerprint(leaf);
        if (!found.equals("sha256:" + pinned.sha256())) {
            throw new PeerRefused(
                    "its certificate is another than the pinned one: its fingerprint is " + found);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        Peer peer = peers.get(key(engine.getPeerHost(), engine.getPeerPort()));
        if (peer == null) {
            throw new PeerRefused("nobody said by what it is known");
        }
        peer.check().accept(chain, authType, engine);
    }

    /** HttpClient names an IPv6 address in its long form. */
    private static String key(String host, int port) {
        String name = host;
        try {
            name = InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException _) {
            // A name then.
        }
        return name.toLowerCase(Locale.ROOT) + " " + port;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are used here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("who is asked for is not known here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** For an SSL context. */
    TrustManager[] alone() {
        return new TrustManager[] {this};
    }
}
