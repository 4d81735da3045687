package dev.sideband.collector.inventory;

import dev.sideband.runtime.ConfigException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads a configuration again when its file, or a secret that it names, changes. A bad file changes
 * nothing: what was read last stays.
 *
 * <p>It looks at the files instead of waiting for the file system's news, because those do not come
 * over network mounts and Kubernetes volumes.
 *
 * @param <T> what is read
 */
public final class ConfigWatcher<T extends ConfigWatcher.Sourced> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);

    private final Source<T> source;
    private final Listener<T> listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private T lastGood;
    private List<String> seen;

    /** What comes from files. */
    public interface Sourced {
        /** All of them: the one that names the others, and those. */
        List<Path> sources();
    }

    /** Reads the files. */
    @FunctionalInterface
    public interface Source<T> {
        T read() throws ConfigException;
    }

    /** Told of changes, on the watcher's thread. */
    public interface Listener<T> {
        /** A file changed and all is right; called again later if it throws. */
        void changed(T now) throws InterruptedException;

        /** The file changed and is wrong; {@code problem} is one line that says where and how. */
        void refused(String problem);
    }

    ConfigWatcher(Source<T> source, T present, Listener<T> listener) {
        this.source = source;
        this.listener = listener;
        this.lastGood = present;
        // Nothing seen yet: what changed since the file was read is found at the first look.
        this.seen = List.of();
    }

    /**
     * Begins to watch.
     *
     * @param present what {@code source} said last
     * @param every how often to look
     */
    public static <T extends Sourced> ConfigWatcher<T> start(
            Source<T> source, T present, Duration every, Listener<T> listener) {
        ConfigWatcher<T> watcher = new ConfigWatcher<>(source, present, listener);
        Thread.ofVirtual().name("config-watcher").start(() -> watcher.run(every));
        return watcher;
    }

    private void run(Duration every) {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    void check() throws InterruptedException {
        List<String> now = look();
        if (now.equals(seen)) {
            return;
        }
        try {
            T read = source.read();
            if (!read.equals(lastGood)) {
                listener.changed(read);
            }
            // What changed since it was read has to be seen, also while it was put to use; and of
            // files that are named anew nothing was seen yet.
            seen = read.sources().equals(lastGood.sources()) ? now : List.of();
            lastGood = read;
        } catch (ConfigException wrong) {
            seen = now;
            LOG.atError()
                    .addKeyValue("problem", wrong.getMessage())
                    .log("a configuration file is wrong; the last good one stays in use");
            listener.refused(String.valueOf(wrong.getMessage()));
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("failure", failure.toString())
                    .log("a changed configuration could not be put to use; trying again");
        }
    }

    private List<String> look() {
        List<String> looks = new ArrayList<>();
        for (Path file : lastGood.sources()) {
            looks.add(file + " " + look(file));
        }
        return looks;
    }

    private static String look(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return "%s %d %s"
                    .formatted(
                            attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException missing) {
            return "missing";
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
