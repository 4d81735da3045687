package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.collector.Samples;
import dev.sideband.redfish.RedfishException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;

class LogsAsideTest {
    private static final String SEL = ScriptedLogs.LOGS + "/SEL/Entries";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ScriptedLogs bmc = new ScriptedLogs();
    private final LogsAside logs =
            new LogsAside("r1", new RedfishLogs("r1", bmc, () -> Samples.T0));

    @Test
    void waitsForALogThatAnswersInTime() throws Exception {
        bmc.append("SEL", 1, "a");

        assertThat(logs.read(null, false, LONG).entries()).hasSize(1);
        assertThat(logs.isUnderWay()).isFalse();
    }

    @Test
    void doesNotWaitForASlowLogAndHasItsEntriesLater() throws Exception {
        bmc.append("SEL", 1, "a");
        var hold = new CountDownLatch(1);
        bmc.held.put(SEL, hold);

        LogDelta early = logs.read(null, false, SHORT);
        LogDelta still = logs.read(null, false, Duration.ZERO);
        hold.countDown();
        LogDelta late = logs.read(null, false, LONG);

        assertThat(early.entries()).isEmpty();
        assertThat(early.position()).as("nothing to commit").isNull();
        assertThat(early.more()).isFalse();
        assertThat(still.entries()).isEmpty();
        assertThat(late.entries()).hasSize(1);
        assertThat(Collections.frequency(bmc.asked, SEL)).as("requests").isEqualTo(1);
    }

    @Test
    void readsOnFromWhatWasWrittenNotFromWhatWasRead() throws Exception {
        bmc.append("SEL", 1, "a");
        LogDelta unwritten = logs.read(null, false, LONG);

        LogDelta again = logs.read(null, false, LONG);
        bmc.append("SEL", 2, "b");
        LogDelta onward = logs.read(again.position(), false, LONG);

        assertThat(again.entries()).isEqualTo(unwritten.entries());
        assertThat(onward.entries()).extracting(LogEntry::recordId).containsExactly("2");
    }

    @Test
    void throwsAwayWhatWasReadForAnotherPosition() throws Exception {
        bmc.append("SEL", 1, "a");
        LogDelta first = logs.read(null, false, LONG);
        var hold = new CountDownLatch(1);
        bmc.held.put(SEL, hold);
        bmc.append("SEL", 2, "b");
        logs.read(null, false, SHORT);

        assertThat(logs.read(first.position(), false, SHORT).entries())
                .as("while the other read is under way")
                .isEmpty();
        hold.countDown();

        assertThat(logs.read(first.position(), false, LONG).entries())
                .extracting(LogEntry::recordId)
                .containsExactly("2");
    }

    @Test
    void tellsOfAFailureWhenItIsAsked() throws Exception {
        var hold = new CountDownLatch(1);
        bmc.held.put("/redfish/v1/Systems", hold);
        bmc.failures.put("/redfish/v1/", new RedfishException.NoAnswer("too slow"));

        assertThatThrownBy(() -> logs.read(null, false, LONG)).hasMessage("too slow");
        assertThat(logs.isUnderWay()).isFalse();
    }

    @Test
    void asksNothingAfterItIsClosed() throws Exception {
        bmc.held.put(SEL, new CountDownLatch(1));
        logs.read(null, false, SHORT);

        logs.close();
        int asked = bmc.asked.size();

        assertThat(logs.isUnderWay()).isFalse();
        assertThat(bmc.asked)
                .hasSize(asked)
                .doesNotContain(ScriptedLogs.LOGS + "/EventLog/Entries");
    }

    @Test
    void endsItsReadAlsoWhereTheCloserIsInterrupted() throws Exception {
        bmc.held.put(SEL, new CountDownLatch(1));
        logs.read(null, false, SHORT);

        Thread.currentThread().interrupt();
        logs.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(bmc.asked).doesNotContain(ScriptedLogs.LOGS + "/EventLog/Entries");
    }
}
