package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.sel.SelItem.News;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SelReaderTest {
    private static final int ALL = 100_000;

    private final ScriptedLog log = new ScriptedLog();
    private final SelReader reader = new SelReader(log.client());
    private SelPosition position = SelPosition.START;
    private final List<News> news = new ArrayList<>();

    @Test
    void readsAWholeLogInTheOrderOfItsChain() throws Exception {
        log.nextId = 0xFFF0;
        List<Integer> added = log.add(40);
        assertThat(read()).isEqualTo(added);
    }

    @Test
    void bringsOnlyWhatIsNew() throws Exception {
        log.add(5);
        read();
        assertThat(read()).isEmpty();
        List<Integer> added = log.add(3);
        assertThat(read()).isEqualTo(added);
        assertThat(news).isEmpty();
    }

    @Test
    void askingAnIdleLogTakesTwoCommands() throws Exception {
        log.add(500);
        read();
        int before = log.commands();
        read();
        assertThat(log.commands() - before).isEqualTo(2);
    }

    @Test
    void readsALongLogInBatchesAndLosesNothingInBetween() throws Exception {
        List<Integer> added = new ArrayList<>(log.add(1000));
        var read = new ArrayList<Integer>();
        boolean more = true;
        while (more) {
            SelBatch batch = reader.read(position, 64);
            assertThat(batch.records()).hasSizeLessThanOrEqualTo(64);
            batch.records().forEach(record -> read.add(ScriptedLog.unique(record)));
            added.addAll(read.size() % 128 == 0 ? log.add(1) : List.of());
            position = batch.position();
            more = batch.more();
        }
        assertThat(read).isEqualTo(added);
    }

    @Test
    void aBatchThatWasNotKeptComesAgain() throws Exception {
        List<Integer> added = log.add(10);
        reader.read(position, 4);
        assertThat(read()).isEqualTo(added);
    }

    @Test
    void findsAClearByTheCount() throws Exception {
        log.add(5);
        read();
        log.clear();
        assertThat(read()).isEmpty();
        assertThat(news).containsExactly(News.CLEARED);
        assertThat(position.epoch()).isEqualTo(1);
        read();
        assertThat(news).hasSize(1);
    }

    @Test
    void findsAClearThatWasFilledToTheSameCount() throws Exception {
        log.add(5);
        read();
        log.clock += 60;
        log.clear();
        List<Integer> added = log.add(5);
        assertThat(read()).isEqualTo(added);
        assertThat(news).containsExactly(News.CLEARED);
        assertThat(position.epoch()).isEqualTo(1);
    }

    @Test
    void findsAClearThatWasFilledFurtherThanBefore() throws Exception {
        log.keepsStamps = false;
        log.add(3);
        read();
        log.clear();
        List<Integer> added = log.add(20);
        assertThat(read()).isEqualTo(added);
        assertThat(news).containsExactly(News.CLEARED);
    }

    @Test
    void findsAClearByTheEraseStampAlone() throws Exception {
        String same = "010002" + "00f15365" + "2000040c016f00ffff";
        log.put(same);
        read(1);
        log.clock += 60;
        log.clear();
        log.clock += 60;
        log.put(same);
        assertThat(read(1)).hasSize(1);
        assertThat(news).containsExactly(News.CLEARED);
    }

    @Test
    void aSingleDeleteIsNoClear() throws Exception {
        log.add(5);
        read();
        log.clock += 60;
        log.delete(1);
        assertThat(read()).isEmpty();
        log.clock += 60;
        log.delete(3);
        List<Integer> added = log.add(1);
        assertThat(read()).isEqualTo(added);
        assertThat(news).isEmpty();
        assertThat(position.epoch()).isZero();
    }

    @Test
    void survivesTheDeletionOfTheLastRecordRead() throws Exception {
        log.add(5);
        read();
        log.clock += 60;
        log.delete(4);
        List<Integer> added = log.add(2);
        assertThat(read()).isEqualTo(added);
        assertThat(news).isEmpty();
    }

    @Test
    void survivesTheDeletionOfManyOfTheLastRecordsRead() throws Exception {
        log.add(50);
        read();
        log.clock += 60;
        for (int i = 0; i < 30; i++) {
            log.delete(log.size() - 1);
        }
        List<Integer> added = log.add(2);
        assertThat(read()).isEqualTo(added);
        assertThat(news).isEmpty();
    }

    @Test
    void aLogWhoseInfoIsNotForThisUserIsReadAllTheSame() throws Exception {
        List<Integer> added = log.add(3);
        log.refusesInfo(0xD4);
        assertThat(read()).isEqualTo(added);
        assertThat(read()).isEmpty();
        log.clear();
        assertThat(read()).isEmpty();
        assertThat(news).containsExactly(News.CLEARED);
    }

    @Test
    void saysThatTheLogIsNotForThisUserAndKeepsThePosition() throws Exception {
        log.add(3);
        read();
        log.beforeEntry = () -> log.refusesEntries = 0xD4;
        SelPosition before = position;
        assertThatThrownBy(this::read).isInstanceOf(Refused.class).hasMessageContaining("D4h");
        assertThat(position).isEqualTo(before);
    }

    @Test
    void announcesAWrapOfTheIdsWithItsEpoch() throws Exception {
        log.nextId = 0xFFFD;
        log.add(2);
        read();
        List<Integer> added = log.add(3);
        SelBatch batch = reader.read(position, ALL);
        assertThat(batch.items().getFirst())
                .isInstanceOfSatisfying(
                        SelItem.Notice.class,
                        notice -> {
                            assertThat(notice.news()).isEqualTo(News.WRAPPED);
                            assertThat(notice.epoch()).isEqualTo(1);
                        });
        assertThat(batch.items()).extracting(SelItem::epoch).containsOnly(1L);
        assertThat(batch.records()).hasSameSizeAs(added);
    }

    @Test
    void idsThatAreUsedAgainAreNoWrap() throws Exception {
        log.add(9);
        read();
        log.clock += 1;
        log.delete(2);
        log.nextId = 3;
        log.clock += 1;
        List<Integer> added = log.add(1);
        assertThat(read()).isEqualTo(added);
        assertThat(news).isEmpty();
    }

    @Test
    void followsARingThatDropsTheOldest() throws Exception {
        log.ring = true;
        log.capacity = 10;
        List<Integer> added = new ArrayList<>(log.add(8));
        var read = new ArrayList<>(read());
        for (int i = 0; i < 20; i++) {
            added.addAll(log.add(3));
            read.addAll(read());
        }
        assertThat(read).isEqualTo(added);
        assertThat(news).isEmpty();
    }

    @Test
    void announcesAGapWhereARingRanOverWhatWasNotRead() throws Exception {
        log.ring = true;
        log.capacity = 10;
        log.add(10);
        read();
        List<Integer> added = log.add(25);
        assertThat(read()).isEqualTo(added.subList(15, 25));
        assertThat(news).containsExactly(News.GAP);
        assertThat(position.epoch()).isZero();
    }

    @Test
    void announcesAnOverflowOncePerRise() throws Exception {
        log.capacity = 10;
        log.add(12);
        assertThat(read()).hasSize(10);
        read();
        assertThat(news).containsExactly(News.GAP);
        log.clock += 60;
        log.clear();
        read();
        log.add(12);
        read();
        assertThat(news).containsExactly(News.GAP, News.CLEARED, News.GAP);
    }

    @Test
    void warnsOncePerRiseOfALogThatIsNearlyFull() throws Exception {
        log.capacity = 100;
        log.tellsRoom = true;
        log.add(89);
        read();
        assertThat(news).isEmpty();
        log.add(1);
        read();
        log.add(5);
        read();
        assertThat(news).containsExactly(News.NEARLY_FULL);
        log.clock += 60;
        log.clear();
        read();
        log.add(95);
        read();
        assertThat(news).containsExactly(News.NEARLY_FULL, News.CLEARED, News.NEARLY_FULL);
    }

    @Test
    void saysHowMuchRoomANearlyFullLogHas() throws Exception {
        log.capacity = 100;
        log.tellsRoom = true;
        log.add(93);
        assertThat(reader.read(position, ALL).items().getLast())
                .isEqualTo(
                        new SelItem.Notice(
                                0,
                                News.NEARLY_FULL,
                                "the log is 93 % full: room for 7 more records"));
    }

    @Test
    void aLogWithRoomThatLostAllWasCleared() throws Exception {
        log.keepsStamps = false;
        log.restartsIds = false;
        log.capacity = 100;
        log.tellsRoom = true;
        log.add(20);
        read();
        log.clear();
        List<Integer> added = log.add(25);
        assertThat(read()).isEqualTo(added);
        assertThat(news).containsExactly(News.CLEARED);
        assertThat(position.epoch()).isEqualTo(1);
    }

    @Test
    void recognizesRecordsThatTheBmcNumberedAnew() throws Exception {
        log.add(20);
        read();
        List<Integer> added = log.add(2);
        log.delete(0);
        log.keepsStamps = false;
        log.renumber();
        assertThat(read()).isEqualTo(added);
        assertThat(news).isEmpty();
    }

    @Test
    void deliversEqualBytesUnderAnotherIdAsAnotherEvent() throws Exception {
        log.put("010002" + "ffffffff" + "2000040c016f00ffff");
        log.put("020002" + "ffffffff" + "2000040c016f00ffff");
        assertThat(read(2)).hasSize(2);
    }

    @Test
    void deliversARecordOnceThatTwoIdsFind() throws Exception {
        log.put("010002" + "00f15365" + "2000040c016f00ffff");
        log.putAs(2, "010002" + "00f15365" + "2000040c016f00ffff");
        log.put("030002" + "00f15365" + "2000040c016f01ffff");
        assertThat(read(2)).hasSize(2);
        assertThat(read(2)).isEmpty();
    }

    @Test
    void leavesOutErasedFlash() throws Exception {
        log.put("0100ffffffffffffffffffffffffffff");
        assertThat(read(1)).isEmpty();
    }

    @Test
    void keepsARecordThatIsTooShort() throws Exception {
        log.put("010002aabbccdd");
        log.put("020002" + "00f15365" + "2000040c016f00ffff");
        List<SelRecord> records = read(2);
        assertThat(records.getFirst()).isInstanceOf(SelRecord.Unreadable.class);
        assertThat(records).hasSize(2);
        assertThat(read(2)).isEmpty();
    }

    @Test
    void aRecordWithIdZeroIsReadOnce() throws Exception {
        log.put("000002" + "00f15365" + "2000040c016f00ffff");
        log.put("010002" + "01f15365" + "2000040c016f01ffff");
        assertThat(read(2)).hasSize(2);
        assertThat(read(2)).isEmpty();
        assertThat(news).isEmpty();
    }

    @Test
    void looksBehindASuccessorThatIsNotThere() throws Exception {
        List<Integer> added = log.add(10);
        log.countsUp = true;
        log.delete(4);
        log.delete(4);
        var left = new ArrayList<>(added);
        left.subList(4, 6).clear();
        assertThat(read()).isEqualTo(left);
    }

    @Test
    void takesAReservationWhereTheBmcWantsOne() throws Exception {
        log.wantsReservation = true;
        List<Integer> added = log.add(3);
        assertThat(read()).isEqualTo(added);
    }

    @Test
    void asksForSixteenBytesWhereTheBmcCannotGiveAll() throws Exception {
        log.wantsCount = true;
        List<Integer> added = log.add(3);
        assertThat(read()).isEqualTo(added);
    }

    @Test
    void keepsWhatItReadBeforeAClearThatCameWhileItRead() throws Exception {
        List<Integer> old = log.add(6);
        var refilled = new ArrayList<Integer>();
        var countdown = new int[] {4};
        log.beforeEntry =
                () -> {
                    if (--countdown[0] == 0) {
                        log.clock += 60;
                        log.clear();
                        refilled.addAll(log.add(9));
                    }
                };
        assertThat(read()).isEqualTo(old.subList(0, 3));
        assertThat(news).isEmpty();
        assertThat(read()).isEqualTo(refilled);
        assertThat(news).containsExactly(News.CLEARED);
        assertThat(position.epoch()).isEqualTo(1);
    }

    @Test
    void aLogWithoutInfoIsReadAllTheSame() throws Exception {
        List<Integer> added = log.add(3);
        log.withoutInfo();
        assertThat(read()).isEqualTo(added);
        assertThat(read()).isEmpty();
        assertThat(news).isEmpty();
    }

    @Test
    void refusesABatchOfNothing() {
        assertThatThrownBy(() -> reader.read(position, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxRecords");
    }

    private List<Integer> read() throws IpmiException, InterruptedException {
        return read(ALL).stream().map(ScriptedLog::unique).toList();
    }

    private List<SelRecord> read(int maxRecords) throws IpmiException, InterruptedException {
        SelBatch batch = reader.read(position, maxRecords);
        for (SelItem item : batch.items()) {
            if (item instanceof SelItem.Notice notice && notice.news() != News.WRAPPED) {
                news.add(notice.news());
            }
        }
        position = batch.position();
        return batch.records();
    }
}
