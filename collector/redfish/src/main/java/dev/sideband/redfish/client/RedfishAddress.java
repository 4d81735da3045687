package dev.sideband.redfish.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a BMC's Redfish service listens.
 *
 * @param tls whether it is spoken to by HTTPS; plain HTTP only where somebody asked for it
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 */
public record RedfishAddress(boolean tls, String host, int port) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    public RedfishAddress {
        if (!host.matches("[A-Za-z0-9._:%-]{1,253}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no host: write a name or an address".formatted(host));
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "the port of %s is %d: use 1 to 65535".formatted(host, port));
        }
    }

    /**
     * Reads {@code https://host[:port]} or {@code redfish://host[:port]}, and {@code
     * http://host[:port]} or {@code redfish+http://host[:port]} for plain HTTP.
     *
     * @throws IllegalArgumentException where it is none of them
     */
    public static RedfishAddress parse(String text) {
        URI uri = uri(text);
        boolean tls =
                switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
                    case "https", "redfish" -> true;
                    case "http", "redfish+http" -> false;
                    default -> throw notAnAddress(text);
                };
        String path = uri.getRawPath();
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw notAnAddress(text);
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return new RedfishAddress(
                tls, host, uri.getPort() < 0 ? tls ? HTTPS_PORT : HTTP_PORT : uri.getPort());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw notAnAddress(text);
        }
    }

    /** A password may stand in it, so that a wrong one is not repeated as a whole. */
    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException(
                "\"%s\" is no address of a Redfish service: write https://host or https://host:port"
                        .formatted(text.replaceAll("//.*@", "//***@")));
    }

    /** As a URL without a path, such as {@code https://10.0.12.7:8443}. */
    @Override
    public String toString() {
        String bare = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String scheme = tls ? "https://" : "http://";
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? scheme + bare : scheme + bare + ":" + port;
    }
}
