package dev.sideband.collector.pet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.pet.PlatformEventTrap;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class AddressBookTest {
    private final Map<String, String> targets = new HashMap<>();
    private long now;
    private int reads;
    private final AddressBook book =
            new AddressBook(
                    () -> {
                        reads++;
                        return targets;
                    },
                    () -> now);

    @Test
    void knowsTheTargetsAtAnAddress() throws Exception {
        targets.put("a", "127.61.7.1:1623");
        targets.put("b", "[::1]:623");
        targets.put("c", "not an address:at all");
        assertThat(book.at(address("127.61.7.1"))).containsExactly("a");
        assertThat(book.at(address("::1"))).containsExactly("b");
        assertThat(book.at(address("127.61.7.3"))).isEmpty();
    }

    @Test
    void namesAFewAtOneAddressOnly() throws Exception {
        for (int i = 0; i < 100; i++) {
            targets.put("bmc-" + i, "127.0.0.1:" + (1000 + i));
        }
        assertThat(book.at(address("127.0.0.1"))).hasSize(AddressBook.MAX_AT_ONE_ADDRESS);
    }

    @Test
    void readsTheTargetsAgainForAStrangerButNotForEachOfThem() throws Exception {
        assertThat(book.at(address("127.61.7.1"))).isEmpty();
        targets.put("a", "127.61.7.1");
        assertThat(book.at(address("127.61.7.1"))).isEmpty();
        assertThat(reads).isEqualTo(1);
        now += Duration.ofSeconds(11).toNanos();
        assertThat(book.at(address("127.61.7.1"))).containsExactly("a");
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void remembersNotMoreTrapsThanItMay() throws Exception {
        var seen = new SeenTraps();
        InetAddress from = address("127.61.7.1");
        PlatformEventTrap first = trap(0);
        assertThat(seen.add(from, first)).isTrue();
        assertThat(seen.add(from, first)).isFalse();
        assertThat(seen.add(address("127.61.7.2"), first)).as("another BMC's").isTrue();
        for (int i = 1; i < 5000; i++) {
            assertThat(seen.add(from, trap(i))).isTrue();
        }
        assertThat(seen.add(from, first)).as("forgotten").isTrue();
    }

    private static PlatformEventTrap trap(int sequence) {
        return PlatformEventTrap.decode(1, Bytes.fromHex(Traps.octets(sequence)));
    }

    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }
}
