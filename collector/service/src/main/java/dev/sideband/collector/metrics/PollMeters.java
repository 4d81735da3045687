package dev.sideband.collector.metrics;

import dev.sideband.collector.poll.PollReport;
import dev.sideband.collector.poll.PollReport.Outcome;
import dev.sideband.collector.poll.PollReport.Protocol;
import dev.sideband.collector.probe.FailureReason;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What is counted of each poll: once a poll, whatever the number of sensors. Any thread. */
final class PollMeters implements Consumer<PollReport> {
    private static final Duration[] TOOK = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };
    private static final Duration[] LATE = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Map<Protocol, Timer> took = new EnumMap<>(Protocol.class);
    private final Map<Protocol, Map<Outcome, Counter>> outcomes = new EnumMap<>(Protocol.class);
    private final Map<FailureReason, Counter> failures = new EnumMap<>(FailureReason.class);
    private final Timer late;

    PollMeters(MeterRegistry registry) {
        for (Protocol protocol : Protocol.values()) {
            took.put(
                    protocol,
                    Timer.builder("sideband.poll.duration")
                            .description("How long polls took that were up to the BMC")
                            .tag("protocol", word(protocol))
                            .serviceLevelObjectives(TOOK)
                            .register(registry));
            Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                counters.put(
                        outcome,
                        Counter.builder("sideband.polls")
                                .description("Polls that ended: whole, in part, or failed")
                                .tag("protocol", word(protocol))
                                .tag("outcome", word(outcome))
                                .register(registry));
            }
            outcomes.put(protocol, counters);
        }
        for (FailureReason reason : FailureReason.values()) {
            failures.put(
                    reason,
                    Counter.builder("sideband.poll.failures")
                            .description("Polls that failed, by the reason on the topic status")
                            .tag("reason", reason.word())
                            .register(registry));
        }
        late =
                Timer.builder("sideband.poll.lateness")
                        .description("How much later polls began than they were due")
                        .serviceLevelObjectives(LATE)
                        .register(registry);
    }

    @Override
    public void accept(PollReport poll) {
        Timer timer = took.get(poll.protocol());
        if (timer != null) {
            timer.record(poll.took());
        }
        late.record(poll.late());
        Map<Outcome, Counter> counters = outcomes.get(poll.protocol());
        increment(counters == null ? null : counters.get(poll.outcome()));
        if (poll.reason() != null) {
            increment(failures.get(poll.reason()));
        }
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
