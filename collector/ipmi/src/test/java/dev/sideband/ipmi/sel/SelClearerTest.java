package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.sel.SelClearer.Outcome;

import org.junit.jupiter.api.Test;

class SelClearerTest {
    private final ScriptedLog log = new ScriptedLog();
    private final SelClearer clearer = new SelClearer(log.client(), _ -> {});

    @Test
    void clearsALogThatWasReadToItsEnd() throws Exception {
        log.add(5);
        assertThat(clearer.clear(readAll())).isEqualTo(new Outcome.Cleared(5));
        assertThat(log.size()).isZero();
    }

    @Test
    void leavesALogAloneThatHasMoreThanWasRead() throws Exception {
        log.add(5);
        SelPosition read = readAll();
        log.add(1);
        assertThat(clearer.clear(read)).isInstanceOf(Outcome.NotRead.class);
        assertThat(log.size()).isEqualTo(6);
    }

    @Test
    void leavesALogAloneOfWhichNothingWasRead() throws Exception {
        log.add(1);
        assertThat(clearer.clear(SelPosition.START))
                .isEqualTo(new Outcome.NotRead("there are records to be read"));
        assertThat(log.size()).isEqualTo(1);
    }

    @Test
    void anEmptyLogIsClear() throws Exception {
        assertThat(clearer.clear(SelPosition.START)).isEqualTo(new Outcome.Cleared(0));
        assertThat(log.clears).isZero();
    }

    @Test
    void leavesALogAloneThatIsNotTheOneThatWasRead() throws Exception {
        log.add(5);
        SelPosition read = readAll();
        log.clear();
        log.add(3);
        assertThat(clearer.clear(read)).isInstanceOf(Outcome.NotRead.class);
        assertThat(log.size()).isEqualTo(3);
    }

    @Test
    void aRecordThatComesBeforeTheErasureCancelsIt() throws Exception {
        log.add(5);
        SelPosition read = readAll();
        log.cancelsReservations = true;
        log.beforeClear = () -> log.add(1);
        Outcome outcome = clearer.clear(read);
        assertThat(outcome).isEqualTo(new Outcome.NotRead("records came since the log was read"));
        assertThat(log.size()).isEqualTo(6);
        assertThat(log.clears).isZero();
    }

    @Test
    void triesAgainWhereAnotherReaderTookTheReservation() throws Exception {
        log.add(5);
        SelPosition read = readAll();
        var others = new int[] {1};
        log.beforeClear =
                () -> {
                    if (others[0]-- > 0) {
                        log.reserve();
                    }
                };
        assertThat(clearer.clear(read)).isEqualTo(new Outcome.Cleared(5));
    }

    @Test
    void givesUpOnALogThatOthersKeepReserving() throws Exception {
        log.add(5);
        SelPosition read = readAll();
        log.beforeClear = log::reserve;
        assertThat(clearer.clear(read)).isInstanceOf(Outcome.NotRead.class);
        assertThat(log.size()).isEqualTo(5);
    }

    @Test
    void waitsForTheEndOfTheErasure() throws Exception {
        log.add(5);
        log.questionsWhileErasing = 7;
        assertThat(clearer.clear(readAll())).isEqualTo(new Outcome.Cleared(5));
    }

    @Test
    void tellsOfAnErasureThatDoesNotEnd() throws Exception {
        log.add(5);
        log.questionsWhileErasing = 1_000;
        assertThat(clearer.clear(readAll())).isInstanceOf(Outcome.Unfinished.class);
    }

    @Test
    void anAnswerThatWasLostIsNotAskedForAgain() throws Exception {
        log.add(5);
        log.losesAnswerToClear = true;
        assertThat(clearer.clear(readAll())).isEqualTo(new Outcome.Cleared(5));
        assertThat(log.clears).isEqualTo(1);
    }

    @Test
    void aRequestThatWasLostLeavesTheLogAsItWas() throws Exception {
        log.add(5);
        log.losesRequestToClear = true;
        assertThat(clearer.clear(readAll()))
                .isEqualTo(
                        new Outcome.Unfinished(
                                "the BMC did not answer, and the log is as it was; try again"));
        assertThat(log.size()).isEqualTo(5);
        assertThat(log.clears).isZero();
    }

    @Test
    void worksWhereReadsWantTheReservationToo() throws Exception {
        log.wantsReservation = true;
        log.add(5);
        assertThat(clearer.clear(readAll())).isEqualTo(new Outcome.Cleared(5));
    }

    @Test
    void saysWhatABmcRefuses() throws Exception {
        log.add(1);
        SelPosition read = readAll();
        log.refusesReservations = true;
        assertThatThrownBy(() -> clearer.clear(read))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("D4h");
    }

    @Test
    void theReaderFindsTheClearAndBeginsAnEpoch() throws Exception {
        log.add(5);
        SelPosition read = readAll();
        log.clock += 5;
        clearer.clear(read);
        log.clock += 5;
        log.add(2);
        SelBatch next = new SelReader(log.client()).read(read, 100);
        assertThat(next.position().epoch()).isEqualTo(1);
        assertThat(next.records()).hasSize(2);
    }

    private SelPosition readAll() throws Exception {
        return new SelReader(log.client()).read(SelPosition.START, 100).position();
    }
}
