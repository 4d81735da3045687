package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Source;
import dev.sideband.collector.Samples;
import dev.sideband.redfish.RedfishException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** An event log beside a SEL that is read over IPMI. */
class ToldBySelTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

    private final ScriptedLogs bmc = new ScriptedLogs();
    private Instant now = Samples.T0;
    private ToldBySel sel = new ToldBySel(() -> now);
    private RedfishLogs logs = start();
    private @Nullable LogPosition position;
    private int records;

    @BeforeEach
    void begin() {
        sel.complete();
        sel.isReadToEnd();
    }

    private RedfishLogs start() {
        RedfishLogs started = new RedfishLogs("r1", bmc, () -> now);
        started.isBeside(sel);
        return started;
    }

    @Test
    void passesOverAnEntryThatTellsOfARecordAgain() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        bmc.append("EventLog", 7, "Fan 1 is below the lower critical threshold");

        assertThat(poll()).isEmpty();
        assertThat(settle()).isEmpty();
    }

    @Test
    void knowsTheSensorByItsNumber() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        bmc.append("EventLog", 7, "a fan is slow").put("SensorNumber", 48);
        bmc.append("EventLog", 8, "Fan 1 has failed").put("SensorNumber", 49);

        assertThat(poll()).isEmpty();
        assertThat(settle()).containsExactly("8");
    }

    @Test
    void publishesWhatHasNoCounterpartOnceTheSelWasReadAgain() throws Exception {
        bmc.append("EventLog", 7, "Fan 1 has failed");
        bmc.append("EventLog", 8, "Fan 2 has failed");

        assertThat(poll()).isEmpty();
        assertThat(poll()).isEmpty();
        assertThat(settle()).containsExactly("7", "8");
        assertThat(settle()).isEmpty();
    }

    @Test
    void waitsForARecordThatComesAfterTheEntry() throws Exception {
        bmc.append("EventLog", 7, "Fan 1 has failed");
        assertThat(poll()).isEmpty();

        record("Fan 1", 48, EventDirection.ASSERTED, 9);

        assertThat(settle()).isEmpty();
    }

    @Test
    void doesNotWaitForeverForASelThatCannotBeRead() throws Exception {
        bmc.append("EventLog", 7, "Fan 1 has failed");
        assertThat(poll()).isEmpty();

        now = now.plus(ToldBySel.LONGEST_WAIT);

        assertThat(poll()).containsExactly("7");
    }

    @Test
    void letsARecordStandForOneEntryOnly() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        bmc.append("EventLog", 5, "Fan 1 has failed");
        bmc.append("EventLog", 8, "Fan 1 has failed");

        poll();

        assertThat(settle()).containsExactly("8");
    }

    @Test
    void letsNoRecordStandForTwoEntriesOverARestart() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        bmc.append("EventLog", 5, "Fan 1 has failed");
        assertThat(poll()).isEmpty();

        sel = new ToldBySel(() -> now);
        logs = start();
        records = 0;
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        sel.complete();
        bmc.append("EventLog", 8, "Fan 1 has failed");
        poll();

        assertThat(settle()).containsExactly("8");
    }

    @Test
    void tellsTheEndFromTheBeginning() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        bmc.append("EventLog", 9, "Fan 1 has recovered from a failure");
        poll();

        assertThat(settle()).containsExactly("9");
    }

    @Test
    void takesAChangedEntryForTheRecordOfItsEnd() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5);
        ObjectNode entry = bmc.append("EventLog", 5, "Fan 1 has failed");
        assertThat(poll()).isEmpty();

        record("Fan 1", 48, EventDirection.DEASSERTED, 1_800);
        entry.put("Resolved", true).put("Modified", "2026-11-22T09:30:00+00:00");

        assertThat(poll()).isEmpty();
        assertThat(settle()).isEmpty();
    }

    @Test
    void doesNotTakeOneSensorForAnother() throws Exception {
        sel.sensorsAre(List.of());
        record("PSU 1", 3, EventDirection.ASSERTED, 5);
        record("Fan 1", 48, EventDirection.ASSERTED, 400);
        bmc.append("EventLog", 6, "PSU 11 has failed");
        bmc.append("EventLog", 7, "Fan 1 has failed");
        poll();

        assertThat(settle()).containsExactly("6", "7");
    }

    @Test
    void doesNotTakeAFailureForANote() throws Exception {
        record("Fan 1", 48, EventDirection.ASSERTED, 5, Severity.INFO);
        bmc.append("EventLog", 5, "Fan 1 has failed");
        poll();

        assertThat(settle()).containsExactly("5");
    }

    private List<String> settle() throws Exception {
        now = now.plus(ToldBySel.GRACE);
        sel.isReadToEnd();
        return poll();
    }

    private List<String> poll() throws RedfishException, InterruptedException {
        now = now.plusSeconds(1);
        LogDelta delta = logs.read(position, true);
        position = delta.position();
        return delta.entries().stream().map(entry -> String.valueOf(entry.recordId())).toList();
    }

    private void record(String sensor, int number, EventDirection direction, int second) {
        record(sensor, number, direction, second, Severity.CRITICAL);
    }

    private void record(
            String sensor, int number, EventDirection direction, int second, Severity severity) {
        Instant time = NINE.plusSeconds(second);
        String id = "%04x".formatted(++records);
        sel.add(
                List.of(
                        new LogEntry(
                                EventKind.RECORD,
                                0,
                                id + "/" + second,
                                id,
                                new LogEntry.Times(now, time, null, time, 0L, null, null),
                                new LogEntry.Subject(null, sensor, number, "Fan"),
                                "Lower Critical going low",
                                null,
                                direction,
                                severity,
                                null,
                                null,
                                null,
                                null,
                                null,
                                new LogEntry.Origin(Source.IPMI, "SEL"),
                                null)));
    }
}
