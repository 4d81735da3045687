package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.fru.FruLocation;
import dev.sideband.ipmi.fru.FruReader;
import dev.sideband.ipmi.message.CompletionCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Reads the FRU devices of one BMC, as many at a time as there is time for. */
final class FruInventory {
    private final SessionLink link;
    private final FruReader reader;

    private final Deque<FruLocation> waiting = new ArrayDeque<>();
    private final List<PartDescriptor> parts = new ArrayList<>();
    private final Set<String> unread = new HashSet<>();
    private boolean begun;

    FruInventory(SessionLink link) {
        this.link = link;
        this.reader = new FruReader(link);
    }

    /**
     * Reads on, at least one device.
     *
     * @param devices those that the BMC has
     * @return all parts, after which the next call begins anew; empty where there is more to read
     */
    Optional<ServerParts> readOn(
            List<FruLocation> devices, GetDeviceId.@Nullable Response bmc, BooleanSupplier enough)
            throws IpmiException, InterruptedException {
        link.expect(List.of());
        if (!begun) {
            begin(devices, bmc);
        }
        do {
            FruLocation next = waiting.poll();
            if (next == null) {
                begun = false;
                return Optional.of(new ServerParts(parts, unread, true));
            }
            read(next);
        } while (waiting.isEmpty() || !enough.getAsBoolean());
        return Optional.empty();
    }

    private void begin(List<FruLocation> devices, GetDeviceId.@Nullable Response bmc) {
        begun = true;
        waiting.clear();
        waiting.addAll(devices);
        parts.clear();
        unread.clear();
        if (bmc != null) {
            parts.add(FruParts.bmc(bmc));
        }
    }

    /** A device that is refused is a part that is not there now, of which the SDRs tell. */
    private void read(FruLocation location) throws IpmiException, InterruptedException {
        try {
            parts.addAll(FruParts.of(reader.read(location)));
        } catch (IpmiException.Malformed garbled) {
            unread.add("FRU device %d".formatted(location.deviceId()));
        } catch (IpmiException.Refused notThere) {
            if (notThere.completionCode() != CompletionCode.NOT_PRESENT) {
                unread.add("FRU device %d".formatted(location.deviceId()));
            }
        } catch (IpmiException.NoAnswer silence) {
            waiting.addFirst(location);
            throw silence;
        }
    }
}
