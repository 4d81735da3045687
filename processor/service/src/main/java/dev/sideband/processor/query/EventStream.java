package dev.sideband.processor.query;

import dev.sideband.avro.Alert;
import dev.sideband.processor.query.Answers.Server;
import dev.sideband.processor.view.FleetView;
import dev.sideband.processor.view.Subscriber;
import dev.sideband.processor.view.Subscriber.News;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.sse.SseSink;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * Server-sent events of one listener, on its own virtual thread.
 *
 * <ul>
 *   <li>{@code fleet}: the sums, at the beginning and whenever a server changed;
 *   <li>{@code servers}: the servers that changed, at most once a second;
 *   <li>{@code gone}: the names of those that are no longer targets;
 *   <li>{@code alert}: each change of an alert, at once;
 *   <li>{@code sensors}: the sensors of the server asked for that were read, at most once a second;
 *   <li>{@code reload}: too much happened for this listener; it has to ask for all anew.
 * </ul>
 */
final class EventStream {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    /** Shows a proxy, and us, that the other side is still there. */
    private static final int QUIET_ROUNDS = 10;

    private final Api api;
    private final FleetView view;
    private final @Nullable String watched;

    EventStream(Api api, FleetView view, @Nullable String watched) {
        this.api = api;
        this.view = view;
        this.watched = watched;
    }

    /** Tells until the other side has gone or {@code closing} is set. */
    void tell(Subscriber subscriber, SseSink sink, Closing closing) {
        try {
            emit(sink, "fleet", api.fleet());
            int quiet = 0;
            while (!closing.isSet()) {
                News news = subscriber.await(AT_MOST_EVERY);
                if (!news.isEmpty()) {
                    tell(news, sink);
                    quiet = 0;
                } else if (++quiet >= QUIET_ROUNDS) {
                    sink.emit(SseEvent.builder().comment("still here").build());
                    quiet = 0;
                }
            }
        } catch (UncheckedIOException e) {
            // The other side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            view.unsubscribe(subscriber);
            sink.close();
        }
    }

    /** Whether the server is about to end. */
    interface Closing {
        boolean isSet();
    }

    private void tell(News news, SseSink sink) {
        if (news.lost()) {
            emit(sink, "reload", new Answers.Health("reload"));
        }
        for (Alert alert : news.alerts()) {
            emit(sink, "alert", Mapping.alert(alert));
        }
        if (!news.servers().isEmpty()) {
            List<Server> there = api.servers(news.servers());
            var gone = new TreeSet<>(news.servers());
            there.forEach(server -> gone.remove(server.id()));
            emit(sink, "servers", there);
            if (!gone.isEmpty()) {
                emit(sink, "gone", gone);
            }
            emit(sink, "fleet", api.fleet());
        }
        if (watched != null && !news.sensors().isEmpty()) {
            emit(sink, "sensors", api.sensors(watched, news.sensors()));
        }
    }

    private static void emit(SseSink sink, String name, Object answer) {
        sink.emit(SseEvent.builder().name(name).data(Json.text(answer)).build());
    }
}
