package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sel.SelBatch;
import dev.sideband.ipmi.sel.SelClearer;
import dev.sideband.ipmi.sel.SelItem;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.sel.SelReader;
import dev.sideband.ipmi.sel.SelRecord;
import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** Logs that are not as they should be, and our client reads each record once. */
class SelQuirksTest {
    private static final int CONTENT_AT = 4;

    @ParameterizedTest
    @EnumSource(
            names = {
                "IDS_WITH_STEPS",
                "TWO_IDS_FOR_ONE_RECORD",
                "LAST_FOLLOWS_ITSELF",
                "NO_ERASE_TIME",
                "NO_ADDITION_TIME",
                "NO_TIMES",
                "NO_FREE_SPACE",
                "WHOLE_RECORDS_ONLY",
                "NO_WHOLE_READ",
                "RESERVATION_ALWAYS_NEEDED",
                "NO_INFO",
                "ERASED_FLASH"
            })
    void readsEachRecordOnce(SelQuirk quirk) throws Exception {
        var bmc = QuirkyBmc.with(quirk);

        assertThat(contents(readWhileItGrows(bmc))).isEqualTo(truth(bmc));
    }

    @Test
    void goesOnBehindAGapThatTheLogDoesNotName() throws Exception {
        var bmc = QuirkyBmc.with(SelQuirk.SUCCESSOR_IS_ID_PLUS_ONE);
        List<String> present =
                bmc.log().stream()
                        .filter(one -> one.id() % 4 != 0)
                        .map(one -> one.bytes().toHex().substring(CONTENT_AT))
                        .toList();
        List<SelItem> read = new ArrayList<>();
        try (IpmiSession session = bmc.login()) {
            read.addAll(new SelReader(session).read(SelPosition.START, 100).items());
        }

        assertThat(contents(read)).isEqualTo(present);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ERASE_TIME, CLEARED",
        "NO_ADDITION_TIME, CLEARED",
        "NO_TIMES, CLEARED",
        // Without a count either a clear looks as if the log had run over.
        "NO_INFO, GAP"
    })
    void noticesAClearWithoutTheTimes(SelQuirk quirk, SelItem.News news) throws Exception {
        var bmc = QuirkyBmc.with(quirk);
        try (IpmiSession session = bmc.login()) {
            var reader = new SelReader(session);
            bmc.play(new PsuInputLoss(0), true);
            SelPosition before = reader.read(SelPosition.START, 100).position();
            bmc.clearLog();
            SelBatch after = reader.read(before, 100);

            assertThat(after.items().getFirst())
                    .isInstanceOfSatisfying(
                            SelItem.Notice.class,
                            notice -> assertThat(notice.news()).isEqualTo(news));
            assertThat(after.records()).hasSize(1);
        }
    }

    @Test
    void readsWithoutReservingWhereOnlyOperatorsMay() throws Exception {
        var bmc = QuirkyBmc.forUser(PrivilegeLevel.USER, SelQuirk.RESERVING_NEEDS_OPERATOR);

        assertThat(contents(readWhileItGrows(bmc))).isEqualTo(truth(bmc));
    }

    @Test
    void clearsNothingThatWasNotRead() throws Exception {
        var bmc = QuirkyBmc.with();
        var administrator = SessionOptions.DEFAULT.withPrivilege(PrivilegeLevel.ADMINISTRATOR);
        try (IpmiSession session = bmc.login(administrator)) {
            var reader = new SelReader(session);
            SelPosition position = reader.read(SelPosition.START, 100).position();
            bmc.play(new PsuInputLoss(0), true);

            assertThat(new SelClearer(session).clear(position))
                    .isInstanceOf(SelClearer.Outcome.NotRead.class);

            position = reader.read(position, 100).position();
            assertThat(new SelClearer(session).clear(position))
                    .isInstanceOf(SelClearer.Outcome.Cleared.class);
        }
    }

    @Test
    void isToldThatTheLogCannotBeRead() throws Exception {
        try (IpmiSession session = QuirkyBmc.with(SelQuirk.NO_ENTRIES).login()) {
            assertThatExceptionOfType(IpmiException.Refused.class)
                    .isThrownBy(() -> new SelReader(session).read(SelPosition.START, 10))
                    .extracting(IpmiException.Refused::completionCode)
                    .isEqualTo(0xC1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMES_UNSPECIFIED", "TIMES_SINCE_START"})
    void hasNoTimeWhereTheClockWasNotSet(SelQuirk quirk) throws Exception {
        var bmc = QuirkyBmc.with(quirk);

        assertThat(records(readWhileItGrows(bmc)))
                .hasSameSizeAs(bmc.log())
                .allSatisfy(record -> assertThat(record.bmcTime()).isNull());
    }

    @ParameterizedTest
    @EnumSource(names = {"TYPE_04", "TYPE_00", "TYPE_03"})
    void readsOtherTypesAsEvents(SelQuirk quirk) throws Exception {
        var bmc = QuirkyBmc.with(quirk);

        assertThat(records(readWhileItGrows(bmc)))
                .hasSameSizeAs(bmc.log())
                .allSatisfy(record -> assertThat(record).isInstanceOf(SelRecord.SystemEvent.class))
                .extracting(record -> ((SelRecord.SystemEvent) record).sensorNumber())
                .isEqualTo(bmc.log().stream().map(one -> one.bytes().u8(11)).toList());
    }

    @Test
    void readsThePanicOfLinux() throws Exception {
        assertThat(records(readWhileItGrows(QuirkyBmc.with(SelQuirk.PANIC_TEXT))))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(((SelRecord.OemUntimestamped) record).panicText())
                                .isEqualTo("Oops: 0002 "));
    }

    @Test
    void keepsEventsOfGeneratorsThatOwnNoSensor() throws Exception {
        var bmc = QuirkyBmc.with(SelQuirk.WRONG_GENERATOR);

        assertThat(records(readWhileItGrows(bmc)))
                .hasSameSizeAs(bmc.log())
                .allSatisfy(record ->
                        assertThat(((SelRecord.SystemEvent) record).generator()).isZero());
    }

    @Test
    void takesTheDirectionFromItsBit() throws Exception {
        var bmc = QuirkyBmc.with();
        List<SelItem> read = readWhileItGrows(bmc);

        // Assertion and deassertion have the same offset, and so the same text.
        assertThat(records(read))
                .map(record -> ((SelRecord.SystemEvent) record).asserted())
                .isEqualTo(bmc.log().stream().map(one -> one.bytes().u8(12) < 0x80).toList())
                .contains(true, false);
    }

    /** Reads as a poll does: some records, a fault, its end, each with a read behind it. */
    private static List<SelItem> readWhileItGrows(QuirkyBmc bmc) throws Exception {
        var items = new ArrayList<SelItem>();
        try (IpmiSession session = bmc.login()) {
            var reader = new SelReader(session);
            SelPosition position = SelPosition.START;
            for (int round = 0; round < 6; round++) {
                SelBatch batch = reader.read(position, 100);
                items.addAll(batch.items());
                position = batch.position();
                bmc.play(round < 2 ? new PsuInputLoss(1) : new ChassisOpen(), round % 2 == 0);
            }
            items.addAll(reader.read(position, 100).items());
        }
        return items;
    }

    private static List<SelRecord> records(List<SelItem> items) {
        assertThat(items).allSatisfy(item -> assertThat(item).isInstanceOf(SelItem.Entry.class));
        return items.stream().map(item -> ((SelItem.Entry) item).record()).toList();
    }

    /** All of each record but its id. */
    private static List<String> contents(List<SelItem> items) {
        return records(items).stream()
                .map(record -> record.raw().toHex().substring(CONTENT_AT))
                .toList();
    }

    private static List<String> truth(QuirkyBmc bmc) {
        List<String> truth =
                bmc.log().stream().map(one -> one.bytes().toHex().substring(CONTENT_AT)).toList();
        assertThat(truth).hasSizeGreaterThan(6);
        return truth;
    }
}
