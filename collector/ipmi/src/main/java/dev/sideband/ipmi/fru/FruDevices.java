package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.fru.FruLocation.Access;
import dev.sideband.ipmi.sdr.FruLocator;
import dev.sideband.ipmi.sdr.McLocator;
import dev.sideband.ipmi.sdr.SdrRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The FRU devices of a machine, as its SDRs tell (IPMI 2.0 §38). */
public final class FruDevices {
    private static final int FRU_INVENTORY = 1 << 3;

    private FruDevices() {}

    /**
     * The BMC's own device 0 first, whether a record tells of it or not, then the others in the
     * order of {@code records}, each once; those of other controllers and on buses too.
     */
    public static List<FruLocation> in(List<SdrRecord> records) {
        var devices = new ArrayList<FruLocation>();
        for (SdrRecord record : records) {
            if (record instanceof FruLocator locator) {
                add(devices, FruLocation.of(locator));
            } else if (record instanceof McLocator locator
                    && (locator.capabilities() & FRU_INVENTORY) != 0
                    && locator.slaveAddress() != FruLocation.BMC) {
                add(devices, ofController(locator));
            }
        }
        FruLocation own = FruLocation.of(0);
        Optional<FruLocation> known = devices.stream().filter(own::isSameDevice).findFirst();
        known.ifPresent(devices::remove);
        devices.addFirst(known.orElse(own));
        return List.copyOf(devices);
    }

    /** Those of {@link #in} that {@link FruReader} can read. */
    public static List<FruLocation> readableIn(List<SdrRecord> records) {
        return in(records).stream().filter(device -> device.access() != Access.BUS).toList();
    }

    private static FruLocation ofController(McLocator locator) {
        return new FruLocation(
                0,
                0,
                Access.CONTROLLER,
                locator.slaveAddress(),
                locator.channel(),
                Optional.of(locator.entity()),
                locator.name());
    }

    private static void add(List<FruLocation> devices, FruLocation device) {
        if (devices.stream().noneMatch(device::isSameDevice)) {
            devices.add(device);
        }
    }
}
