package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventDirection;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Severity;
import dev.sideband.avro.Source;
import dev.sideband.collector.Samples;
import dev.sideband.collector.publish.LogBatch;
import dev.sideband.collector.publish.RecordMapper;
import dev.sideband.redfish.RedfishException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class RedfishLogsTest {
    private final ScriptedLogs bmc = new ScriptedLogs();
    private Instant now = Samples.T0;
    private boolean selByIpmi;
    private RedfishLogs logs = new RedfishLogs("r1", bmc, () -> now);

    private List<Event> read(@Nullable LogPosition from, List<LogPosition> to) throws Exception {
        now = now.plusSeconds(1);
        LogDelta delta = logs.read(from, selByIpmi);
        LogPosition after = delta.position();
        to.add(after);
        if (after == null) {
            return List.of();
        }
        LogBatch batch = RecordMapper.batch(Samples.target("r1"), from, delta, after);
        return batch.events();
    }

    @Test
    void publishesTheEntriesOfAllLogsWithOnePosition() throws Exception {
        bmc.append("SEL", 1, "Fan 1 Lower Critical going low").put("SensorNumber", 48);
        bmc.append("EventLog", 2, "Drive 3 failed").put("MessageId", "Storage.1.0.DriveFailed");
        List<LogPosition> to = new ArrayList<>();

        List<Event> events = read(null, to);

        assertThat(events).extracting(Event::getLog).containsExactly("SEL", "EventLog");
        assertThat(events).extracting(Event::getSource).containsOnly(Source.REDFISH);
        assertThat(events).extracting(Event::getSeverity).containsOnly(Severity.CRITICAL);
        assertThat(events.getFirst().getSensorNumber()).isEqualTo(48);
        assertThat(events.getFirst().getBmcTime()).isEqualTo("2026-11-22T09:00:01Z");
        assertThat(events.getFirst().getBmcTimeText()).isEqualTo("2026-11-22T09:00:01+00:00");
        assertThat(events.getFirst().getRawEntry()).contains("\"Id\":\"1\"");
        assertThat(events.getLast().getMessageId()).isEqualTo("Storage.DriveFailed");
        assertThat(events.getFirst().getEventId()).startsWith("r1/redfish/SEL/0/1/");
        assertThat(to.getFirst().getLogs()).hasSize(2);
    }

    @Test
    void readsNothingTwiceAlsoAfterARestart() throws Exception {
        bmc.append("SEL", 1, "a");
        List<LogPosition> to = new ArrayList<>();
        read(null, to);

        assertThat(read(to.getFirst(), to)).isEmpty();
        assertThat(to.getLast()).as("nothing to write").isSameAs(to.getFirst());
        logs = new RedfishLogs("r1", bmc, () -> now);
        assertThat(read(to.getFirst(), to)).isEmpty();
    }

    @Test
    void publishesAChangedEntryAsARecordOfItsOwn() throws Exception {
        ObjectNode entry = bmc.append("EventLog", 7, "PSU 2 lost input");
        entry.put("Resolved", false);
        List<LogPosition> to = new ArrayList<>();
        Event first = read(null, to).getFirst();

        entry.put("Resolved", true).put("Modified", "2026-11-22T09:30:00+00:00");
        Event changed = read(to.getFirst(), to).getFirst();

        assertThat(first.getRevision()).isZero();
        assertThat(changed.getRevision()).isEqualTo(1);
        assertThat(changed.getKind()).isEqualTo(EventKind.RECORD);
        assertThat(changed.getRecordId()).isEqualTo(first.getRecordId());
        assertThat(changed.getEventId()).isNotEqualTo(first.getEventId());
        assertThat(changed.getDirection()).isEqualTo(EventDirection.DEASSERTED);
        assertThat(read(to.getLast(), to)).isEmpty();
    }

    @Test
    void showsARecordOfTwoLogsOnce() throws Exception {
        bmc.append("SEL", 5, "OpenBMC.0.1");
        bmc.append("EventLog", 5, "OpenBMC.0.1");
        bmc.append("EventLog", 6, "something else");

        assertThat(read(null, new ArrayList<>()))
                .extracting(event -> event.getLog() + "/" + event.getRecordId())
                .containsExactly("SEL/5", "EventLog/6");
    }

    @Test
    void leavesTheSelToIpmiWhereThatReadsIt() throws Exception {
        bmc.append("SEL", 1, "a");
        bmc.append("EventLog", 2, "b");
        selByIpmi = true;

        assertThat(read(null, new ArrayList<>()))
                .extracting(Event::getLog)
                .containsExactly("EventLog");
    }

    @Test
    void keepsThePositionOfTheIpmiLog() throws Exception {
        LogPosition ipmi = Samples.position("r1", 0x2a, null);
        bmc.append("EventLog", 2, "b");
        List<LogPosition> to = new ArrayList<>();

        read(ipmi, to);

        assertThat(SelPositions.from(to.getFirst())).isEqualTo(SelPositions.from(ipmi));
        LogPosition onward =
                SelPositions.to("r1", to.getFirst(), SelPositions.from(ipmi), Samples.T0);
        assertThat(onward.getLogs()).isEqualTo(to.getFirst().getLogs());
    }

    @Test
    void readsTheOtherLogsWhereOneCannotBeRead() throws Exception {
        bmc.append("EventLog", 2, "b");
        bmc.failures.put(
                ScriptedLogs.LOGS + "/SEL/Entries", new RedfishException.Denied("not allowed"));
        List<LogPosition> to = new ArrayList<>();

        assertThat(read(null, to)).extracting(Event::getLog).containsExactly("EventLog");
        assertThatThrownBy(() -> read(to.getFirst(), to)).hasMessage("not allowed");
    }

    @Test
    void announcesAClearAndBeginsAnEpoch() throws Exception {
        bmc.append("SEL", 1, "a");
        List<LogPosition> to = new ArrayList<>();
        read(null, to);

        bmc.log("SEL").removeAll();
        bmc.append("SEL", 1, "log cleared");
        List<Event> events = read(to.getFirst(), to);

        assertThat(events)
                .extracting(Event::getKind)
                .containsExactly(EventKind.CLEARED, EventKind.RECORD);
        assertThat(events).extracting(Event::getEpoch).containsOnly(1L);
    }
}
