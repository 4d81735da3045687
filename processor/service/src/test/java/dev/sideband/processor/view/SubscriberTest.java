package dev.sideband.processor.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Alert;
import dev.sideband.avro.Severity;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class SubscriberTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final Subscriber subscriber = new Subscriber("r12-u07");
    private final Alert alert =
            new Fleet(Instant.EPOCH).firing("r12-u07", "event/x", Severity.WARNING, "x", 0);

    @Test
    void tellsOnceWhatChangedOften() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            subscriber.changed("r12-u01");
            subscriber.read("r12-u07", "temp");
        }

        assertThat(subscriber.await(AT_ONCE))
                .satisfies(news -> {
                    assertThat(news.servers()).containsExactly("r12-u01");
                    assertThat(news.sensors()).containsExactly("temp");
                });
        assertThat(subscriber.await(AT_ONCE).isEmpty()).isTrue();
    }

    @Test
    void tellsOnlyOfTheReadingsOfTheWatchedServer() throws InterruptedException {
        subscriber.read("r12-u01", "temp");

        assertThat(subscriber.await(AT_ONCE).isEmpty()).isTrue();
    }

    @Test
    void doesNotWaitWhereThereIsAnAlert() throws InterruptedException {
        subscriber.alert(alert);

        assertThat(subscriber.await(Duration.ofHours(1)).alerts()).containsExactly(alert);
    }

    @Test
    void saysThatItLostCountRatherThanGrow() throws InterruptedException {
        for (int i = 0; i < Subscriber.MAX_ALERTS + 10; i++) {
            subscriber.alert(alert);
        }

        assertThat(subscriber.await(AT_ONCE).lost()).isTrue();
        subscriber.alert(alert);
        assertThat(subscriber.await(AT_ONCE).alerts()).hasSize(1);
    }

    @Test
    void isOneOfAFew() {
        var view = new FleetView(Duration.ofMinutes(1));
        for (int i = 0; i < FleetView.MAX_SUBSCRIBERS; i++) {
            assertThat(view.subscribe(null)).isPresent();
        }

        assertThat(view.subscribe(null)).isEmpty();
    }
}
