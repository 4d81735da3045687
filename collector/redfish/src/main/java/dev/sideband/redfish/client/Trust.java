package dev.sideband.redfish.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** By what a BMC is known to be the one that is meant. */
public sealed interface Trust {
    /** Its certificate is signed by an authority that this Java knows, and names the host. */
    record SystemAuthorities() implements Trust {}

    /** Its certificate is signed by one of these, or is one of these, and names the host. */
    record Authorities(List<X509Certificate> certificates) implements Trust {
        public Authorities {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * Its certificate is this one, whatever name stands in it.
     *
     * @param sha256 the certificate's SHA-256 in 64 small hexadecimal digits
     */
    record Pinned(String sha256) implements Trust {}

    /** Anything is taken, also from somebody who sits between. */
    record Insecure() implements Trust {}

    /**
     * Reads authorities from a file.
     *
     * @param file one or more certificates in PEM
     * @throws IOException where it cannot be read, or holds no certificate; names the file
     */
    static Trust authorities(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException(file + ": no certificate stands in it");
            }
            return new Authorities(certificates);
        } catch (CertificateException e) {
            throw new IOException(file + ": not certificates in PEM", e);
        }
    }

    /**
     * Reads a fingerprint.
     *
     * @param fingerprint {@code sha256:} and 64 hexadecimal digits, which colons may part
     * @throws IllegalArgumentException where it is something else
     */
    static Trust pinned(String fingerprint) {
        if (!fingerprint.matches("(?i)sha256:([0-9a-f]{2}:?){31}[0-9a-f]{2}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no fingerprint: write sha256: and 64 hexadecimal digits"
                            .formatted(fingerprint));
        }
        return new Pinned(
                fingerprint
                        .substring(fingerprint.indexOf(':'))
                        .replace(":", "")
                        .toLowerCase(Locale.ROOT));
    }

    /** A certificate's fingerprint as {@link #pinned} reads it. */
    static String fingerprint(X509Certificate certificate) {
        return "sha256:" + sha256(certificate);
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate without a fingerprint", e);
        }
    }
}
