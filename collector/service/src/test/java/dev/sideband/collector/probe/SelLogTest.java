package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.EventKind;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Severity;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.storage.GetSelEntry;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sel.SelClock;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What of a log and of the clock that stamps it becomes an event, and what is kept of it. */
class SelLogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SelClock RIGHT = new SelClock(false, 0);

    private final List<Bytes> records = new ArrayList<>();
    private final FakeLink link = new FakeLink();
    private final SensorSweep sweep = new SensorSweep(link, () -> NOW);
    private final SelLog log = new SelLog("r12-u07", link, () -> NOW);
    private int freeBytes = 0xFFFF;

    @Test
    void tellsWhenARecordWasWrittenByBothClocks() throws Exception {
        log.isStampedBy(new SelClock(false, 3_600_000), 60);
        add(NOW.getEpochSecond() + 3_600 - 90, "0c306f00ffff");
        LogEntry.Times times = read(null).getFirst().times();
        assertThat(times.bmcTime()).isEqualTo(NOW.plusSeconds(3_510));
        assertThat(times.bmcStamp()).isEqualTo(NOW.getEpochSecond() + 3_510);
        assertThat(times.happenedAt()).isEqualTo(NOW.minusSeconds(90).plusMillis(500));
        assertThat(times.clockSkewMillis()).isEqualTo(3_600_000);
        assertThat(times.utcOffsetMinutes()).isEqualTo(60);
    }

    @Test
    void saysWhatTheVendorMeans() throws Exception {
        add(NOW.getEpochSecond(), "05306fa001ff");
        log.belongsTo(new BmcIdentity(674, 256, "1.0"));
        assertThat(read(null).getFirst().oem()).isEqualTo("intrusion while system on, data 3 FFh");
        log.belongsTo(BmcIdentity.NOT_TOLD);
        assertThat(read(null).getFirst().oem()).isEqualTo("01ff");
    }

    @Test
    void announcesAClockThatJumpedOnceAlsoOverARestart() throws Exception {
        log.isStampedBy(RIGHT, null);
        add(NOW.getEpochSecond(), "0c306f00ffff");
        LogPosition before = log.read(null, sweep).position();
        log.isStampedBy(new SelClock(false, -86_400_000), null);
        LogDelta jumped = new SelLogTest().sameLogAs(this).read(before, sweep);
        LogEntry news = jumped.entries().getFirst();
        assertThat(news.kind()).isEqualTo(EventKind.CLOCK_CHANGED);
        assertThat(news.epoch()).isEqualTo(1);
        assertThat(news.identity()).isEqualTo("CLOCK_CHANGED");
        assertThat(news.times().skewBeforeMillis()).isZero();
        assertThat(news.times().clockSkewMillis()).isEqualTo(-86_400_000);
        assertThat(log.read(jumped.position(), sweep).entries()).isEmpty();
    }

    @Test
    void writesNoNewPositionWhereNothingChanged() throws Exception {
        log.isStampedBy(RIGHT, null);
        add(NOW.getEpochSecond(), "0c306f00ffff");
        LogPosition position = log.read(null, sweep).position();
        log.isStampedBy(new SelClock(false, 800), null);
        assertThat(log.read(position, sweep).position()).isSameAs(position);
        log.isStampedBy(null, null);
        assertThat(log.read(position, sweep).position()).isSameAs(position);
    }

    @Test
    void warnsOfALogThatIsNearlyFullOnce() throws Exception {
        add(NOW.getEpochSecond(), "0c306f00ffff");
        freeBytes = 0;
        LogDelta full = log.read(null, sweep);
        assertThat(full.entries().getLast().kind()).isEqualTo(EventKind.NEARLY_FULL);
        assertThat(full.entries().getLast().severity()).isEqualTo(Severity.WARNING);
        assertThat(log.read(full.position(), sweep).entries()).isEmpty();
    }

    private SelLog sameLogAs(SelLogTest other) {
        records.addAll(other.records);
        log.isStampedBy(new SelClock(false, -86_400_000), null);
        return log;
    }

    private List<LogEntry> read(@Nullable LogPosition from) throws Exception {
        return log.read(from, sweep).entries();
    }

    private void add(long seconds, String event) {
        int id = records.size() + 1;
        String head = "%02x0002%08x".formatted(id, Integer.reverseBytes((int) seconds));
        records.add(Bytes.fromHex(head + "200004" + event));
    }

    /** A BMC with a log and nothing else. */
    private final class FakeLink implements SessionLink {
        @Override
        public BmcAddress address() {
            return new BmcAddress("127.0.0.1", 623);
        }

        @Override
        public int sessions() {
            return 1;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public Duration answerAge() {
            return Duration.ZERO;
        }

        @Override
        @SuppressWarnings("unchecked") // the answer that belongs to the command
        public <R> R send(IpmiCommand<R> command) throws IpmiException {
            return (R)
                    switch (command) {
                        case GetSelInfo _ ->
                                new GetSelInfo.Response(
                                        0x51, records.size(), freeBytes, 0, 0, false);
                        case GetSelEntry(_, int id, _, _) -> entry(id);
                        default ->
                                throw new Refused(command.name(), CompletionCode.INVALID_COMMAND);
                    };
        }

        private GetSelEntry.Response entry(int id) throws Refused {
            int index = id == 0 ? 0 : id - 1;
            if (index >= records.size()) {
                throw new Refused("GetSelEntry", CompletionCode.NOT_PRESENT);
            }
            int next = index + 1 == records.size() ? 0xFFFF : index + 2;
            return new GetSelEntry.Response(next, records.get(index));
        }
    }
}
