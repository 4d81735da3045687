package dev.sideband.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SystemEventLogTest {
    @Test
    void idsBeginAtOneAndStandInTheRecord() {
        var log = filled(new SystemEventLog(10, false), 3);

        assertThat(log.size()).isEqualTo(3);
        assertThat(log.find(2).orElseThrow().bytes().toHex()).startsWith("0200");
        assertThat(log.find(4)).isEmpty();
        assertThat(log.lastAddition()).isEqualTo(3);
    }

    @Test
    void zeroIsTheFirstAndFfffTheLast() {
        var log = filled(new SystemEventLog(10, false), 3);

        assertThat(log.find(0).orElseThrow().id()).isEqualTo(1);
        assertThat(log.find(0xFFFF).orElseThrow().id()).isEqualTo(3);
    }

    @Test
    void anEmptyLogHasNoRecordAtAll() {
        var log = new SystemEventLog(10, false);

        assertThat(log.find(0)).isEmpty();
        assertThat(log.find(0xFFFF)).isEmpty();
        assertThat(log.find(1)).isEmpty();
    }

    @Test
    void aFullLogDropsNewRecordsAndSaysSo() {
        var log = filled(new SystemEventLog(4, false), 6);

        assertThat(chain(log)).containsExactly(1, 2, 3, 4);
        assertThat(log.overflow()).isTrue();
        assertThat(log.dropped()).isEqualTo(2);
        assertThat(log.everAdded()).hasSize(4);
        assertThat(log.states()).isEqualTo(0x30);
    }

    @Test
    void aCircularLogGivesUpItsOldest() {
        var log = filled(new SystemEventLog(4, true), 6);

        assertThat(chain(log)).containsExactly(3, 4, 5, 6);
        assertThat(log.overflow()).isTrue();
        assertThat(log.everAdded()).hasSize(6);
        assertThat(log.find(2)).isEmpty();
    }

    @Test
    void saysWhenItIsAlmostFull() {
        var log = filled(new SystemEventLog(10, false), 8);
        assertThat(log.states()).isZero();

        filled(log, 1);

        assertThat(log.states()).isEqualTo(0x20);
    }

    @Test
    void idsGoRoundPastFffe() {
        var log = new SystemEventLog(10, true);
        log.continueAt(0xFFFD);

        filled(log, 4);

        assertThat(chain(log)).containsExactly(0xFFFD, 0xFFFE, 1, 2);
        assertThat(log.find(1).orElseThrow().id()).isEqualTo(1);
        assertThat(log.find(3)).isEmpty();
        assertThat(log.find(0xFFFC)).isEmpty();
    }

    @Test
    void afterAClearIdsGoOn() {
        var log = filled(new SystemEventLog(4, false), 6);

        log.clear(77);
        filled(log, 1);

        assertThat(chain(log)).containsExactly(5);
        assertThat(log.overflow()).isFalse();
        assertThat(log.lastErase()).isEqualTo(77);
        assertThat(log.everAdded()).hasSize(5);
    }

    @Test
    void refusesACapacityThatIdsCannotCount() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SystemEventLog(0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new SystemEventLog(65_535, false));
    }

    private static SystemEventLog filled(SystemEventLog log, int records) {
        for (int n = 1; n <= records; n++) {
            log.add(n, Bytes.of(new byte[14]));
        }
        return log;
    }

    /** The ids from the first on, as a client follows them. */
    private static List<Integer> chain(SystemEventLog log) {
        var ids = new ArrayList<Integer>();
        int id = 0;
        while (id != 0xFFFF) {
            SelRecord entry = log.find(id).orElseThrow();
            ids.add(entry.id());
            id = log.idAfter(entry);
        }
        return ids;
    }
}
