package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.sideband.collector.probe.FailureReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

class StateLogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final TargetState NEW = TargetState.initial(NOW);
    private static final TargetState GOOD = NEW.read(NOW);
    private static final TargetState FAILING =
            GOOD.failed(NOW, FailureReason.TIMEOUT, "10.0.0.1: no answer");

    private final Logger logger = (Logger) LoggerFactory.getLogger(StateLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private long nanos;
    private final StateLog log = new StateLog(() -> nanos, later::add);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    private List<String> printed() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getMessage() + pairs(line))
                .toList();
    }

    private static String pairs(ILoggingEvent line) {
        StringBuilder text = new StringBuilder();
        for (KeyValuePair pair :
                Objects.requireNonNullElse(line.getKeyValuePairs(), List.<KeyValuePair>of())) {
            text.append(' ').append(pair.key).append('=').append(pair.value);
        }
        return text.toString();
    }

    @Test
    void tellsOfABmcThatFailsAndComesBack() {
        log.became("a", GOOD, FAILING);
        log.became("a", FAILING, FAILING.read(NOW));
        assertThat(printed())
                .containsExactly(
                        "WARN 10.0.0.1: no answer target=a state=slow reason=timeout",
                        "INFO the BMC answers again target=a state=reachable");
        assertThat(later).isEmpty();
    }

    @Test
    void saysNothingWhereNothingChanges() {
        log.became("a", GOOD, GOOD.read(NOW));
        assertThat(printed()).isEmpty();
    }

    @Test
    void aThousandFailingBmcsAreTwentyLinesAndOneThatSumsUp() {
        for (int i = 0; i < 700; i++) {
            log.became("a" + i, GOOD, FAILING);
        }
        TargetState refused = GOOD.failed(NOW, FailureReason.BAD_PASSWORD, "wrong password");
        for (int i = 0; i < 300; i++) {
            log.became("b" + i, GOOD, refused);
        }
        assertThat(printed()).hasSize(StateLog.LINES_IN_A_PERIOD);
        assertThat(later).hasSize(1);
        later.remove().run();
        System.out.printf("1000 failing BMCs: %d lines%n", printed().size());
        assertThat(printed())
                .hasSize(StateLog.LINES_IN_A_PERIOD + 1)
                .last()
                .asString()
                .startsWith("INFO how further BMCs changed")
                .endsWith(" changes=980 quarantined-bad-password=300 slow-timeout=680");
    }

    @Test
    void aStartIsOneLine() {
        for (int i = 0; i < 1000; i++) {
            log.became("a" + i, NEW, GOOD);
        }
        later.remove().run();
        assertThat(printed()).singleElement().asString().endsWith(" changes=1000 answers=1000");
    }

    @Test
    void tellsOfEachAgainInTheNextPeriod() {
        for (int i = 0; i < 50; i++) {
            log.became("a" + i, GOOD, FAILING);
        }
        later.remove().run();
        nanos += StateLog.PERIOD.toNanos();
        log.became("b", GOOD, FAILING);
        assertThat(printed()).last().asString().contains("target=b");
        log.tellTheRest();
        assertThat(printed()).hasSize(StateLog.LINES_IN_A_PERIOD + 2);
    }
}
