package dev.sideband.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.AlertState;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Severity;
import dev.sideband.avro.ThresholdStatus;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** What holds whatever a BMC says, in whatever order. */
class AnyHistoryTest {
    private static final String[] WORDS = {
        "Upper Critical - going high",
        "Upper Non-critical - going high",
        "Correctable ECC",
        "Uncorrectable ECC",
        "Power Supply Failure detected",
        "General Chassis intrusion",
        "Presence detected",
        "",
    };

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbersEachChangeAndAlternatesBetweenFiringAndResolved(long seed) {
        Map<String, Alert> last = new HashMap<>();
        for (Alert alert : history(seed).alerts()) {
            Alert before = last.put(alert.getAlertId(), alert);
            if (before == null) {
                assertThat(alert.getSeq()).isEqualTo(1);
                assertThat(alert.getEpisode()).isEqualTo(1);
                assertThat(alert.getReason()).isEqualTo("raised");
                continue;
            }
            boolean wasOver = before.getState() == AlertState.RESOLVED;
            assertThat(alert.getSeq()).isEqualTo(before.getSeq() + 1);
            assertThat(alert.getEpisode()).isEqualTo(before.getEpisode() + (wasOver ? 1 : 0));
            assertThat(alert.getReason().equals("raised")).isEqualTo(wasOver);
            assertThat(alert.getResolvedAt() == null)
                    .isEqualTo(alert.getState() == AlertState.FIRING);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void remembersAsFiringWhatItSaidLast(long seed) {
        Server server = history(seed);
        Map<String, Alert> last = new HashMap<>();
        server.alerts().forEach(alert -> last.put(alert.getAlertId(), alert));

        assertThat(server.firing())
                .containsExactlyInAnyOrderElementsOf(
                        last.values().stream()
                                .filter(alert -> alert.getState() == AlertState.FIRING)
                                .toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void saysTheSameOfTheSameHistory(long seed) {
        assertThat(history(seed).alerts()).isEqualTo(history(seed).alerts());
    }

    private static Server history(long seed) {
        var random = new Random(seed);
        var server = new Server().hasThermometer(2.0).hasDiscrete("psu", "PSU1 Status");
        for (int i = 0; i < 300; i++) {
            server.later(Duration.ofSeconds(random.nextInt(-3, 20)));
            step(server, random);
        }
        return server;
    }

    private static void step(Server server, Random random) {
        switch (random.nextInt(9)) {
            case 0, 1 -> server.temperature(random.nextInt(60, 110));
            case 2 ->
                    server.temperature(random.nextInt(60, 110), any(random, ThresholdStatus.class));
            case 3 -> server.noTemperature(any(random, Quality.class));
            case 4 -> server.states("psu", "PSU1 Status", WORDS[random.nextInt(WORDS.length)]);
            case 5 -> log(server, random);
            case 6 -> server.status(any(random, Reachability.class), "timeout");
            case 7 -> server.tick();
            default -> rarely(server, random);
        }
    }

    private static void log(Server server, Random random) {
        String words = WORDS[random.nextInt(WORDS.length)];
        var event =
                server.event(
                        words,
                        random.nextBoolean() ? words : null,
                        any(random, EventDirection.class),
                        any(random, Severity.class));
        event.setSensor(new String[] {null, "temp", "psu", "other"}[random.nextInt(4)]);
        if (random.nextInt(3) == 0) {
            event.setBmcTime(
                    random.nextBoolean() ? null : server.now().minusSeconds(random.nextInt(9000)));
        }
        server.logs(event);
    }

    private static void rarely(Server server, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> server.logCleared();
            case 1 -> server.removed();
            case 2 -> server.sensorRemoved("psu");
            default -> server.polled();
        }
    }

    private static <E extends Enum<E>> E any(Random random, Class<E> type) {
        E[] all = type.getEnumConstants();
        return all[random.nextInt(all.length)];
    }
}
