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
 * Reads a targets file again when it, or a secret that it names, changes. A bad file changes
 * nothing: what was read last stays.
 *
 * <p>It looks at the files instead of waiting for the file system's news, because those do not come
 * over network mounts and Kubernetes volumes.
 */
public final class TargetsWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetsWatcher.class);

    private final Path file;
    private final Listener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private TargetsFile lastGood;
    private List<String> seen;

    /** Told of changes, on the watcher's thread. */
    public interface Listener {
        /** The file changed and is right; called again later if it throws. */
        void changed(TargetsFile file) throws InterruptedException;

        /** The file changed and is wrong; {@code problem} is one line that says where and how. */
        void refused(String problem);
    }

    TargetsWatcher(Path file, TargetsFile present, Listener listener) {
        this.file = file;
        this.listener = listener;
        this.lastGood = present;
        // Nothing seen yet: what changed since the file was read is found at the first look.
        this.seen = List.of();
    }

    /**
     * Begins to watch.
     *
     * @param present what {@code file} says now
     * @param every how often to look
     */
    public static TargetsWatcher start(
            Path file, TargetsFile present, Duration every, Listener listener) {
        TargetsWatcher watcher = new TargetsWatcher(file, present, listener);
        Thread.ofVirtual().name("targets-watcher").start(() -> watcher.run(every));
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
            TargetsFile read = TargetsFile.read(file);
            if (!read.equals(lastGood)) {
                listener.changed(read);
            }
            lastGood = read;
            seen = look();
        } catch (ConfigException wrong) {
            seen = now;
            LOG.atError()
                    .addKeyValue("problem", wrong.getMessage())
                    .log("the targets file is wrong; the last good one stays in use");
            listener.refused(String.valueOf(wrong.getMessage()));
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("failure", failure.toString())
                    .log("the changed targets file could not be put to use; trying again");
        }
    }

    private List<String> look() {
        List<String> looks = new ArrayList<>();
        for (Path source : lastGood.sources()) {
            looks.add(source + " " + look(source));
        }
        return looks;
    }

    private static String look(Path source) {
        try {
            var attributes = Files.readAttributes(source, BasicFileAttributes.class);
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
