package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class SessionWatchTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final InetSocketAddress ONE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1001);
    private static final InetSocketAddress TWO =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1002);

    private final SessionWatch watch = new SessionWatch();

    @Test
    void knowsWhoOpenedTheYoungestSession() {
        watch.opened(11, ONE, T0);
        watch.opened(12, TWO, T0.plusSeconds(1));

        assertThat(watch.latest())
                .isEqualTo(Optional.of(new SessionWatch.Opened(T0.plusSeconds(1), 1002)));
        assertThat(watch.count()).isEqualTo(2);
    }

    @Test
    void seesNothingWhereEachSessionIsUsedUntilTheNextIsOpened() {
        watch.opened(11, ONE, T0);
        watch.used(11, T0.plusSeconds(5));
        watch.opened(12, TWO, T0.plusSeconds(6));
        watch.used(12, T0.plusSeconds(9));

        assertThat(watch.longestBeside()).isZero();
    }

    @Test
    void measuresForHowLongAnOlderSessionIsUsedBesideAYoungerOne() {
        watch.opened(11, ONE, T0);
        watch.opened(12, TWO, T0.plusSeconds(1));
        watch.used(11, T0.plusSeconds(2));
        watch.used(12, T0.plusSeconds(3));
        watch.used(11, T0.plusSeconds(5));

        assertThat(watch.longestBeside()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void countsARepeatedHandshakeOnce() {
        watch.opened(11, ONE, T0);
        watch.opened(12, TWO, T0.plusSeconds(1));
        watch.opened(11, ONE, T0.plusSeconds(2));

        assertThat(watch.count()).isEqualTo(2);
    }
}
