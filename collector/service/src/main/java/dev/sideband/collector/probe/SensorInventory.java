package dev.sideband.collector.probe;

import dev.sideband.collector.memory.IpmiNotebook;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sensor.SdrCache;
import dev.sideband.ipmi.sensor.SdrFingerprint;
import dev.sideband.ipmi.sensor.SensorCatalogue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who a BMC is and which sensors it has. It is asked again when a session is new, when sensors
 * vanished, and once a day; its records are walked only where something changed.
 */
final class SensorInventory {
    /** After that the sensors are looked through again, whatever the BMC says. */
    private static final Duration LASTS = Duration.ofDays(1);

    /** Sensors vanish whenever a server is switched off: not each time is worth a look. */
    private static final Duration BETWEEN_DOUBTS = Duration.ofMinutes(10);

    private final String bmc;
    private final SessionLink link;
    private final SdrCache cache;
    private final IpmiNotebook notes;
    private final InstantSource clock;
    private final SdrRepositoryReader reader = new SdrRepositoryReader();

    private @Nullable SdrFingerprint fingerprint;
    private SensorCatalogue catalogue = SensorCatalogue.EMPTY;
    private int session;
    private Instant loadedAt = Instant.MIN;
    private Instant checkedAt = Instant.MIN;

    SensorInventory(
            String target,
            SessionLink link,
            SdrCache cache,
            IpmiNotebook notes,
            InstantSource clock) {
        this.bmc = target + '@' + link.address();
        this.link = link;
        this.cache = cache;
        this.notes = notes;
        this.clock = clock;
    }

    /** What the BMC says of itself; null where it was not asked yet, or does not tell. */
    GetDeviceId.@Nullable Response device() {
        return fingerprint == null ? null : fingerprint.device();
    }

    Quirks quirks() {
        GetDeviceId.Response device = device();
        return device == null ? Quirks.NONE : QuirkProfiles.of(device);
    }

    SensorCatalogue catalogue() {
        return catalogue;
    }

    /**
     * Sees to it that the sensors are those that the BMC has.
     *
     * @param vanished sensors that were there are not any more
     * @return whether they were read anew
     */
    boolean refresh(boolean vanished) throws IpmiException, InterruptedException {
        Instant now = clock.instant();
        boolean due = loadedAt.plus(LASTS).isBefore(now);
        boolean doubt = vanished && checkedAt.plus(BETWEEN_DOUBTS).isBefore(now);
        SdrFingerprint before = fingerprint;
        if (before != null && link.isOpen() && link.sessions() == session && !due && !doubt) {
            return false;
        }
        GetDeviceId.Response device = device(link);
        SdrFingerprint present = new SdrFingerprint(device, repository());
        boolean same = !due && present.equals(before) && isConvincing(present, doubt);
        if (!same) {
            if (before == null) {
                notes.walk().ifPresent(walk -> cache.recall(bmc, walk));
            }
            catalogue =
                    before == null
                            ? cache.load(bmc, link, reader, present, notes::walked)
                            : cache.walk(bmc, link, reader, present, notes::walked);
            loadedAt = now;
        }
        fingerprint = present;
        checkedAt = now;
        // Last, so that what fails halfway is done again.
        session = link.sessions();
        return !same;
    }

    /** Whether equal fingerprints are enough, or a few records say that nothing changed. */
    private boolean isConvincing(SdrFingerprint present, boolean doubt)
            throws IpmiException, InterruptedException {
        if (present.repository() == null) {
            return true;
        }
        return (present.isTelling() && !doubt) || cache.isCurrent(bmc, link, reader, present);
    }

    private static GetDeviceId.@Nullable Response device(SessionLink link)
            throws IpmiException, InterruptedException {
        try {
            return link.send(new GetDeviceId());
        } catch (Refused | Malformed untold) {
            return null;
        }
    }

    private GetSdrRepositoryInfo.@Nullable Response repository()
            throws IpmiException, InterruptedException {
        try {
            return link.send(new GetSdrRepositoryInfo());
        } catch (Refused | Malformed untold) {
            return null;
        }
    }
}
