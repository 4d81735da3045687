package dev.sideband.collector.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a collector is called that was not given a name: its host, and a few digits that come from
 * where its configuration file is. So it is the same after a restart, and another one for another
 * collector on the host.
 */
final class CollectorId {
    private static final int DIGIT_BYTES = 3;
    private static final int MAX_HOST_CHARACTERS = 90;

    private CollectorId() {}

    static String ofThisHost(Path file) {
        return of(host(), place(file));
    }

    static String of(String host, String place) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(place.getBytes(UTF_8));
            String clean = host.replaceAll("[^A-Za-z0-9._-]", "-");
            return clean.substring(0, Math.min(clean.length(), MAX_HOST_CHARACTERS))
                    + "-"
                    + HexFormat.of().formatHex(hash, 0, DIGIT_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String place(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException gone) {
            return file.toAbsolutePath().toString();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "collector";
        }
    }
}
