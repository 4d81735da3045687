package dev.sideband.collector.inventory;

import dev.sideband.collector.probe.Credentials;
import dev.sideband.runtime.ConfigException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code credentials} of a file.
 *
 * @param byName in the file's order
 * @param sources the files that secrets came from
 */
public record Logins(Map<String, Credentials> byName, List<Path> sources) {
    /**
     * Fetches the secrets of what is written in {@code file}.
     *
     * @param written by name; null: none
     * @throws ConfigException with the place of the first that is wrong
     */
    public static Logins read(Path file, @Nullable Map<String, LoginYaml> written)
            throws ConfigException {
        Map<String, Credentials> byName = new LinkedHashMap<>();
        List<Path> sources = new ArrayList<>();
        if (written != null) {
            for (Map.Entry<String, LoginYaml> login : written.entrySet()) {
                LoginReader reader = new LoginReader(file, login.getKey());
                byName.put(login.getKey(), reader.read(login.getValue()));
                sources.addAll(reader.sources());
            }
        }
        return new Logins(byName, sources);
    }
}
