package dev.sideband.redfish.client;

import dev.sideband.redfish.RedfishException.Malformed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes URIs of the paths that BMCs give, which have blanks and bars in them (Dell, HPE). */
final class RequestUri {
    /** Longer ones no service has. */
    private static final int MAX_LENGTH = 8192;

    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?%";

    private RequestUri() {}

    /**
     * The URI of {@code path} at the BMC, and nowhere else whatever the path says.
     *
     * @param path with or without a query; a fragment and a host before it are left out
     * @throws Malformed where it is no path
     */
    static URI of(RedfishAddress address, String path) throws Malformed {
        String plain = path.strip();
        if (plain.matches("(?i)https?://.*")) {
            int slash = plain.indexOf('/', plain.indexOf("//") + 2);
            plain = slash < 0 ? "/" : plain.substring(slash);
        }
        int fragment = plain.indexOf('#');
        if (fragment >= 0) {
            plain = plain.substring(0, fragment);
        }
        if (!plain.startsWith("/") || plain.length() > MAX_LENGTH) {
            throw new Malformed(
                    "%s: \"%s\" is no path of a resource"
                            .formatted(address, plain.substring(0, Math.min(80, plain.length()))));
        }
        return URI.create(address + encoded(plain));
    }

    private static String encoded(String path) {
        var encoded = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
            if (letter || ALLOWED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        // A percent sign that begins no code is one itself.
        return encoded.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
