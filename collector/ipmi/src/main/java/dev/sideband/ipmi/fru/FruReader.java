package dev.sideband.ipmi.fru;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.bridge.BridgedClient;
import dev.sideband.ipmi.client.IpmiClient;

/**
 * Reads FRU devices (IPMI 2.0 §34.1, §34.2): of each as much as its areas take, not what the BMC
 * says its size is.
 *
 * <p>A device of another controller is read through the BMC. Belongs to one BMC and to the thread
 * that owns it.
 */
public final class FruReader {
    private final IpmiClient client;
    private final FruMemory.Pause pause;

    /** Reads from the BMC behind {@code client}. */
    public FruReader(IpmiClient client) {
        this(client, Thread::sleep);
    }

    FruReader(IpmiClient client, FruMemory.Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /**
     * Reads a device by its number alone.
     *
     * @throws IpmiException where not even its first byte can be had, such as CBh: no such device
     */
    public Fru read(int deviceId) throws IpmiException, InterruptedException {
        return read(FruLocation.of(deviceId));
    }

    /**
     * Reads a device that is not on a {@link FruLocation.Access#BUS}.
     *
     * @throws IpmiException where not even its first byte can be had, such as CBh: no such device
     */
    public Fru read(FruLocation location) throws IpmiException, InterruptedException {
        var memory =
                FruMemory.open(controller(location), pause, location.deviceId(), location.lun());
        int needed = FruImage.bytesNeeded(memory.bytes());
        while (memory.read(needed)) {
            needed = FruImage.bytesNeeded(memory.bytes());
        }
        FruImage image = FruImage.decode(memory.bytes()).withProblems(memory.problems());
        return new Fru(location, memory.sizeBytes(), image);
    }

    private IpmiClient controller(FruLocation location) {
        return switch (location.access()) {
            case BMC -> client;
            case CONTROLLER ->
                    new BridgedClient(client, location.controllerAddress(), location.channel());
            case BUS ->
                    throw new IllegalArgumentException(
                            "%s is not read by FRU commands".formatted(location));
        };
    }
}
