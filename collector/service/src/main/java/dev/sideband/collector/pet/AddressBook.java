package dev.sideband.collector.pet;

import dev.sideband.ipmi.client.BmcAddress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which targets are at an address. Names are looked up, which takes its time; so this is done again
 * only when an unknown address sends something, and not for every one of those. One thread.
 */
final class AddressBook {
    /** Behind one address may be several BMCs on several ports, but not a fleet. */
    static final int MAX_AT_ONE_ADDRESS = 8;

    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Supplier<Map<String, String>> targets;
    private final LongSupplier nanoTime;
    private Map<InetAddress, List<String>> book = Map.of();
    private long readAt;
    private boolean read;

    /**
     * A book of {@code targets}.
     *
     * @param targets the address of each target, {@code host[:port]}
     */
    AddressBook(Supplier<Map<String, String>> targets, LongSupplier nanoTime) {
        this.targets = targets;
        this.nanoTime = nanoTime;
    }

    /** The targets at {@code address}, a few at most. */
    List<String> at(InetAddress address) {
        List<String> known = book.get(address);
        if (known == null && mayReadAgain()) {
            read();
            known = book.get(address);
        }
        return known == null ? List.of() : List.copyOf(known);
    }

    private boolean mayReadAgain() {
        return !read || nanoTime.getAsLong() - readAt > READ_AGAIN_AFTER.toNanos();
    }

    private void read() {
        Map<InetAddress, List<String>> fresh = new HashMap<>();
        targets.get()
                .forEach((target, address) -> {
                    try {
                        InetAddress host = InetAddress.getByName(BmcAddress.parse(address).host());
                        List<String> there = fresh.computeIfAbsent(host, _ -> new ArrayList<>(1));
                        if (there.size() < MAX_AT_ONE_ADDRESS) {
                            there.add(target);
                        }
                    } catch (UnknownHostException | IllegalArgumentException noAddress) {
                        // Polling it says what is wrong with it.
                    }
                });
        book = fresh;
        readAt = nanoTime.getAsLong();
        read = true;
    }
}
