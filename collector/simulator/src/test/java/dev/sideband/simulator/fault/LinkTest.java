package dev.sideband.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sideband.simulator.fault.Fault.Delay;
import dev.sideband.simulator.fault.Fault.Hang;
import dev.sideband.simulator.fault.Fault.Loss;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

class LinkTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    private final Link link = new Link(1);

    @Test
    void lacksNothingAtFirst() {
        assertThat(link.passes(NOW)).isTrue();
        assertThat(link.delay(NOW)).isZero();
    }

    @Test
    void swallowsEverythingWhileItHangs() {
        link.add(new Hang(), NOW.plusSeconds(8), NOW.plusSeconds(9));
        link.add(new Hang(), NOW.plusSeconds(1), NOW.plusSeconds(5));

        assertThat(link.passes(NOW)).isTrue();
        assertThat(link.passes(NOW.plusSeconds(1))).isFalse();
        assertThat(link.passes(NOW.plusMillis(4999))).isFalse();
        assertThat(link.passes(NOW.plusSeconds(5))).isTrue();
        assertThat(link.passes(NOW.plusSeconds(8))).isFalse();
    }

    @Test
    void losesAsManyAsItShould() {
        link.add(new Loss(0.25), NOW, Instant.MAX);

        long lost = IntStream.range(0, 10_000).filter(_ -> !link.passes(NOW)).count();

        assertThat(lost).isBetween(2300L, 2700L);
    }

    @Test
    void theLongestDelayCounts() {
        link.add(new Delay(Duration.ofMillis(30)), NOW, Instant.MAX);
        link.add(new Delay(Duration.ofMillis(20)), NOW, Instant.MAX);

        assertThat(link.delay(NOW)).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void endsWhatIsPresentAndOfOneKind() {
        link.add(new Hang(), NOW, Instant.MAX);
        link.add(new Hang(), NOW.plusSeconds(60), Instant.MAX);
        link.add(new Delay(Duration.ofMillis(30)), NOW, Instant.MAX);

        link.end(new Hang(), NOW);

        assertThat(link.passes(NOW)).isTrue();
        assertThat(link.present(NOW)).containsExactly(new Delay(Duration.ofMillis(30)));
        assertThat(link.passes(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Loss(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay(Duration.ofMinutes(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delay(Duration.ofMillis(-1)));
    }
}
