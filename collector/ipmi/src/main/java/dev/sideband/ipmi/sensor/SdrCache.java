package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The sensors of many BMCs, so that a repository is walked once and not each time that a BMC is
 * taken over. What is kept counts as long as the fingerprint is the same and a few records, read
 * again, are the same too; for a day at most.
 *
 * <p>Each BMC has its own walk the first time, as two machines with equal fingerprints can differ
 * in a record; what is equal then is shared by {@link SensorCatalogue}. Safe for all threads.
 */
public final class SdrCache {
    /** After that a repository is walked again, whatever it says. */
    private static final Duration LASTS = Duration.ofDays(1);

    /** BMCs; the one that was not asked for longest makes room. */
    private static final int MAX_BMCS = 50_000;

    private final InstantSource clock;
    private final Map<String, Kept> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > MAX_BMCS;
                }
            };

    public SdrCache(InstantSource clock) {
        this.clock = clock;
    }

    private record Kept(
            SdrFingerprint fingerprint,
            SensorCatalogue catalogue,
            List<SdrWalk.Check> checks,
            Instant walkedAt) {
        static Kept of(SdrWalk walk) {
            GetDeviceId.@Nullable Response device = walk.fingerprint().device();
            Quirks quirks = device == null ? Quirks.NONE : QuirkProfiles.of(device);
            return new Kept(
                    walk.fingerprint(),
                    SensorCatalogue.of(walk.records(), quirks),
                    walk.checks(),
                    walk.at());
        }
    }

    /** Begins with a walk of long ago, where a BMC is not known yet. */
    public void recall(String bmc, SdrWalk walk) {
        Kept before = Kept.of(walk);
        synchronized (kept) {
            kept.putIfAbsent(bmc, before);
        }
    }

    /**
     * The sensors of a BMC, from its records or as they were known before.
     *
     * @param bmc which BMC this is, for this cache
     * @param now what it says of itself
     * @param onWalk is told where they were read
     * @throws IpmiException where its records cannot be had
     */
    public SensorCatalogue load(
            String bmc,
            IpmiClient client,
            SdrRepositoryReader reader,
            SdrFingerprint now,
            Consumer<SdrWalk> onWalk)
            throws IpmiException, InterruptedException {
        Kept known = known(bmc);
        if (known != null && isValid(known, client, reader, now)) {
            return known.catalogue;
        }
        return walk(bmc, client, reader, now, onWalk);
    }

    /** As {@link #load}, without a look at what is known. */
    public SensorCatalogue walk(
            String bmc,
            IpmiClient client,
            SdrRepositoryReader reader,
            SdrFingerprint now,
            Consumer<SdrWalk> onWalk)
            throws IpmiException, InterruptedException {
        SdrWalk walk = SdrWalk.of(now, reader.read(client), clock.instant());
        Kept walked = Kept.of(walk);
        synchronized (kept) {
            kept.put(bmc, walked);
        }
        onWalk.accept(walk);
        return walked.catalogue;
    }

    /** Whether what is known of a BMC still holds; asks it for a few records. */
    public boolean isCurrent(
            String bmc, IpmiClient client, SdrRepositoryReader reader, SdrFingerprint now)
            throws IpmiException, InterruptedException {
        Kept known = known(bmc);
        return known != null && isValid(known, client, reader, now);
    }

    private @Nullable Kept known(String bmc) {
        synchronized (kept) {
            return kept.get(bmc);
        }
    }

    private boolean isValid(
            Kept known, IpmiClient client, SdrRepositoryReader reader, SdrFingerprint now)
            throws IpmiException, InterruptedException {
        if (!known.fingerprint.equals(now)
                || now.repository() == null
                || known.walkedAt.plus(LASTS).isBefore(clock.instant())) {
            return false;
        }
        for (SdrWalk.Check check : known.checks) {
            if (reader.readOne(client, check.id()).hashCode() != check.hash()) {
                return false;
            }
        }
        return !known.checks.isEmpty();
    }
}
