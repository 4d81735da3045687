package dev.sideband.processor.query;

import dev.sideband.avro.Alert;
import dev.sideband.processor.query.Answers.AlertState;
import dev.sideband.processor.query.Answers.Page;
import dev.sideband.processor.query.Answers.Readings;
import dev.sideband.processor.query.Answers.SensorState;
import dev.sideband.processor.query.Answers.Series;
import dev.sideband.processor.query.Answers.Server;
import dev.sideband.processor.query.Answers.ServerDetail;
import dev.sideband.processor.view.FleetView;
import dev.sideband.processor.view.SensorView;
import dev.sideband.processor.view.ServerView;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the API answers, without HTTP. */
final class Api {
    /** Points of one answer; what is beyond them is left out and said to be. */
    static final int MAX_POINTS = 50_000;

    private static final Comparator<Alert> WORST_FIRST =
            Comparator.comparing(Alert::getSeverity)
                    .reversed()
                    .thenComparing(Alert::getStartedAt, Comparator.reverseOrder())
                    .thenComparing(Alert::getAlertId);

    private static final Comparator<SensorState> BY_TYPE_AND_NAME =
            Comparator.comparing(SensorState::type)
                    .thenComparing(SensorState::name)
                    .thenComparing(SensorState::id);

    private final FleetView view;

    Api(FleetView view) {
        this.view = view;
    }

    Answers.Fleet fleet() {
        return Mapping.fleet(view);
    }

    Page<Server> servers(QueryParameters query) {
        List<Server> all =
                view.servers().stream().map(server -> Mapping.server(server.summary())).toList();
        return page(all, Server::id, query);
    }

    /** The servers {@code ids} that are there. */
    List<Server> servers(Set<String> ids) {
        return ids.stream()
                .sorted()
                .flatMap(id -> view.server(id).stream())
                .map(server -> Mapping.server(server.summary()))
                .toList();
    }

    ServerDetail server(String id) {
        ServerView server = find(id);
        ServerView.Summary summary = server.summary();
        return new ServerDetail(
                Mapping.server(summary),
                sensors(server.sensors()),
                summary.alerts().stream().sorted(WORST_FIRST).map(Mapping::alert).toList());
    }

    /** The sensors {@code ids} of a server; none where it is not there. */
    List<SensorState> sensors(String server, Set<String> ids) {
        return view.server(server).map(found -> sensors(found.sensors(ids))).orElse(List.of());
    }

    private static List<SensorState> sensors(List<SensorView> sensors) {
        return sensors.stream().map(Mapping::sensor).sorted(BY_TYPE_AND_NAME).toList();
    }

    Readings readings(String id, QueryParameters query) {
        ServerView server = find(id);
        String wanted = query.text("sensor");
        Instant from = query.time("from", Instant.EPOCH);
        Instant to = query.time("to", Instant.ofEpochMilli(Long.MAX_VALUE));
        List<String> ids =
                wanted == null
                        ? server.sensors().stream().map(SensorView::id).sorted().toList()
                        : List.of(wanted);
        List<SensorView> sensors = server.sensors(ids);
        if (wanted != null && sensors.isEmpty()) {
            throw ApiException.notFound("server \"%s\" has no sensor \"%s\"".formatted(id, wanted));
        }
        var series = new ArrayList<Series>();
        int left = MAX_POINTS;
        for (SensorView sensor : sensors) {
            Series one = series(server, sensor, from, to);
            left -= one.points().size();
            if (left < 0) {
                return new Readings(id, series, true);
            }
            if (!one.points().isEmpty() || wanted != null) {
                series.add(one);
            }
        }
        return new Readings(id, series, false);
    }

    private static Series series(ServerView server, SensorView sensor, Instant from, Instant to) {
        List<List<Number>> points =
                server.history(sensor.id(), from, to).stream()
                        .map(p -> List.<Number>of(p.at().toEpochMilli(), p.value()))
                        .toList();
        String unit = sensor.reading() == null ? null : sensor.reading().getUnit();
        return new Series(sensor.id(), unit, points);
    }

    Page<AlertState> alerts(QueryParameters query) {
        String state = query.oneOf("state", "firing", Set.of("firing", "resolved", "all"));
        String target = query.text("target");
        Stream<Alert> firing =
                view.servers().stream()
                        .flatMap(server -> server.summary().alerts().stream())
                        .sorted(WORST_FIRST);
        Stream<Alert> resolved = view.resolved().stream();
        Stream<Alert> wanted =
                switch (state) {
                    case "firing" -> firing;
                    case "resolved" -> resolved;
                    default -> Stream.concat(firing, resolved);
                };
        List<AlertState> all =
                wanted.filter(alert -> target == null || alert.getTarget().equals(target))
                        .map(Mapping::alert)
                        .toList();
        return page(all, alert -> alert.id() + "@" + alert.seq(), query);
    }

    private static <T> Page<T> page(List<T> all, Function<T, String> name, QueryParameters query) {
        String after = query.text("after");
        int from = after == null ? 0 : indexAfter(all, name, after);
        int to = Math.min(all.size(), from + query.limit());
        @Nullable String next = to < all.size() ? name.apply(all.get(to - 1)) : null;
        return new Page<>(all.subList(from, to), next);
    }

    private static <T> int indexAfter(List<T> all, Function<T, String> name, String after) {
        for (int i = 0; i < all.size(); i++) {
            if (name.apply(all.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw ApiException.badRequest(
                "bad-parameter", "after is what the page before said, and it is no longer there");
    }

    private ServerView find(String id) {
        return view.server(id)
                .orElseThrow(
                        () -> ApiException.notFound("there is no server \"%s\"".formatted(id)));
    }
}
