package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;

import org.jspecify.annotations.Nullable;

/**
 * What changes when the sensors of a BMC do: its firmware, and what its repository says of itself.
 *
 * @param device who it is and what it runs; null where it does not tell
 * @param repository how many records, and when they changed; null where there is none
 */
public record SdrFingerprint(
        GetDeviceId.@Nullable Response device, GetSdrRepositoryInfo.@Nullable Response repository) {
    private static final long UNSET = 0xFFFF_FFFFL;

    /**
     * Whether its time stamps move: on OpenBMC they are always 0, on HPE's MegaRAC FFFFFFFFh. Where
     * they do not, equal fingerprints prove nothing.
     */
    public boolean isTelling() {
        return repository != null
                && (moves(repository.lastAdded()) || moves(repository.lastErased()));
    }

    private static boolean moves(long stamp) {
        return stamp != 0 && stamp != UNSET;
    }
}
