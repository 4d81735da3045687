package dev.sideband.ipmi.quirk;

import dev.sideband.ipmi.command.app.GetDeviceId;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which BMC has which quirks: the resource {@code quirks.txt} beside this class. */
public final class QuirkProfiles {
    private static final List<QuirkProfile> ALL = load("quirks.txt");

    private QuirkProfiles() {}

    /** The quirks of the BMC that gave {@code device}; those of all profiles that match. */
    public static Quirks of(GetDeviceId.Response device) {
        Quirks quirks = Quirks.NONE;
        for (QuirkProfile profile : ALL) {
            if (profile.matches(device)) {
                quirks = quirks.plus(profile.quirks());
            }
        }
        return quirks;
    }

    static List<QuirkProfile> all() {
        return ALL;
    }

    private static List<QuirkProfile> load(String resource) {
        try (InputStream in = QuirkProfiles.class.getResourceAsStream(resource)) {
            return lines(in).stream().map(QuirkProfile::parse).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> lines(@Nullable InputStream in) throws IOException {
        if (in == null) {
            throw new IOException("the table of quirks is missing from the jar");
        }
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        }
    }
}
