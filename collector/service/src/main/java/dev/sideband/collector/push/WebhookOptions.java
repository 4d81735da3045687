package dev.sideband.collector.push;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where BMCs post their events.
 *
 * @param address to listen on; empty: all of this machine's
 * @param port TCP; 0: any that is free
 * @param url by which BMCs reach it, {@code https://host[:port][/path]}; nothing: by address and
 *     port as they are, which does for one machine
 * @param tls with what it speaks HTTPS; nothing: it speaks HTTP, as behind a proxy that does
 */
public record WebhookOptions(String address, int port, Optional<URI> url, Optional<TlsFiles> tls) {

    /**
     * A certificate and its key, in PEM.
     *
     * @param certificate with those that it depends on behind it
     * @param key PKCS#8, not encrypted
     */
    public record TlsFiles(Path certificate, Path key) {}

    public WebhookOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(
                    "webhook-port: is %d: use 0 to 65535".formatted(port));
        }
        if (url.isEmpty() && address.isEmpty()) {
            throw new IllegalArgumentException(
                    "webhook-url: is missing: give the URL by which BMCs reach this machine");
        }
    }

    /**
     * Reads a URL as an operator gives it.
     *
     * @throws IllegalArgumentException where BMCs could not post there
     */
    public static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            boolean plain =
                    url.getRawQuery() == null
                            && url.getRawFragment() == null
                            && url.getRawUserInfo() == null;
            if (web && plain && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException no) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "webhook-url: \"%s\" is none that BMCs can post to: write https://host:port"
                        .formatted(text));
    }

    InetSocketAddress local() {
        return address.isEmpty()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(address, port);
    }

    /** What addresses begin with, for a listener that has {@code actualPort}. */
    String base(int actualPort) {
        return url.map(given -> given.toString().replaceAll("/+$", ""))
                .orElseGet(() ->
                        "%s://%s:%d"
                                .formatted(
                                        tls.isPresent() ? "https" : "http",
                                        address.contains(":") ? "[" + address + "]" : address,
                                        actualPort));
    }
}
