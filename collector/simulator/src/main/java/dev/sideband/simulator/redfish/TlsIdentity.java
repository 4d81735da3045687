package dev.sideband.simulator.redfish;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The certificate of all BMCs of a process: signed by itself and made out to nobody, as BMCs come
 * from the factory. Made anew in each process.
 *
 * @param fingerprint SHA-256 of the certificate, as {@code sha256:} and 64 hexadecimal digits
 */
record TlsIdentity(SslContext context, String fingerprint) {
    static TlsIdentity make() {
        try {
            X509Bundle bundle =
                    new CertificateBuilder()
                            .algorithm(CertificateBuilder.Algorithm.ecp256)
                            .subject("CN=bmc, O=Simulated")
                            .setIsCertificateAuthority(true)
                            .buildSelfSigned();
            SslContext context =
                    SslContextBuilder.forServer(
                                    bundle.getKeyPair().getPrivate(), bundle.getCertificate())
                            .sslProvider(SslProvider.JDK)
                            .build();
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(bundle.getCertificate().getEncoded());
            return new TlsIdentity(context, "sha256:" + HexFormat.of().formatHex(digest));
        } catch (Exception e) {
            throw new IllegalStateException("no certificate could be made: " + e.getMessage(), e);
        }
    }
}
