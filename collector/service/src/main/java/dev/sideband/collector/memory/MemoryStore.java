package dev.sideband.collector.memory;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.IpmiMemory;
import dev.sideband.avro.RedfishMemory;
import dev.sideband.avro.SdrRepository;
import dev.sideband.collector.publish.MemorySink;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * What is known of the BMCs of the partitions that this collector owns, and of all models' sensor
 * data records. Only what became something else is written.
 */
public final class MemoryStore implements Memories {
    /** As many models and variants of them as one fleet has, and more; 6 kB each or so. */
    static final int MAX_REPOSITORIES = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryStore.class);

    private final MemoryTopics topics;
    private final MemorySink sink;
    private final InstantSource clock;
    private final Map<String, BmcMemory> known = new ConcurrentHashMap<>();
    private final Map<String, SdrRepository> repositories = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private boolean repositoriesRead;

    /** A store that knows nothing until partitions are restored. */
    public MemoryStore(MemoryTopics topics, MemorySink sink, InstantSource clock) {
        this.topics = topics;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Reads what is known of the BMCs of a partition of {@code targets}, before they are polled.
     * Where that cannot be had, they are learned anew. Safe for several threads, each with another
     * partition.
     */
    public void restore(int partition) {
        restore(one -> one == partition);
    }

    /** As {@link #restore(int)}, of all partitions. */
    public void restoreAll() {
        restore(_ -> true);
    }

    private void restore(IntPredicate partitions) {
        try {
            known.putAll(topics.memories(partitions));
            readRepositories();
            LOG.atDebug()
                    .addKeyValue("bmcs", known.size())
                    .addKeyValue("repositories", repositories.size())
                    .log("what was learned of BMCs was read");
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("failure", failure.toString())
                    .log("what was learned of BMCs could not be read; they are asked for it again");
        }
    }

    /** Once; who comes meanwhile waits for it. */
    private synchronized void readRepositories() {
        if (!repositoriesRead) {
            topics.repositories().forEach(this::keep);
            repositoriesRead = true;
        }
    }

    /** Drops what is known of the BMCs of a partition: another collector goes on with it. */
    public void release(int partition) {
        known.keySet().removeIf(target -> topics.isIn(partition, target));
        lost.removeIf(target -> topics.isIn(partition, target));
    }

    private void keep(String hash, SdrRepository repository) {
        if (repositories.size() < MAX_REPOSITORIES) {
            repositories.putIfAbsent(hash, repository);
        }
    }

    @Override
    public @Nullable BmcMemory of(String target) {
        return known.get(target);
    }

    @Override
    public void learned(String target, IpmiMemory ipmi) {
        BmcMemory before = known.get(target);
        if (lost.contains(target) || before == null || !ipmi.equals(before.getIpmi())) {
            write(target, ipmi, before == null ? null : before.getRedfish());
        }
    }

    @Override
    public void learned(String target, @Nullable RedfishMemory redfish) {
        BmcMemory before = known.get(target);
        RedfishMemory present = before == null ? null : before.getRedfish();
        if (lost.contains(target) || !Objects.equals(present, redfish)) {
            write(target, before == null ? null : before.getIpmi(), redfish);
        }
    }

    private void write(String target, @Nullable IpmiMemory ipmi, @Nullable RedfishMemory redfish) {
        BmcMemory now =
                new BmcMemory(
                        target, ipmi, redfish, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        known.put(target, now);
        lost.remove(target);
        sink.remember(now, () -> lost.add(target));
    }

    @Override
    public Optional<SdrRepository> repository(String hash) {
        return Optional.ofNullable(repositories.get(hash));
    }

    @Override
    public void learned(SdrRepository repository) {
        String hash = repository.getHash();
        if (repositories.size() < MAX_REPOSITORIES
                && repositories.putIfAbsent(hash, repository) == null) {
            sink.remember(repository, () -> repositories.remove(hash, repository));
        }
    }

    @Override
    public void forget(String target) {
        known.remove(target);
        lost.remove(target);
        sink.forgetMemory(target);
    }
}
