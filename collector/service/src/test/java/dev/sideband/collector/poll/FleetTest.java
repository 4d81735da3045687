package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

class FleetTest {
    private final FakeTelemetry telemetry = new FakeTelemetry();
    private final Map<String, FakeProbe> probes = new HashMap<>();
    private final Fleet.Part one = new Fleet.Part(1, new FakeLog());
    private final Fleet.Part two = new Fleet.Part(2, new FakeLog());
    private final Fleet fleet =
            new Fleet(
                    (target, _) -> {
                        FakeProbe probe = new FakeProbe();
                        probes.put(target.getTarget(), probe);
                        return probe;
                    },
                    telemetry,
                    new FakeLog(),
                    Map.of(),
                    InstantSource.system(),
                    new Governor(Governor.Limits.DEFAULT),
                    () -> false);

    @AfterEach
    void close() throws Exception {
        fleet.close(Duration.ZERO);
    }

    private FakeProbe probe(String id) {
        return Objects.requireNonNull(probes.get(id));
    }

    private static Map<String, Optional<Target>> targets(String... ids) {
        Map<String, Optional<Target>> changes = new HashMap<>();
        Arrays.stream(ids).forEach(id -> changes.put(id, Optional.of(Samples.target(id))));
        return changes;
    }

    @Test
    void letsGoOfOnePartAndClosesItsSessions() throws Exception {
        fleet.apply(one, targets("a", "b"));
        fleet.apply(two, targets("c"));

        var released = fleet.release(Set.of(1), Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(released).containsOnlyKeys(1);
        assertThat(released.get(1))
                .extracting(Target::getTarget)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(fleet.states()).containsOnlyKeys("c");
        assertThat(probe("a").closed).isTrue();
        assertThat(probe("c").closed).isFalse();
    }

    @Test
    void leavesWhatTheTopicsSayOfABmcThatAnotherCollectorGoesOnWith() throws Exception {
        fleet.apply(one, targets("a"));

        fleet.release(Set.of(1), Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(telemetry.forgotten).isEmpty();
    }
}
