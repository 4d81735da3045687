package dev.sideband.collector.config;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.inventory.ConfigWatcher;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.metrics.HttpOptions;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;
import dev.sideband.schemas.TopicSettings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A collector's configuration file that was read and found right.
 *
 * @param collector what the collector needs to know
 * @param createTopics how to create topics that are missing; nothing: not at all
 * @param targets what the targets file says; nothing: there is none, somebody else publishes them
 * @param http where health and metrics are served; nothing: nowhere
 * @param sources the files that all this came from: this one, those of the secrets, the targets
 *     file
 */
public record CollectorFile(
        CollectorConfig collector,
        Optional<TopicSettings> createTopics,
        Optional<TargetsFile> targets,
        Optional<HttpOptions> http,
        List<Path> sources)
        implements ConfigWatcher.Sourced {

    public CollectorFile {
        sources = List.copyOf(sources);
    }

    /**
     * Reads {@code file}, the secrets that it names, and the targets file where it names one. Their
     * paths are relative to its directory.
     *
     * @throws ConfigException at the first thing that is wrong: one line with its place and what to
     *     do
     */
    public static CollectorFile read(Path file) throws ConfigException {
        return new CollectorFileReader(file, YamlFile.read(file, CollectorYaml.class)).read();
    }

    /** Whether {@code other} differs in nothing but what can be changed without a restart. */
    public boolean isSameButForSecretsAndTargets(CollectorFile other) {
        return createTopics.equals(other.createTopics)
                && http.equals(other.http)
                && collector.withCredentials(other.collector.credentials()).equals(other.collector);
    }
}
