package dev.sideband.collector.inventory;

import dev.sideband.avro.Target;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A targets file that was read and found right.
 *
 * @param targets in the file's order, with their defaults filled in
 * @param credentials by name; the targets carry only the names
 * @param sources the files that all this came from: the targets file and those of the secrets
 */
public record TargetsFile(
        List<Target> targets, Map<String, Credentials> credentials, List<Path> sources)
        implements ConfigWatcher.Sourced {

    public TargetsFile {
        targets = List.copyOf(targets);
        credentials = Map.copyOf(credentials);
        sources = List.copyOf(sources);
    }

    /**
     * Reads {@code file} and the secrets that it names. Their paths are relative to its directory.
     *
     * @throws ConfigException at the first thing that is wrong: one line with its place and what to
     *     do
     */
    public static TargetsFile read(Path file) throws ConfigException {
        return read(file, Map.of());
    }

    /**
     * As {@link #read(Path)}.
     *
     * @param known credentials that targets may name too; those in the file win
     */
    public static TargetsFile read(Path file, Map<String, Credentials> known)
            throws ConfigException {
        return new TargetsReader(file, known).read(YamlFile.read(file, TargetsYaml.class));
    }
}
