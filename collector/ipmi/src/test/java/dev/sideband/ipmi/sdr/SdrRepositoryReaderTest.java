package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.storage.GetSdr;
import dev.sideband.ipmi.message.CompletionCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class SdrRepositoryReaderTest {
    private final ScriptedRepository repository = new ScriptedRepository().withSensors(12);
    private final SdrRepositoryReader reader = new SdrRepositoryReader(_ -> {});

    @Test
    void readsEveryRecordInTheOrderOfTheChain() throws Exception {
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void takesOneCommandARecordFromABmcThatGivesAllAtOnce() throws Exception {
        read();
        assertThat(repository.bmc.sent).filteredOn(GetSdr.class::isInstance).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({"36", "22", "8"})
    void goesOnWhereAShortAnswerEnds(int most) throws Exception {
        repository.mostBytes = most;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @ParameterizedTest
    @CsvSource({"32, 202", "32, 200", "16, 199", "8, 202", "32, 255"})
    void asksForLessAndRemembersHowMuch(int most, int code) throws Exception {
        repository.refusesAbove(most, code);
        assertThat(raws(read())).isEqualTo(repository.records());
        int before = repository.refusals;
        read();
        assertThat(repository.refusals).isEqualTo(before);
    }

    @Test
    void takesSilenceAboutWholeRecordsAsTooMuch() throws Exception {
        repository.silentAbove = 64;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void startsTheRecordAgainWhenTheReservationIsLost() throws Exception {
        repository.refusesAbove(16, CompletionCode.CANNOT_RETURN_LENGTH);
        repository.losesReservationEvery = 25;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void doesNotFightForAReservationForEver() {
        repository.refusesAbove(16, CompletionCode.CANNOT_RETURN_LENGTH);
        repository.losesReservationEvery = 2;
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.completionCode())
                                        .isEqualTo(CompletionCode.RESERVATION_LOST));
        assertThat(repository.bmc.sent).hasSizeLessThan(60);
    }

    @Test
    void losesReservationsAsOftenAsALongWalkTakes() throws Exception {
        repository.withSensors(90);
        repository.refusesAbove(16, CompletionCode.CANNOT_RETURN_LENGTH);
        repository.losesReservationEvery = 9;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void stopsOnAnIdThatComesAgain() throws Exception {
        repository.lastLeadsTo = 3;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void keepsOneOfTheLastRecordThatHasTwoIds() throws Exception {
        repository.lastLeadsTo = ScriptedRepository.LAST_AGAIN;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void aRecordThatIsRefusedForGoodEndsTheListWithWhatThereIs() throws Exception {
        repository.refusesRecord = 9;
        assertThat(raws(read())).isEqualTo(repository.records().subList(0, 9));
    }

    @Test
    void walksAgainWhereAWalkEndedTooEarly() throws Exception {
        repository.refusesRecord = 5;
        repository.refusesTimes = 3;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void failsWhereEachWalkEndsAtAnotherPlace() {
        repository.refusesRecord = 3;
        repository.refusesFurtherOn = true;
        assertThatThrownBy(this::read).isInstanceOf(Refused.class);
    }

    /** A Dell FC830 never gives its last record; its busy answer costs seconds each time. */
    @Test
    void asksForTheLastRecordOnceWhenItCannotBeHad() throws Exception {
        repository.refusesRecord = 11;
        assertThat(raws(read())).isEqualTo(repository.records().subList(0, 11));
        assertThat(repository.bmc.sent).filteredOn(GetSdr.class::isInstance).hasSize(12);
    }

    /** HP DL585 G7 gives more bytes than the record has. */
    @ParameterizedTest
    @CsvSource({"255, 3", "32, 5", "16, 1"})
    void leavesOutBytesBeyondTheRecord(int most, int excess) throws Exception {
        repository.excessBytes = excess;
        repository.refusesAbove(most, 0xCA);
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void failsWhereNotEvenTheFirstRecordCanBeHad() {
        repository.refusesRecord = 0;
        assertThatThrownBy(this::read).isInstanceOf(Refused.class);
    }

    @Test
    void aRecordThatMakesNoSenseIsKeptAndCostsNoOther() throws Exception {
        repository.add("ff0051010620000102ff");
        repository.withSensors(2);
        List<SdrRecord> records = read();
        assertThat(records).hasSize(15);
        assertThat(records.get(12)).isInstanceOf(UnknownRecord.class);
        assertThat(records.get(14)).isInstanceOf(FullSensorRecord.class);
    }

    @Test
    void walksAgainWhenTheRepositoryChangedMeanwhile() throws Exception {
        repository.addsWhileRead = 5;
        assertThat(read()).hasSize(13);
    }

    @Test
    void doesWithoutAReservationAndWithoutInfo() throws Exception {
        repository.refusesReservation = true;
        assertThat(raws(read())).isEqualTo(repository.records());
        repository.refusesInfo = true;
        assertThat(raws(read())).isEqualTo(repository.records());
        repository.refusesReservation = false;
        assertThat(raws(read())).isEqualTo(repository.records());
    }

    @Test
    void readsDeviceRecordsOfEachLunWhereThereIsNoRepository() throws Exception {
        ScriptedBmc bmc = new DeviceSdrs(repository.records(), 0b1010).bmc();
        List<SdrRecord> records = new SdrRepositoryReader(_ -> {}).read(bmc);
        assertThat(records).hasSize(24);
    }

    @Test
    void silenceIsNoEmptyRepository() {
        repository.silentAbove = 0;
        assertThatThrownBy(this::read).isInstanceOf(NoAnswer.class);
    }

    @Test
    void aBmcThatWasAwayIsAskedForWholeRecordsAgain() throws Exception {
        repository.silentAbove = 0;
        assertThatThrownBy(this::read).isInstanceOf(NoAnswer.class);
        repository.silentAbove = 255;
        repository.bmc.sent.clear();
        read();
        assertThat(repository.bmc.sent).filteredOn(GetSdr.class::isInstance).hasSize(12);
    }

    @Test
    void anAnswerWithoutBytesIsMalformed() {
        repository.mostBytes = 0;
        assertThatThrownBy(this::read).isInstanceOf(Malformed.class);
    }

    static List<String> machines() {
        return Captures.machines();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void readsCapturedMachinesThroughSmallWindows(String machine) throws Exception {
        List<SdrRecord> captured = Captures.records(machine);
        var served = new ScriptedRepository();
        captured.forEach(record -> served.add(record.raw().toHex()));
        served.refusesAbove(32, CompletionCode.CANNOT_RETURN_LENGTH);
        served.losesReservationEvery = 150;
        assertThat(new SdrRepositoryReader(_ -> {}).read(served.bmc)).isEqualTo(captured);
    }

    private List<SdrRecord> read() throws IpmiException, InterruptedException {
        return reader.read(repository.bmc);
    }

    private static List<String> raws(List<SdrRecord> records) {
        return records.stream().map(record -> record.raw().toHex()).toList();
    }
}
